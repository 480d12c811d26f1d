-- guaranteed_amount: what a savings guarantee comes to in each month of its profile, exact: how much of what is
-- guaranteed by then is not saved. What is recovered for it so far is the same, or the most that it ever was where it
-- is kept when savings catch up; a month takes off, or gives back, what that is more or less than before. Months by
-- which the savings are known in part are left out.
with position as (
    select
        term_guarantee.scenario,
        term_guarantee.contract,
        term_guarantee.charge_line,
        term_guarantee.is_recovered,
        term_guarantee.is_kept,
        term_profile.month,
        term_profile.guaranteed,
        reported_money.total as saved,
        greatest(term_profile.guaranteed - reported_money.total, 0) as shortfall
    from term_guarantee
    inner join term_profile
        on
            term_guarantee.scenario = term_profile.scenario
            and term_guarantee.contract = term_profile.contract
            and term_guarantee.charge_line = term_profile.charge_line
    inner join reported_money
        on
            term_profile.scenario = reported_money.scenario
            and term_profile.contract = reported_money.contract
            and term_profile.charge_line = reported_money.charge_line
            and term_profile.month = reported_money.month
    where reported_money.years_unknown = 0
),

recovery as (
    select
        scenario,
        contract,
        charge_line,
        month,
        guaranteed,
        saved,
        shortfall,
        is_recovered * case
            when is_kept = 1
                then max(shortfall) over (
                    partition by scenario, contract, charge_line
                    order by month rows between unbounded preceding and current row
                )
            else shortfall
        end as recovered
    from position
)

select
    scenario,
    contract,
    charge_line,
    month,
    cast(guaranteed as decimal(38, 0)) as guaranteed,
    cast(saved as decimal(38, 0)) as saved,
    cast(shortfall as decimal(38, 0)) as shortfall,
    cast(recovered as decimal(38, 0)) as recovered,
    cast(
        lag(recovered, 1, 0) over (partition by scenario, contract, charge_line order by month) - recovered
        as decimal(38, 0)
    ) as amount,
    cast(10000 as decimal(38, 0)) as amount_scale
from recovery
