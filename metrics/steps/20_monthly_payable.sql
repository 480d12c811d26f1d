-- monthly_payable: what each month pays before deductions: its charge and what it earned.
with earned as (
    select
        scenario,
        contract,
        month,
        sum(pence) as pence
    from earned_line
    group by scenario, contract, month
)

select
    monthly_charge.scenario,
    monthly_charge.contract,
    monthly_charge.month,
    monthly_charge.charge_base,
    cast(monthly_charge.pence + coalesce(earned.pence, 0) as bigint) as pence
from monthly_charge
left join earned
    on
        monthly_charge.scenario = earned.scenario
        and monthly_charge.contract = earned.contract
        and monthly_charge.month = earned.month
where monthly_charge.charge_base = 0
