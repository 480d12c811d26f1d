-- carried_band: the band of the last measured month, for months in which the contract carries it on, at most the worst
-- of the month's own table; after the stated number of months what the contract says then, which is no longer carried.
with numbered as (
    select
        scenario,
        contract,
        indicator,
        month,
        take,
        band,
        sum(case when take = 'measure' then 1 else 0 end) over (
            partition by scenario, contract, indicator
            order by month rows between unbounded preceding and current row
        ) as measured_so_far
    from band
),

carried as (
    select
        scenario,
        contract,
        indicator,
        month,
        take,
        max(case when take = 'measure' then band end) over (
            partition by scenario, contract, indicator, measured_so_far
            order by month rows between unbounded preceding and current row
        ) as last_band,
        sum(case when take = 'carry last status' then 1 else 0 end) over (
            partition by scenario, contract, indicator, measured_so_far
            order by month rows between unbounded preceding and current row
        ) as months_carried
    from numbered
    where
        exists (
            select 1
            from term_taken
            where
                term_taken.scenario = numbered.scenario
                and term_taken.contract = numbered.contract
                and term_taken.take = 'carry last status'
        )
)

select
    carried.scenario,
    carried.contract,
    carried.indicator,
    carried.month,
    case when carried.months_carried <= rule.carry_months then carried.take else rule.then_take end as take,
    case
        when carried.months_carried > rule.carry_months and rule.then_take = 'worst band' then term_target.worst_band
        when carried.months_carried <= rule.carry_months and carried.last_band is not null
            then least(carried.last_band, term_target.worst_band)
    end as band
from carried
inner join term_taken as rule
    on
        carried.scenario = rule.scenario
        and carried.contract = rule.contract
        and rule.data_status = 'missing'
inner join term_target
    on
        carried.scenario = term_target.scenario
        and carried.contract = term_target.contract
        and carried.indicator = term_target.indicator
        and carried.month >= term_target.first_month
        and carried.month < term_target.end_month
where carried.take = 'carry last status'
