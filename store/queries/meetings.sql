-- The meetings of a contract's forums, each as last recorded by a moment; rowid settles the same moment.
with latest as (
    select
        forum,
        meeting_day,
        state,
        known_at,
        row_number() over (partition by forum, meeting_day order by known_at desc, rowid desc) as recency
    from meeting
    where contract = $contract and known_at <= $as_known_on
)

select
    forum,
    meeting_day,
    state,
    known_at
from latest
where recency = 1
order by meeting_day, forum;
