-- severity: what the band of each measure costs by itself, as a whole number over its scale: points, pence, or a share
-- of the base. A measure for which nothing is taken costs nothing; the worst and a carried band cost what they cost on
-- this month's terms. Where a band's cost is linear it is what is due in full, times how far the exact value lies from
-- the target towards where all is due, at most all of the way; without a value all is due. Of a target that is a range
-- the value lies beyond its upper end, where that is known, or below its lower one.
with judged as (
    select
        band.scenario,
        band.contract,
        band.indicator,
        band.month,
        band.first_month,
        band.run_number,
        coalesce(carried_band.take, band.take) as take,
        band.run,
        band.value_numerator,
        band.value_denominator,
        taken.band,
        coalesce(taken.fails, 0) as fails,
        coalesce(taken.cost_kind, 'none') as cost_kind,
        coalesce(taken.cost, 0) as cost,
        coalesce(taken.cost_scale, 1) as cost_scale,
        coalesce(taken.allowance, 0) as allowance,
        coalesce(taken.allowance_scale, 1) as allowance_scale,
        taken.dearer_way,
        case when band.take = 'measure' then taken.all_due_after else 0 end as all_due_after,
        taken.upper_allowance,
        taken.upper_due_after
    from band
    left join carried_band
        on
            band.scenario = carried_band.scenario
            and band.contract = carried_band.contract
            and band.indicator = carried_band.indicator
            and band.month = carried_band.month
    left join term_band as taken
        on
            band.scenario = taken.scenario
            and band.contract = taken.contract
            and band.indicator = taken.indicator
            and band.first_month = taken.first_month
            and coalesce(
                band.band, carried_band.band, case when band.take = 'worst band' then band.worst_band end
            ) = taken.band
),

-- How far a value lies beyond what costs nothing, over the product of both scales.
placed as (
    select
        *,
        greatest(dearer_way * (value_numerator * allowance_scale - allowance * value_denominator), 0) as beyond,
        case when all_due_after > 0 then value_numerator * allowance_scale - upper_allowance * value_denominator end
            as above
    from judged
)

select
    scenario,
    contract,
    indicator,
    month,
    first_month,
    run_number,
    take,
    run,
    band,
    fails,
    case when cost_kind = 'per unit' then 'pence' else cost_kind end as cost_kind,
    case
        when cost_kind = 'per unit' then beyond * cost
        when above > 0 then least(above, upper_due_after * value_denominator) * cost
        when all_due_after > 0 then least(beyond, all_due_after * value_denominator) * cost
        else cost
    end as cost,
    case
        when cost_kind = 'per unit' then value_denominator * allowance_scale * cost_scale
        when above > 0 then upper_due_after * value_denominator * cost_scale
        when all_due_after > 0 then all_due_after * value_denominator * cost_scale
        else cost_scale
    end as cost_scale
from placed
