-- vat: the VAT of each statement month's own lines, once for each rate, in pence, on what stands under the codes that
-- have it. A month whose net is kept from going below zero has none; where its parts are carried, they are taxed in
-- the month that pays them.
with settled as (
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
        vat_part.scenario,
        vat_part.contract,
        vat_part.month,
        vat_part.code,
        settled.is_kept_at_nil,
        sum(vat_part.pence) over (
            partition by vat_part.scenario, vat_part.contract, vat_part.code, settled.settled_before
            order by vat_part.month rows between unbounded preceding and current row
        ) as pence
    from vat_part
    inner join settled
        on
            vat_part.scenario = settled.scenario
            and vat_part.contract = settled.contract
            and vat_part.month = settled.month
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
