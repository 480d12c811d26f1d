-- failure_line: each failure's own part (performance) and, from the second of a run on, what repeating adds (repeat).
-- The two stand together in contract order. The multiplier applies to what the month itself cost; it does not compound.
with failure as (
    select
        severity.scenario,
        severity.contract,
        severity.indicator,
        severity.month,
        severity.first_month,
        term_measurement.statement_month,
        term_measurement.base_first_month,
        term_measurement.base_last_month,
        severity.cost_kind,
        severity.cost,
        severity.cost_scale,
        term_judgement.multiplier_scale,
        case
            when failure_run.place_in_run >= 2 and severity.take <> 'carry last status'
                then term_judgement.multiplier - term_judgement.multiplier_scale
            else 0
        end as times_more
    from severity
    inner join term_judgement
        on
            severity.scenario = term_judgement.scenario
            and severity.contract = term_judgement.contract
            and severity.indicator = term_judgement.indicator
            and severity.first_month = term_judgement.first_month
    -- Every measure has its measurement. Joined so, those that cost nothing are left out before it is looked up.
    left join term_measurement
        on
            severity.scenario = term_measurement.scenario
            and severity.contract = term_measurement.contract
            and severity.indicator = term_measurement.indicator
            and severity.month = term_measurement.month
    left join failure_run
        on
            severity.scenario = failure_run.scenario
            and severity.contract = failure_run.contract
            and severity.indicator = failure_run.indicator
            and severity.month = failure_run.month
    where severity.cost > 0
)

select
    scenario,
    contract,
    indicator,
    month,
    first_month,
    statement_month,
    base_first_month,
    base_last_month,
    'performance' as kind,
    2 * indicator as line_order,
    cost_kind,
    cost,
    cost_scale
from failure
union all
select
    scenario,
    contract,
    indicator,
    month,
    first_month,
    statement_month,
    base_first_month,
    base_last_month,
    'repeat' as kind,
    2 * indicator + 1 as line_order,
    cost_kind,
    case when cost_kind = 'points' then div(cost * times_more, multiplier_scale) else cost * times_more end as cost,
    case when cost_kind = 'points' then cost_scale else cost_scale * multiplier_scale end as cost_scale
from failure
where times_more > 0
