-- data_status: what state each measure is in before any money.
-- A denominator of 0 that nobody declared is missing. A figure that came after its due time is missing too, unless
-- the money was withheld and it came by the stated time. is_excused is 1 where the contract or somebody excuses the
-- measure, whatever its state, or where its figure counts and relief has left nothing of the denominator.
select
    term_measurement.scenario,
    term_measurement.contract,
    term_measurement.indicator,
    term_measurement.month,
    term_measurement.first_month,
    term_measurement.minimum,
    term_measurement.run_number,
    measure.numerator,
    measure.denominator,
    case
        when term_measurement.is_excused = 1 or measure.is_excused = 1 then 1
        when term_measurement.is_measurable = 1 and measure.received_at <= term_measurement.until_at
            then measure.is_emptied
        else 0
    end as is_excused,
    case
        when term_measurement.is_measurable = 0 then 'not measurable'
        when measure.received_at is null and term_measurement.due_at >= cut_off.known_at then 'awaited'
        when measure.received_at is null or measure.received_at > term_measurement.until_at then 'missing'
        when measure.nil_activity = 1 and coalesce(measure.denominator, 0) = 0 then 'nil activity'
        when measure.numerator is null or measure.denominator is null or measure.denominator = 0 then 'missing'
        when measure.denominator < term_measurement.minimum then 'below minimum'
        else 'reported'
    end as data_status
from term_measurement
inner join cut_off
    on
        term_measurement.scenario = cut_off.scenario
        and term_measurement.contract = cut_off.contract
inner join measure
    on
        term_measurement.scenario = measure.scenario
        and term_measurement.contract = measure.contract
        and term_measurement.indicator = measure.indicator
        and term_measurement.month = measure.month
