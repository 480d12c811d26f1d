-- What is done about what fails and what a forum is asked: actions, decisions, and the meetings that take them.
-- A row is never changed: what became of it is a row of its own, and the latest known one counts.

create table meeting (
    contract varchar not null,
    forum varchar not null,
    meeting_day date not null,
    state varchar not null check (state in ('planned', 'held', 'cancelled')),
    person varchar not null,
    known_at timestamp not null
);
comment on table meeting is 'Meetings of a contract''s forums. The latest row for a contract, forum and day counts.';
comment on column meeting.contract is 'Id of the contract.';
comment on column meeting.forum is 'Id of the forum in the contract file.';
comment on column meeting.meeting_day is 'Day of the meeting.';
comment on column meeting.state is 'planned, held, or cancelled: also a meeting that was recorded by mistake.';
comment on column meeting.person is 'Who recorded it.';
comment on column meeting.known_at is 'When this was recorded, UTC.';

create table action (
    action integer primary key check (action > 0),
    contract varchar not null,
    indicator varchar,
    what varchar not null check (what <> ''),
    owner varchar not null check (owner <> ''),
    due_day date not null,
    person varchar not null,
    known_at timestamp not null
);
comment on table action is 'Actions to put right what fails, as first recorded.';
comment on column action.action is 'Number of the action, from 1.';
comment on column action.contract is 'Id of the contract.';
comment on column action.indicator is 'Id of the indicator it is for; null for the contract as a whole.';
comment on column action.what is 'What is to be done.';
comment on column action.owner is 'Who is to do it: a post, not a person of the store.';
comment on column action.due_day is 'Last day on which it is still in time.';
comment on column action.person is 'Who recorded it.';
comment on column action.known_at is 'When it was recorded, UTC.';

create table action_entry (
    action integer not null references action (action),
    kind varchar not null check (kind in ('progress', 'new due date', 'done', 'withdrawn')),
    entry_day date,
    note varchar not null,
    person varchar not null,
    known_at timestamp not null,
    check ((kind in ('new due date', 'done')) = (entry_day is not null)),
    check (kind = 'done' or note <> '')
);
comment on table action_entry is 'What became of an action, entry by entry. Nothing follows done or withdrawn.';
comment on column action_entry.action is 'Number of the action.';
comment on column action_entry.kind is 'progress, new due date, done or withdrawn.';
comment on column action_entry.entry_day is
'The new due date, or the day on which it was done; null for the others.';
comment on column action_entry.note is
'What is reported, or why; may be empty only where the action is done.';
comment on column action_entry.person is 'Who recorded it.';
comment on column action_entry.known_at is 'When it was recorded, UTC.';

create table decision (
    decision integer primary key check (decision > 0),
    contract varchar not null,
    indicator varchar,
    period date not null check (day(period) = 1),
    asked varchar not null check (asked <> ''),
    person varchar not null,
    known_at timestamp not null
);
comment on table decision is 'Decisions that a forum is asked for.';
comment on column decision.decision is 'Number of the decision, from 1.';
comment on column decision.contract is 'Id of the contract.';
comment on column decision.indicator is 'Id of the indicator it is about; null for the contract as a whole.';
comment on column decision.period is 'First day of the month whose results it is asked with.';
comment on column decision.asked is 'What is asked, as the sentence that can be agreed to.';
comment on column decision.person is 'Who recorded it.';
comment on column decision.known_at is 'When it was recorded, UTC.';

create table decision_answer (
    decision integer primary key references decision (decision),
    answer varchar not null check (answer <> ''),
    meeting_day date,
    minute varchar,
    person varchar not null,
    known_at timestamp not null,
    check ((meeting_day is null) = (minute is null))
);
comment on table decision_answer is 'What was decided, once for each decision; or why it is not asked any more.';
comment on column decision_answer.decision is 'Number of the decision.';
comment on column decision_answer.answer is 'What was decided; without a meeting, why the question was withdrawn.';
comment on column decision_answer.meeting_day is 'Day of the meeting; null where the question was withdrawn.';
comment on column decision_answer.minute is 'Where it stands in the minutes; null where the question was withdrawn.';
comment on column decision_answer.person is 'Who recorded it.';
comment on column decision_answer.known_at is 'When it was recorded, UTC.';
