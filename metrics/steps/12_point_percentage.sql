-- point_percentage: what a line's points add to the percentage that a table gives for a month's running points.
-- Rows of the table are lower bounds; a line has the difference between the table after it and before it.
select
    ratcheted.scenario,
    ratcheted.contract,
    ratcheted.month,
    ratcheted.line_order,
    max(term_point_table.rate_scale) as rate_scale,
    max(case when term_point_table.points <= ratcheted.points_through then term_point_table.rate else 0 end)
    - max(case when term_point_table.points <= ratcheted.points_before then term_point_table.rate else 0 end) as rate
from ratcheted
inner join term_point_table
    on ratcheted.scenario = term_point_table.scenario and ratcheted.contract = term_point_table.contract
group by
    ratcheted.scenario, ratcheted.contract, ratcheted.month, ratcheted.line_order
