-- earned_back: what is given back of each withheld line, once for each month in which some of it was taken, half up.
-- taken_line is what all caps left; put_right says in which period what was taken in a month is earned back.
select
    taken_line.scenario,
    taken_line.contract,
    taken_line.indicator,
    taken_line.month,
    taken_line.statement_month,
    taken_line.charged_month,
    taken_line.line_order,
    cast(sum(taken_line.pence) as bigint) as taken,
    put_right.earned_in,
    put_right.returned_in,
    half_up(sum(taken_line.pence) * put_right.share, put_right.share_scale) as pence
from taken_line
inner join put_right
    on
        taken_line.scenario = put_right.scenario
        and taken_line.contract = put_right.contract
        and taken_line.indicator = put_right.indicator
        and taken_line.kind = put_right.kind
        and taken_line.charged_month = put_right.taken_in
group by
    taken_line.scenario,
    taken_line.contract,
    taken_line.indicator,
    taken_line.month,
    taken_line.statement_month,
    taken_line.charged_month,
    taken_line.line_order,
    put_right.earned_in,
    put_right.returned_in,
    put_right.share,
    put_right.share_scale
