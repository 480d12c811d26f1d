-- The log in its order, up to a moment.
select
    sequence,
    "at", -- noqa: RF06
    person,
    action,
    subject,
    detail,
    hash
from event
where "at" <= $as_known_on -- noqa: RF06
order by sequence;
