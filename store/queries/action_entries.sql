-- What became of a contract's actions by a moment, oldest first; rowid settles entries of the same moment.
select
    action_entry.action,
    action_entry.kind,
    action_entry.entry_day,
    action_entry.note,
    action_entry.person,
    action_entry.known_at
from action_entry
inner join action on action_entry.action = action.action
where action.contract = $contract and action_entry.known_at <= $as_known_on
order by action_entry.known_at, action_entry.rowid;
