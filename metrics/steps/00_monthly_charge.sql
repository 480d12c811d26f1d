-- monthly_charge: what percentages are taken of: the charge of each month, of all months up to and including it, and of
-- its contract year. Base 0 is the whole charge, any other the charge lines that it is made of. Where some base has
-- lines of what is paid beside the charge, the chain puts charge and those lines together in the place of charge.
with total as (
    select
        term_month.scenario,
        term_month.contract,
        term_base_line.charge_base,
        term_month.month,
        term_month.contract_year,
        coalesce(sum(charge.pence), 0) as pence
    from term_month
    inner join term_base_line
        on term_month.scenario = term_base_line.scenario and term_month.contract = term_base_line.contract
    left join charge
        on
            term_month.scenario = charge.scenario
            and term_month.contract = charge.contract
            and term_month.month = charge.month
            and term_base_line.charge_line = charge.charge_line
    group by
        term_month.scenario,
        term_month.contract,
        term_base_line.charge_base,
        term_month.month,
        term_month.contract_year
)

select
    scenario,
    contract,
    charge_base,
    month,
    cast(pence as bigint) as pence,
    cast(sum(pence) over (
        partition by scenario, contract, charge_base order by month rows between unbounded preceding and current row
    ) as bigint) as through_month,
    cast(sum(pence) over (
        partition by scenario, contract, charge_base, contract_year
        order by month rows between unbounded preceding and current row
    ) as bigint) as year_to_date,
    cast(sum(pence) over (
        partition by scenario, contract, charge_base, contract_year
        order by month rows between unbounded preceding and unbounded following
    ) as bigint) as whole_year
from total
