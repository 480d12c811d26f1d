-- carried_band: the band of the last measured month, for months in which the contract carries it on, at most the worst
-- of the month's own table; after the stated number of months what the contract says then, which is no longer carried.
with numbered as (
    select
        scenario,
        contract,
        indicator,
        month,
        first_month,
        take,
        band,
        worst_band,
        sum(case when take = 'measure' then 1 else 0 end) over (
            partition by scenario, contract, indicator
            order by month rows between unbounded preceding and current row
        ) as measured_so_far
    from band
),

carried as (
    select
        numbered.scenario,
        numbered.contract,
        numbered.indicator,
        numbered.month,
        numbered.first_month,
        numbered.take,
        numbered.worst_band,
        term_carried_status.months,
        term_carried_status.then_take,
        max(case when numbered.take = 'measure' then numbered.band end) over (
            partition by numbered.scenario, numbered.contract, numbered.indicator, numbered.measured_so_far
            order by numbered.month rows between unbounded preceding and current row
        ) as last_band,
        sum(case when numbered.take = 'carry last status' then 1 else 0 end) over (
            partition by numbered.scenario, numbered.contract, numbered.indicator, numbered.measured_so_far
            order by numbered.month rows between unbounded preceding and current row
        ) as months_carried
    from numbered
    inner join term_carried_status
        on numbered.scenario = term_carried_status.scenario and numbered.contract = term_carried_status.contract
)

select
    scenario,
    contract,
    indicator,
    month,
    first_month,
    case when months_carried <= months then take else then_take end as take,
    case
        when months_carried <= months and last_band is not null then least(last_band, worst_band)
        when months_carried > months and then_take = 'worst band' then worst_band
    end as band
from carried
where take = 'carry last status'
