-- band: the band of each measure that is judged on its value.
-- Goodness is the number in which more is better: the value, minus the value where lower is better, or how far it
-- lies outside a range (0 inside). Edges and goodness are compared by cross-multiplying; nothing is divided. Only what
-- meets the bands is rounded, where the contract says so: the value beside the band stays exact.
with value_in_unit as (
    select
        relieved.scenario,
        relieved.contract,
        relieved.indicator,
        relieved.month,
        relieved.first_month,
        relieved.run_number,
        relieved.take,
        relieved.run,
        term_judgement.worst_band,
        term_judgement.sign,
        term_judgement.within_low,
        term_judgement.within_high,
        term_judgement.within_scale,
        case when relieved.take = 'measure' then relieved.numerator * term_judgement.unit_factor else 0 end
            as value_numerator,
        case when relieved.take = 'measure' then relieved.denominator else 1 end as value_denominator,
        case
            when relieved.take <> 'measure' then 0
            when term_judgement.rounding_scale > 0
                then half_up(
                    relieved.numerator * term_judgement.unit_factor * term_judgement.rounding_scale,
                    relieved.denominator
                )
            else relieved.numerator * term_judgement.unit_factor
        end as numerator,
        case
            when relieved.take <> 'measure' then 1
            when term_judgement.rounding_scale > 0 then term_judgement.rounding_scale
            else relieved.denominator
        end as denominator
    from relieved
    inner join term_judgement
        on
            relieved.scenario = term_judgement.scenario
            and relieved.contract = term_judgement.contract
            and relieved.indicator = term_judgement.indicator
            and relieved.first_month = term_judgement.first_month
),

goodness as (
    select
        scenario,
        contract,
        indicator,
        month,
        first_month,
        run_number,
        take,
        run,
        worst_band,
        value_numerator,
        value_denominator,
        case
            when sign <> 0 then sign * numerator
            else least(
                numerator * within_scale - within_low * denominator,
                within_high * denominator - numerator * within_scale,
                0
            )
        end as numerator,
        case when sign <> 0 then denominator else denominator * within_scale end as denominator
    from value_in_unit
)

select
    goodness.scenario,
    goodness.contract,
    goodness.indicator,
    goodness.month,
    goodness.first_month,
    goodness.run_number,
    goodness.take,
    goodness.run,
    goodness.value_numerator,
    goodness.value_denominator,
    goodness.worst_band,
    term_band.band,
    term_band.status
from goodness
left join term_band
    on
        goodness.scenario = term_band.scenario
        and goodness.contract = term_band.contract
        and goodness.indicator = term_band.indicator
        and goodness.first_month = term_band.first_month
        and goodness.take = 'measure'
        and (
            term_band.is_worst = 1
            or goodness.numerator * term_band.edge_scale >= term_band.lowest * goodness.denominator
        )
        and (
            term_band.is_best = 1
            or goodness.numerator * term_band.edge_scale < term_band.better_lowest * goodness.denominator
        )
