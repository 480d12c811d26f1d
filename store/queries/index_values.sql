-- The index values of a contract known by a moment, in the order in which they became known.
select
    series,
    year(period) * 12 + month(period) - 1 as month,
    stage,
    value
from index_value
where contract = $contract and known_at <= $as_known_on
order by known_at, series, period, stage;
