-- failure_line: each failure's own part (performance) and, from the second of a run on, what repeating adds (repeat).
-- The two stand together in contract order. The multiplier applies to what the month itself cost; it does not compound.
select
    severity.scenario,
    severity.contract,
    severity.indicator,
    severity.month,
    'performance' as kind,
    2 * severity.indicator as line_order,
    severity.cost_kind,
    severity.cost,
    severity.cost_scale
from severity
where severity.cost > 0
union all
select
    severity.scenario,
    severity.contract,
    severity.indicator,
    severity.month,
    'repeat' as kind,
    2 * severity.indicator + 1 as line_order,
    severity.cost_kind,
    case
        when severity.cost_kind = 'points'
            then div(
                severity.cost * (term_repeat.multiplier - term_repeat.multiplier_scale), term_repeat.multiplier_scale
            )
        else severity.cost * (term_repeat.multiplier - term_repeat.multiplier_scale)
    end as cost,
    case
        when severity.cost_kind = 'points' then severity.cost_scale
        else severity.cost_scale * term_repeat.multiplier_scale
    end as cost_scale
from severity
inner join failure_run
    on
        severity.scenario = failure_run.scenario
        and severity.contract = failure_run.contract
        and severity.indicator = failure_run.indicator
        and severity.month = failure_run.month
        and failure_run.place_in_run >= 2
inner join term_repeat
    on
        severity.scenario = term_repeat.scenario
        and severity.contract = term_repeat.contract
        and severity.month >= term_repeat.first_month
        and severity.month < term_repeat.end_month
        and term_repeat.multiplier > term_repeat.multiplier_scale
where severity.cost > 0 and severity.take <> 'carry last status'
