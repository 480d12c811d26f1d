-- vat_part: what stands under each VAT code in each statement month, before the rule on the net, in pence. Kinds of
-- deduction that are split over several codes are not in it.
with line as (
    select
        scenario,
        contract,
        month,
        'charge' as kind,
        charge_line,
        pence
    from charge
    union all
    select
        scenario,
        contract,
        charged_month as month,
        kind,
        0 as charge_line,
        -pence as pence
    from charged_line
)

select
    net.scenario,
    net.contract,
    net.month,
    term_vat_line.code,
    coalesce(sum(line.pence), 0) as pence
from net
inner join term_vat_line
    on net.scenario = term_vat_line.scenario and net.contract = term_vat_line.contract
left join line
    on
        term_vat_line.scenario = line.scenario
        and term_vat_line.contract = line.contract
        and term_vat_line.kind = line.kind
        and term_vat_line.charge_line = line.charge_line
        and net.month = line.month
group by net.scenario, net.contract, net.month, term_vat_line.code
