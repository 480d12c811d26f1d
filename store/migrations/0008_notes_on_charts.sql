-- What a reader of an indicator's chart should know of, and where a person decided that the chart begins anew.
-- A row is never changed: that a note was withdrawn is a row of its own.

create table chart_note (
    note integer primary key check (note > 0),
    contract varchar not null,
    indicator varchar not null,
    kind varchar not null check (kind in ('event', 'rebase')),
    period date not null check (day(period) = 1),
    words varchar not null check (words <> ''),
    person varchar not null,
    known_at timestamp not null
);
comment on table chart_note is 'Notes on the charts of indicators: events, and decisions to begin a chart anew.';
comment on column chart_note.note is 'Number of the note, from 1.';
comment on column chart_note.contract is 'Id of the contract.';
comment on column chart_note.indicator is 'Id of the indicator.';
comment on column chart_note.kind is 'event: it changes no figure; rebase: mean and limits begin anew from the month.';
comment on column chart_note.period is 'First day of the month it is about.';
comment on column chart_note.words is 'What happened, or why the chart begins anew; without personal data.';
comment on column chart_note.person is 'Who recorded it.';
comment on column chart_note.known_at is 'When it was recorded, UTC.';

create table chart_note_withdrawn (
    note integer primary key references chart_note (note),
    reason varchar not null check (reason <> ''),
    person varchar not null,
    known_at timestamp not null
);
comment on table chart_note_withdrawn is 'Notes that do not stand any more, each withdrawn once.';
comment on column chart_note_withdrawn.note is 'Number of the note.';
comment on column chart_note_withdrawn.reason is 'Why it was withdrawn.';
comment on column chart_note_withdrawn.person is 'Who withdrew it.';
comment on column chart_note_withdrawn.known_at is 'When it was withdrawn, UTC.';
