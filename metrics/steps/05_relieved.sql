-- relieved: each measure as it goes to its band: pools that closed in place of their months, excused months set aside.
select
    data_status.scenario,
    data_status.contract,
    data_status.indicator,
    data_status.month,
    case when pooled.closes = 1 then pooled.pool_numerator else data_status.numerator end as numerator,
    case when pooled.closes = 1 then pooled.pool_denominator else data_status.denominator end as denominator,
    case
        when term_measurement.is_excused = 1 and data_status.data_status <> 'awaited' then 'relieved'
        else data_status.data_status
    end as data_status,
    case
        when term_measurement.is_excused = 1 and data_status.data_status <> 'awaited' then excused.take
        when pooled.closes = 1 and pooled.pool_denominator > 0 then 'measure'
        when pooled.indicator is not null then 'pool'
        else data_status.take
    end as take,
    case
        when term_measurement.is_excused = 1 and data_status.data_status <> 'awaited' then excused.run
        when pooled.closes = 1 and pooled.pool_denominator > 0 then 'by band'
        when pooled.indicator is not null then pool_rule.run
        else data_status.run
    end as run
from data_status
inner join term_measurement
    on
        data_status.scenario = term_measurement.scenario
        and data_status.contract = term_measurement.contract
        and data_status.indicator = term_measurement.indicator
        and data_status.month = term_measurement.month
inner join term_taken as excused
    on
        data_status.scenario = excused.scenario
        and data_status.contract = excused.contract
        and excused.data_status = 'relieved'
inner join term_taken as pool_rule
    on
        data_status.scenario = pool_rule.scenario
        and data_status.contract = pool_rule.contract
        and pool_rule.data_status = 'below minimum'
left join pooled
    on
        data_status.scenario = pooled.scenario
        and data_status.contract = pooled.contract
        and data_status.indicator = pooled.indicator
        and data_status.month = pooled.month
