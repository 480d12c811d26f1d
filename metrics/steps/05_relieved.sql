-- relieved: each measure as it goes to its band, with what is taken for it and what it does to a run of failures: pools
-- that closed in place of their months, excused months set aside. A measure that is still awaited has no status that
-- could be excused.
select
    data_status.scenario,
    data_status.contract,
    data_status.indicator,
    data_status.month,
    data_status.first_month,
    data_status.run_number,
    case when pooled.closes = 1 then pooled.pool_numerator else data_status.numerator end as numerator,
    case when pooled.closes = 1 then pooled.pool_denominator else data_status.denominator end as denominator,
    case
        when data_status.is_excused = 1 and data_status.data_status <> 'awaited' then 'relieved'
        else data_status.data_status
    end as data_status,
    case
        when data_status.data_status = 'awaited' then 'nothing yet'
        when data_status.is_excused = 1 then 'no deduction'
        when pooled.closes = 1 then 'measure'
        when pooled.indicator is not null then 'pool'
        when data_status.data_status = 'reported' then 'measure'
        when data_status.data_status = 'missing' then term_judgement.missing_take
        when data_status.data_status = 'below minimum' then term_judgement.below_minimum_take
        when data_status.data_status = 'nil activity' then term_judgement.nil_activity_take
        else term_judgement.not_measurable_take
    end as take,
    case
        when data_status.data_status = 'awaited' then 'skipped'
        when data_status.is_excused = 1 then term_judgement.relieved_run
        when pooled.closes = 1 then 'by band'
        when pooled.indicator is not null then term_judgement.below_minimum_run
        when data_status.data_status = 'reported' then 'by band'
        when data_status.data_status = 'missing' then term_judgement.missing_run
        when data_status.data_status = 'below minimum' then term_judgement.below_minimum_run
        when data_status.data_status = 'nil activity' then term_judgement.nil_activity_run
        else term_judgement.not_measurable_run
    end as run
from data_status
inner join term_judgement
    on
        data_status.scenario = term_judgement.scenario
        and data_status.contract = term_judgement.contract
        and data_status.indicator = term_judgement.indicator
        and data_status.first_month = term_judgement.first_month
left join pooled
    on
        data_status.scenario = pooled.scenario
        and data_status.contract = pooled.contract
        and data_status.indicator = pooled.indicator
        and data_status.month = pooled.month
