-- data_status: what state each measure is in before any money, and what the contract takes for it.
-- A denominator of 0 that nobody declared is missing. A figure that came after its due time is missing too, unless
-- the money was withheld and it came by the stated time.
with found as (
    select
        term_measurement.scenario,
        term_measurement.contract,
        term_measurement.indicator,
        term_measurement.month,
        term_measurement.minimum,
        measure.numerator,
        measure.denominator,
        case
            when term_measurement.is_measurable = 0 then 'not measurable'
            when
                measure.received_at is null and term_due.due_at >= cut_off.known_at
                then 'awaited'
            when
                measure.received_at is null
                or measure.received_at > term_due.until_at
                then 'missing'
            when measure.nil_activity = 1 and coalesce(measure.denominator, 0) = 0 then 'nil activity'
            when measure.numerator is null or measure.denominator is null or measure.denominator = 0 then 'missing'
            when measure.denominator < term_measurement.minimum then 'below minimum'
            else 'reported'
        end as data_status
    from term_measurement
    inner join term_indicator
        on
            term_measurement.scenario = term_indicator.scenario
            and term_measurement.contract = term_indicator.contract
            and term_measurement.indicator = term_indicator.indicator
    inner join term_due
        on
            term_measurement.scenario = term_due.scenario
            and term_measurement.contract = term_due.contract
            and term_measurement.month = term_due.month
            and term_indicator.dataset = term_due.dataset
    inner join cut_off
        on
            term_measurement.scenario = cut_off.scenario
            and term_measurement.contract = cut_off.contract
    left join measure
        on
            term_measurement.scenario = measure.scenario
            and term_measurement.contract = measure.contract
            and term_measurement.indicator = measure.indicator
            and term_measurement.month = measure.month
)

select
    found.scenario,
    found.contract,
    found.indicator,
    found.month,
    found.numerator,
    found.denominator,
    found.minimum,
    found.data_status,
    coalesce(term_taken.take, case when found.data_status = 'reported' then 'measure' else 'nothing yet' end) as take,
    coalesce(term_taken.run, case when found.data_status = 'reported' then 'by band' else 'skipped' end) as run
from found
left join term_taken
    on
        found.scenario = term_taken.scenario
        and found.contract = term_taken.contract
        and found.data_status = term_taken.data_status
