-- net: charge, deductions and net payment of each statement month before VAT, in pence. Where deductions are more than
-- the charge the contract says whether the rest is owed or nil; what is not recovered then stands on its own line.
with deduction as (
    select
        scenario,
        contract,
        charged_month,
        sum(pence) as pence
    from charged_line
    group by scenario, contract, charged_month
),

total as (
    select
        term_month.scenario,
        term_month.contract,
        term_month.month,
        monthly_charge.pence as charge,
        coalesce(deduction.pence, 0) as deducted,
        term_contract.net_below_zero
    from term_month
    inner join term_contract
        on term_month.scenario = term_contract.scenario and term_month.contract = term_contract.contract
    inner join monthly_charge
        on
            term_month.scenario = monthly_charge.scenario
            and term_month.contract = monthly_charge.contract
            and term_month.month = monthly_charge.month
            and monthly_charge.charge_base = 0
    left join deduction
        on
            term_month.scenario = deduction.scenario
            and term_month.contract = deduction.contract
            and term_month.month = deduction.charged_month
)

select
    scenario,
    contract,
    month,
    cast(charge as bigint) as charge,
    cast(deducted as bigint) as deducted,
    cast(case when net_below_zero = 'nil' then greatest(deducted - charge, 0) else 0 end as bigint) as not_recovered,
    cast(0 as bigint) as brought_forward,
    cast(0 as bigint) as carried_on,
    cast(case when net_below_zero = 'nil' then greatest(charge - deducted, 0) else charge - deducted end as bigint)
        as net
from total
