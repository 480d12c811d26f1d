-- free_points: the points of a month in contract order, running up, and what is left of each line once the free
-- points are used.
with running as (
    select
        failure_line.scenario,
        failure_line.contract,
        failure_line.indicator,
        failure_line.month,
        failure_line.kind,
        failure_line.line_order,
        failure_line.cost as points,
        term_point.free_points,
        sum(failure_line.cost) over (
            partition by
                failure_line.scenario,
                failure_line.contract,
                failure_line.month,
                case when term_contract.free_points_each_service = 1 then term_indicator.service else 0 end
            order by failure_line.line_order rows between unbounded preceding and current row
        ) as points_through
    from failure_line
    inner join term_contract
        on failure_line.scenario = term_contract.scenario and failure_line.contract = term_contract.contract
    inner join term_indicator
        on
            failure_line.scenario = term_indicator.scenario
            and failure_line.contract = term_indicator.contract
            and failure_line.indicator = term_indicator.indicator
    inner join term_point
        on
            failure_line.scenario = term_point.scenario
            and failure_line.contract = term_point.contract
            and failure_line.month >= term_point.first_month
            and failure_line.month < term_point.end_month
    where failure_line.cost_kind = 'points'
)

select
    scenario,
    contract,
    indicator,
    month,
    kind,
    line_order,
    points,
    free_points,
    points_through - points as points_before,
    points_through,
    greatest(points_through - free_points, 0) - greatest(points_through - points - free_points, 0) as charged_points
from running
