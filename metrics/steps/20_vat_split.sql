-- vat_part: the same where a kind of deduction is split over several VAT codes, in a stated ratio or in that of what
-- the charge lines of the priced month come to under each. part_alone has the lines of one code. What a month deducts
-- of a kind is split as rounded running sums of its parts, so that they add up to it. A stated ratio is one for all of
-- it. One by the charge is that of the month from which a line comes, whichever month takes it or gives it back: so
-- what comes from each month is a sum of its own. Charge below nothing has no part; where there is no charge all stands
-- under the first code.
with charged as (
    select
        charge.scenario,
        charge.contract,
        charge.month,
        term_vat_line.code,
        sum(charge.pence) as pence
    from term_vat_line
    inner join charge
        on
            term_vat_line.scenario = charge.scenario
            and term_vat_line.contract = charge.contract
            and term_vat_line.charge_line = charge.charge_line
    group by charge.scenario, charge.contract, charge.month, term_vat_line.code
),

weighted as (
    select
        term_month.scenario,
        term_month.contract,
        term_month.month,
        term_vat_share.treatment,
        term_vat_share.code,
        case
            when term_vat_share.by_charge = 1 then greatest(coalesce(charged.pence, 0), 0) else term_vat_share.weight
        end as weight
    from term_vat_share
    inner join term_month
        on term_vat_share.scenario = term_month.scenario and term_vat_share.contract = term_month.contract
    left join charged
        on
            term_month.scenario = charged.scenario
            and term_month.contract = charged.contract
            and term_month.priced_month = charged.month
            and term_vat_share.code = charged.code
),

placed as (
    select
        scenario,
        contract,
        month,
        treatment,
        code,
        weight,
        sum(weight) over by_code as weight_through,
        row_number() over by_code as place,
        sum(weight) over (partition by scenario, contract, month, treatment) as weight_total
    from weighted
    window by_code as (partition by scenario, contract, month, treatment order by code)
),

share as (
    select
        scenario,
        contract,
        month,
        treatment,
        code,
        case when weight_total = 0 and place > 1 then 1 else weight_through - weight end as weight_before,
        case when weight_total = 0 then 1 else weight_through end as weight_through,
        case when weight_total = 0 then 1 else weight_total end as weight_total
    from placed
),

ratio as (
    select distinct
        scenario,
        contract,
        treatment,
        by_charge
    from term_vat_share
),

line as (
    select
        charged_line.scenario,
        charged_line.contract,
        charged_line.charged_month,
        ratio.treatment,
        case when ratio.by_charge = 1 then charged_line.statement_month else charged_line.charged_month end
            as split_month,
        charged_line.pence
    from charged_line
    inner join ratio
        on
            charged_line.scenario = ratio.scenario
            and charged_line.contract = ratio.contract
            and case when charged_line.kind = 'reporting' then 'reporting_failures' else 'deductions' end
            = ratio.treatment
),

deducted as (
    select
        scenario,
        contract,
        charged_month,
        treatment,
        split_month,
        sum(pence) as pence
    from line
    group by scenario, contract, charged_month, treatment, split_month
),

entry as (
    select
        scenario,
        contract,
        month,
        code,
        pence
    from part_alone
    union all
    select
        scenario,
        contract,
        month,
        code,
        0 as pence
    from share
    union all
    select
        share.scenario,
        share.contract,
        deducted.charged_month as month,
        share.code,
        half_up(deducted.pence * share.weight_before, share.weight_total)
        - half_up(deducted.pence * share.weight_through, share.weight_total) as pence
    from share
    inner join deducted
        on
            share.scenario = deducted.scenario
            and share.contract = deducted.contract
            and share.month = deducted.split_month
            and share.treatment = deducted.treatment
)

select
    scenario,
    contract,
    month,
    code,
    sum(pence) as pence
from entry
group by scenario, contract, month, code
