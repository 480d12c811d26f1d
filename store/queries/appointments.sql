-- A person's appointments that hold on a day, each as last recorded; rowid settles the same moment.
with latest as (
    select
        contract,
        role,
        from_day,
        until_day,
        row_number() over (partition by contract, role, from_day order by known_at desc, rowid desc) as recency
    from appointment
    where person = $person
)

select
    contract,
    role,
    from_day,
    until_day
from latest
where recency = 1 and from_day <= $day and (until_day is null or $day < until_day)
order by contract, role, from_day;
