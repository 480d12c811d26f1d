-- severity: what the band of each measure costs by itself, as a whole number over its scale: points, pence, or a share
-- of the base. A measure that is not judged costs nothing.
select
    band.scenario,
    band.contract,
    band.indicator,
    band.month,
    band.first_month,
    band.run_number,
    coalesce(carried_band.take, band.take) as take,
    band.run,
    term_band.band,
    coalesce(term_band.fails, 0) as fails,
    case when term_band.cost_kind = 'per unit' then 'pence' else coalesce(term_band.cost_kind, 'none') end as cost_kind,
    case
        when term_band.cost_kind = 'per unit'
            then greatest(
                band.value_numerator * term_band.allowance_scale - term_band.allowance * band.value_denominator, 0
            ) * term_band.cost
        else coalesce(term_band.cost, 0)
    end as cost,
    case
        when term_band.cost_kind = 'per unit'
            then band.value_denominator * term_band.allowance_scale * term_band.cost_scale
        else coalesce(term_band.cost_scale, 1)
    end as cost_scale
from band
left join carried_band
    on
        band.scenario = carried_band.scenario
        and band.contract = carried_band.contract
        and band.indicator = carried_band.indicator
        and band.month = carried_band.month
left join term_band
    on
        band.scenario = term_band.scenario
        and band.contract = term_band.contract
        and band.indicator = term_band.indicator
        and band.first_month = term_band.first_month
        and coalesce(band.band, carried_band.band) = term_band.band
