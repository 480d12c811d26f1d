-- pooled: months too small to judge, put together forwards until the minimum is reached. Each month enters once; the
-- pool is judged where it closes, on that month's terms. At the end of a contract year or where the definition
-- changes an open pool is charged, dropped or carried on, as the contract says; the contract's end ends its year.
-- Months that are reported or below their minimum enter; others are passed over. What is open before a month that is
-- still awaited is not yet at an end. A month that is excused is passed over whatever came, and never waited for.
with recursive year_after as (
    select
        scenario,
        contract,
        indicator,
        max(following_year) as contract_year
    from term_measurement
    group by scenario, contract, indicator
),

candidate as (
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
        term_pool.at_year_end,
        term_pool.at_definition,
        lead(term_measurement.contract_year, 1, year_after.contract_year) over by_month as next_year,
        lead(term_measurement.definition) over by_month as next_definition
    from data_status
    inner join term_measurement
        on
            data_status.scenario = term_measurement.scenario
            and data_status.contract = term_measurement.contract
            and data_status.indicator = term_measurement.indicator
            and data_status.month = term_measurement.month
    inner join year_after
        on
            data_status.scenario = year_after.scenario
            and data_status.contract = year_after.contract
            and data_status.indicator = year_after.indicator
    inner join term_pool
        on data_status.scenario = term_pool.scenario and data_status.contract = term_pool.contract
    where
        data_status.data_status in ('reported', 'below minimum', 'awaited')
        and data_status.is_excused = 0
    window by_month as (
        partition by data_status.scenario, data_status.contract, data_status.indicator
        order by data_status.month
    )
),

figure as (
    select
        scenario,
        contract,
        indicator,
        month,
        row_number() over (partition by scenario, contract, indicator order by month) as place,
        minimum,
        data_status,
        numerator,
        denominator,
        case
            when next_year <> contract_year and at_year_end <> 'carry on' then at_year_end
            when next_definition <> definition then at_definition
            else 'carry on'
        end as at_boundary
    from candidate
    where data_status <> 'awaited'
),

pool as (
    select
        figure.scenario,
        figure.contract,
        figure.indicator,
        figure.month,
        figure.place,
        cast(figure.numerator as decimal(38, 0)) as pool_numerator,
        cast(figure.denominator as decimal(38, 0)) as pool_denominator,
        figure.month as opened_in,
        case when figure.data_status = 'below minimum' then 1 else 0 end as is_member,
        case when figure.data_status = 'below minimum' and figure.at_boundary = 'charge' then 1 else 0 end as closes,
        case when figure.data_status = 'below minimum' and figure.at_boundary = 'carry on' then 1 else 0 end as is_open
    from figure
    where figure.place = 1

    union all

    select
        joined.scenario,
        joined.contract,
        joined.indicator,
        joined.month,
        joined.place,
        cast(joined.pool_numerator as decimal(38, 0)) as pool_numerator,
        cast(joined.pool_denominator as decimal(38, 0)) as pool_denominator,
        joined.opened_in,
        joined.is_member,
        case
            when joined.is_member = 0 then 0
            when joined.pool_denominator >= joined.minimum or joined.at_boundary = 'charge' then 1
            else 0
        end as closes,
        case
            when joined.is_member = 1 and joined.pool_denominator < joined.minimum and joined.at_boundary = 'carry on'
                then 1
            else 0
        end as is_open
    from (
        select
            figure.scenario,
            figure.contract,
            figure.indicator,
            figure.month,
            figure.place,
            figure.minimum,
            figure.at_boundary,
            figure.numerator + pool.is_open * pool.pool_numerator as pool_numerator,
            figure.denominator + pool.is_open * pool.pool_denominator as pool_denominator,
            case when pool.is_open = 1 then pool.opened_in else figure.month end as opened_in,
            case when pool.is_open = 1 or figure.data_status = 'below minimum' then 1 else 0 end as is_member
        from pool
        inner join figure
            on
                pool.scenario = figure.scenario
                and pool.contract = figure.contract
                and pool.indicator = figure.indicator
                and pool.place + 1 = figure.place
    ) as joined
)

select
    scenario,
    contract,
    indicator,
    month,
    opened_in,
    pool_numerator,
    pool_denominator,
    closes
from pool
where is_member = 1
