-- listed_vat: the VAT on what a base lists, where VAT is listed too: a line of the base in each month, in pence. It is
-- rounded once for each rate, on all that the base has at that rate; an adjustment has the rate of the month it is for.
-- The line of VAT is numbered 3000 above its base, so that it stands after every line that it may be on.
with taxed as (
    select
        paid_before_vat.scenario,
        paid_before_vat.contract,
        paid_before_vat.charge_line,
        paid_before_vat.month,
        paid_before_vat.pence,
        term_vat_rate.rate,
        term_vat_rate.rate_scale
    from paid_before_vat
    inner join term_vat_line
        on
            paid_before_vat.scenario = term_vat_line.scenario
            and paid_before_vat.contract = term_vat_line.contract
            and paid_before_vat.charge_line = term_vat_line.charge_line
            and term_vat_line.kind = 'charge'
    inner join term_vat_rate
        on
            term_vat_line.scenario = term_vat_rate.scenario
            and term_vat_line.contract = term_vat_rate.contract
            and term_vat_line.code = term_vat_rate.code
            and paid_before_vat.month >= term_vat_rate.first_month
            and paid_before_vat.month < term_vat_rate.end_month
    union all
    select
        scenario,
        contract,
        charge_line,
        month,
        pence,
        rate,
        rate_scale
    from of_other_months
),

by_rate as (
    select
        vat.scenario,
        vat.contract,
        vat.charge_line,
        taxed.month,
        half_up(sum(taxed.pence) * taxed.rate, taxed.rate_scale) as pence
    from term_base_line as vat
    inner join term_base_line as listed
        on
            vat.scenario = listed.scenario
            and vat.contract = listed.contract
            and vat.charge_base = listed.charge_base
    inner join taxed
        on
            listed.scenario = taxed.scenario
            and listed.contract = taxed.contract
            and listed.charge_line = taxed.charge_line
    where vat.charge_line = vat.charge_base + 3000
    group by vat.scenario, vat.contract, vat.charge_line, taxed.month, taxed.rate, taxed.rate_scale
)

select
    scenario,
    contract,
    charge_line,
    month,
    cast(sum(pence) as bigint) as pence
from by_rate
group by scenario, contract, charge_line, month
