-- vat: the VAT of each statement month's own lines, once for each rate, in pence, on what stands under the codes that
-- have it. A month whose net is kept from going below zero has none; where its parts are carried, they are taxed in
-- the month that pays them.
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
),

part as (
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
),

settled as (
    select
        scenario,
        contract,
        month,
        case when not_recovered > 0 or carried_on > 0 then 1 else 0 end as is_kept_at_nil,
        coalesce(sum(case when carried_on > 0 then 0 else 1 end) over (
            partition by scenario, contract order by month rows between unbounded preceding and 1 preceding
        ), 0) as settled_before
    from net
),

taxed as (
    select
        part.scenario,
        part.contract,
        part.month,
        part.code,
        settled.is_kept_at_nil,
        sum(part.pence) over (
            partition by part.scenario, part.contract, part.code, settled.settled_before
            order by part.month rows between unbounded preceding and current row
        ) as pence
    from part
    inner join settled
        on
            part.scenario = settled.scenario
            and part.contract = settled.contract
            and part.month = settled.month
)

select
    taxed.scenario,
    taxed.contract,
    taxed.month,
    term_vat_rate.rate,
    term_vat_rate.rate_scale,
    cast(sum(taxed.pence) as bigint) as taxed,
    half_up(sum(taxed.pence) * term_vat_rate.rate, term_vat_rate.rate_scale) as pence
from taxed
inner join term_vat_rate
    on
        taxed.scenario = term_vat_rate.scenario
        and taxed.contract = term_vat_rate.contract
        and taxed.code = term_vat_rate.code
        and taxed.month >= term_vat_rate.first_month
        and taxed.month < term_vat_rate.end_month
where taxed.is_kept_at_nil = 0
group by taxed.scenario, taxed.contract, taxed.month, term_vat_rate.rate, term_vat_rate.rate_scale
