-- A provider's headings known by a moment, oldest first, so that the latest said wins.
select
    dataset,
    heading,
    field
from heading_alias
where provider = $provider and known_at <= $as_known_on
order by known_at, rowid;
