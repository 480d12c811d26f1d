-- monthly_charge: the whole charge of each month, of the contract up to and including it, and of its contract year.
with total as (
    select
        term_month.scenario,
        term_month.contract,
        term_month.month,
        term_month.contract_year,
        coalesce(sum(charge.pence), 0) as pence
    from term_month
    left join charge
        on
            term_month.scenario = charge.scenario
            and term_month.contract = charge.contract
            and term_month.month = charge.month
    group by term_month.scenario, term_month.contract, term_month.month, term_month.contract_year
)

select
    scenario,
    contract,
    month,
    cast(pence as bigint) as pence,
    cast(sum(pence) over (
        partition by scenario, contract order by month rows between unbounded preceding and current row
    ) as bigint) as through_month,
    cast(sum(pence) over (
        partition by scenario, contract, contract_year
        order by month rows between unbounded preceding and current row
    ) as bigint) as year_to_date,
    cast(sum(pence) over (
        partition by scenario, contract, contract_year
        order by month rows between unbounded preceding and unbounded following
    ) as bigint) as whole_year
from total
