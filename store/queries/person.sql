-- A person as last recorded; rowid settles rows recorded in the same moment.
select
    name,
    organisation
from person
where person = $person
order by known_at desc, rowid desc
limit 1;
