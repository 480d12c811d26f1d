-- A contract's actions recorded by a moment, in the order of their numbers.
select
    action,
    indicator,
    what,
    owner,
    due_day,
    person,
    known_at
from action
where contract = $contract and known_at <= $as_known_on
order by action;
