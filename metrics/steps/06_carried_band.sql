-- carried_band: the band with the status of the last measured month, for months in which the contract carries it on. It
-- is looked for in the month's own table, where it may have another place; every table to which a status may be carried
-- has it. After the stated number of months it is what the contract says then, which is no longer carried.
with numbered as (
    select
        scenario,
        contract,
        indicator,
        month,
        first_month,
        take,
        status,
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
        max(case when numbered.take = 'measure' then numbered.status end) over (
            partition by numbered.scenario, numbered.contract, numbered.indicator, numbered.measured_so_far
            order by numbered.month rows between unbounded preceding and current row
        ) as last_status,
        sum(case when numbered.take = 'carry last status' then 1 else 0 end) over (
            partition by numbered.scenario, numbered.contract, numbered.indicator, numbered.measured_so_far
            order by numbered.month rows between unbounded preceding and current row
        ) as months_carried
    from numbered
    inner join term_carried_status
        on numbered.scenario = term_carried_status.scenario and numbered.contract = term_carried_status.contract
)

select
    carried.scenario,
    carried.contract,
    carried.indicator,
    carried.month,
    carried.first_month,
    case when carried.months_carried <= carried.months then carried.take else carried.then_take end as take,
    case
        when carried.months_carried <= carried.months then term_band.band
        when carried.then_take = 'worst band' then carried.worst_band
    end as band
from carried
left join term_band
    on
        carried.scenario = term_band.scenario
        and carried.contract = term_band.contract
        and carried.indicator = term_band.indicator
        and carried.first_month = term_band.first_month
        and carried.last_status = term_band.status
where carried.take = 'carry last status'
