-- The person whose newest sign-in name this is; a name belongs to one person at most. rowid settles the same moment.
with latest as (
    select
        person,
        name,
        row_number() over (partition by person order by known_at desc, rowid desc) as recency
    from sign_in_name
)

select person
from latest
where recency = 1 and name = $name;
