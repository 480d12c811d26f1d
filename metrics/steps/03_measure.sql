-- measure: the exact numerator and denominator of each indicator and month, from records or as stated, whichever is
-- priced where both are there; and when the figure first came. Nil activity is stated too, though it has no figure.
-- Whether agreed relief excuses the measure (is_excused) or leaves nothing of its denominator (is_emptied) is for a
-- later step to say.
select
    term_measurement.scenario,
    term_measurement.contract,
    term_measurement.indicator,
    term_measurement.month,
    case
        when
            counted.indicator is not null
            and (
                term_measurement.from_records = 1
                or (stated.numerator is null and coalesce(stated.nil_activity, 0) = 0)
            )
            then counted.numerator
        else stated.numerator
    end as numerator,
    case
        when
            counted.indicator is not null
            and (
                term_measurement.from_records = 1
                or (stated.numerator is null and coalesce(stated.nil_activity, 0) = 0)
            )
            then counted.denominator
        else stated.denominator
    end as denominator,
    coalesce(stated.nil_activity, 0) as nil_activity,
    first_figure.received_at,
    0 as is_excused,
    0 as is_emptied
from term_measurement
left join stated
    on
        term_measurement.scenario = stated.scenario
        and term_measurement.contract = stated.contract
        and term_measurement.indicator = stated.indicator
        and term_measurement.month = stated.month
left join counted
    on
        term_measurement.scenario = counted.scenario
        and term_measurement.contract = counted.contract
        and term_measurement.indicator = counted.indicator
        and term_measurement.month = counted.month
left join first_figure
    on
        term_measurement.scenario = first_figure.scenario
        and term_measurement.contract = first_figure.contract
        and term_measurement.indicator = first_figure.indicator
        and term_measurement.month = first_figure.month
