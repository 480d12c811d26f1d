-- free_points: the points of a month in contract order, running up, and what is left of each line once the free
-- points are used.
with running as (
    select
        failure_line.scenario,
        failure_line.contract,
        failure_line.indicator,
        failure_line.month,
        failure_line.first_month,
        failure_line.kind,
        failure_line.line_order,
        failure_line.cost as points,
        term_judgement.points_group,
        term_judgement.free_points,
        term_judgement.has_ratchet,
        term_judgement.ratchet_scale,
        sum(failure_line.cost) over (
            partition by
                failure_line.scenario,
                failure_line.contract,
                failure_line.month,
                term_judgement.points_group
            order by failure_line.line_order rows between unbounded preceding and current row
        ) as points_through
    from failure_line
    inner join term_judgement
        on
            failure_line.scenario = term_judgement.scenario
            and failure_line.contract = term_judgement.contract
            and failure_line.indicator = term_judgement.indicator
            and failure_line.first_month = term_judgement.first_month
    where failure_line.cost_kind = 'points'
)

select
    scenario,
    contract,
    indicator,
    month,
    points_group,
    kind,
    line_order,
    has_ratchet,
    ratchet_scale,
    points,
    free_points,
    points_through - points as points_before,
    points_through,
    greatest(points_through - free_points, 0) - greatest(points_through - points - free_points, 0) as charged_points
from running
