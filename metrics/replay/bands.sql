-- bands: how each measure is judged, with its data status, and its value where its band's cost depends on it. Of
-- months that stand alone nothing else of a figure decides what a failure costs.
select
    band.scenario,
    band.indicator,
    band.month,
    data_status.data_status,
    band.take,
    band.run,
    band.band,
    case
        when term_band.cost_kind = 'per unit' or term_band.all_due_after > 0 then band.value_numerator
    end as value_numerator,
    case
        when term_band.cost_kind = 'per unit' or term_band.all_due_after > 0 then band.value_denominator
    end as value_denominator
from band
inner join data_status
    on
        band.scenario = data_status.scenario
        and band.contract = data_status.contract
        and band.indicator = data_status.indicator
        and band.month = data_status.month
left join term_band
    on
        band.scenario = term_band.scenario
        and band.contract = term_band.contract
        and band.indicator = term_band.indicator
        and band.first_month = term_band.first_month
        and band.band = term_band.band
