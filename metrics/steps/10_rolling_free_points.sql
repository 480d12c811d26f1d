-- free_points: the same where points are free over several months. points_of_month has the points of each month as if
-- its free points were its own. Charged of a month are its points, but not more than what the window of months has
-- above the free points beyond what its earlier months were charged for; the rest is free, filled in contract order.
-- The months that have points are gone through one after the other.
with recursive own as (
    select
        points_of_month.scenario,
        points_of_month.contract,
        points_of_month.points_group,
        points_of_month.month,
        term_rolling_free.months,
        max(points_of_month.free_points) as free_points,
        max(points_of_month.points_through) as own_points
    from points_of_month
    inner join term_rolling_free
        on
            points_of_month.scenario = term_rolling_free.scenario
            and points_of_month.contract = term_rolling_free.contract
    group by
        points_of_month.scenario,
        points_of_month.contract,
        points_of_month.points_group,
        points_of_month.month,
        term_rolling_free.months
),

gone_through as (
    select
        scenario,
        contract,
        points_group,
        month,
        months,
        free_points,
        own_points,
        row_number() over (partition by scenario, contract, points_group order by month) as place,
        cast(0 as bigint) as turn,
        cast(0 as decimal(38, 0)) as charged
    from own

    union all

    select
        at_turn.scenario,
        at_turn.contract,
        at_turn.points_group,
        at_turn.month,
        at_turn.months,
        at_turn.free_points,
        at_turn.own_points,
        at_turn.place,
        at_turn.turn,
        cast(case
            when at_turn.place <> at_turn.turn then at_turn.charged
            else greatest(
                least(at_turn.own_points, at_turn.window_points - at_turn.free_points - at_turn.window_charged), 0
            )
        end as decimal(38, 0)) as charged
    from (
        select
            windowed.scenario,
            windowed.contract,
            windowed.points_group,
            windowed.month,
            windowed.months,
            windowed.free_points,
            windowed.own_points,
            windowed.place,
            windowed.turn,
            windowed.charged,
            sum(case
                when windowed.month > windowed.at_month - windowed.months and windowed.month <= windowed.at_month
                    then windowed.own_points
                else 0
            end) over (partition by windowed.scenario, windowed.contract, windowed.points_group) as window_points,
            sum(case
                when windowed.month > windowed.at_month - windowed.months then windowed.charged else 0
            end) over (partition by windowed.scenario, windowed.contract, windowed.points_group) as window_charged
        from (
            select
                gone_through.scenario,
                gone_through.contract,
                gone_through.points_group,
                gone_through.month,
                gone_through.months,
                gone_through.free_points,
                gone_through.own_points,
                gone_through.place,
                gone_through.turn + 1 as turn,
                gone_through.charged,
                max(case when gone_through.place = gone_through.turn + 1 then gone_through.month end) over (
                    partition by gone_through.scenario, gone_through.contract, gone_through.points_group
                ) as at_month
            from gone_through
        ) as windowed
        where windowed.at_month is not null
    ) as at_turn
)

select
    points_of_month.scenario,
    points_of_month.contract,
    points_of_month.indicator,
    points_of_month.month,
    points_of_month.points_group,
    points_of_month.kind,
    points_of_month.line_order,
    points_of_month.has_ratchet,
    points_of_month.ratchet_scale,
    points_of_month.points,
    coalesce(gone_through.own_points - gone_through.charged, points_of_month.free_points) as free_points,
    points_of_month.points_before,
    points_of_month.points_through,
    case
        when gone_through.month is null then points_of_month.charged_points
        else
            greatest(points_of_month.points_through - gone_through.own_points + gone_through.charged, 0)
            - greatest(points_of_month.points_before - gone_through.own_points + gone_through.charged, 0)
    end as charged_points
from points_of_month
left join gone_through
    on
        points_of_month.scenario = gone_through.scenario
        and points_of_month.contract = gone_through.contract
        and points_of_month.points_group = gone_through.points_group
        and points_of_month.month = gone_through.month
        and gone_through.place = gone_through.turn
