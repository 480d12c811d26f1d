-- ratcheted: points after the ratchet, each slice of a month's running points at its own multiplier, free points
-- included in the running total though they cost nothing.
-- Points are over the contract's points scale times its ratchet scale.
select
    free_points.scenario,
    free_points.contract,
    free_points.indicator,
    free_points.month,
    free_points.kind,
    free_points.line_order,
    free_points.points_before,
    free_points.points_through,
    free_points.charged_points * free_points.ratchet_scale as ratcheted_points
from free_points
where free_points.has_ratchet = 0
union all
select
    free_points.scenario,
    free_points.contract,
    free_points.indicator,
    free_points.month,
    free_points.kind,
    free_points.line_order,
    free_points.points_before,
    free_points.points_through,
    cast(sum(
        term_ratchet.multiplier * (
            greatest(
                least(free_points.points_through, coalesce(term_ratchet.up_to, free_points.points_through)),
                term_ratchet.above,
                free_points.free_points
            )
            - greatest(
                least(free_points.points_before, coalesce(term_ratchet.up_to, free_points.points_before)),
                term_ratchet.above,
                free_points.free_points
            )
        )
    ) as decimal(38, 0)) as ratcheted_points
from free_points
inner join term_ratchet
    on free_points.scenario = term_ratchet.scenario and free_points.contract = term_ratchet.contract
group by
    free_points.scenario,
    free_points.contract,
    free_points.indicator,
    free_points.month,
    free_points.kind,
    free_points.line_order,
    free_points.points_before,
    free_points.points_through
