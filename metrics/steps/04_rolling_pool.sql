-- rolling_pool: months too small to judge, each put together with the fewest earlier months that reach the minimum, at
-- most as many as the contract says. Months that are reported or below their minimum enter, as often as they are
-- needed; others, and those that are excused, are passed over. Where the contract says so a pool does not reach back
-- over the start of its contract year or over a changed definition. A month whose pool stays too small is in none.
with entering as (
    select
        data_status.scenario,
        data_status.contract,
        data_status.indicator,
        data_status.month,
        data_status.numerator,
        data_status.denominator,
        data_status.minimum,
        data_status.data_status,
        term_measurement.contract_year,
        term_measurement.definition,
        term_rolling_pool.months,
        term_rolling_pool.over_year_end,
        term_rolling_pool.over_definition,
        row_number() over (
            partition by data_status.scenario, data_status.contract, data_status.indicator order by data_status.month
        ) as place
    from data_status
    inner join term_measurement
        on
            data_status.scenario = term_measurement.scenario
            and data_status.contract = term_measurement.contract
            and data_status.indicator = term_measurement.indicator
            and data_status.month = term_measurement.month
    inner join term_rolling_pool
        on data_status.scenario = term_rolling_pool.scenario and data_status.contract = term_rolling_pool.contract
    where data_status.data_status in ('reported', 'below minimum') and data_status.is_excused = 0
),

reached as (
    select
        small.scenario,
        small.contract,
        small.indicator,
        small.month,
        small.minimum,
        earlier.month as opened_in,
        sum(earlier.numerator) over going_back as pool_numerator,
        sum(earlier.denominator) over going_back as pool_denominator
    from entering as small
    inner join entering as earlier
        on
            small.scenario = earlier.scenario
            and small.contract = earlier.contract
            and small.indicator = earlier.indicator
            and earlier.place <= small.place
            and earlier.place >= small.place - small.months
            and (small.over_year_end = 1 or small.contract_year = earlier.contract_year)
            and (small.over_definition = 1 or small.definition = earlier.definition)
    where small.data_status = 'below minimum'
    window going_back as (
        partition by small.scenario, small.contract, small.indicator, small.month
        order by earlier.month desc rows between unbounded preceding and current row
    )
),

enough as (
    select
        scenario,
        contract,
        indicator,
        month,
        opened_in,
        pool_numerator,
        pool_denominator,
        row_number() over (partition by scenario, contract, indicator, month order by opened_in desc) as place
    from reached
    where pool_denominator >= minimum
)

select
    scenario,
    contract,
    indicator,
    month,
    opened_in,
    cast(pool_numerator as decimal(38, 0)) as pool_numerator,
    cast(pool_denominator as decimal(38, 0)) as pool_denominator,
    1 as closes
from enough
where place = 1
