-- Relief that somebody asks for, and what was decided about it.

create table relief (
    relief integer primary key check (relief > 0),
    contract varchar not null,
    effect varchar not null check (effect in ('remove_rows', 'count_as_met', 'excuse_measure', 'reduce_amount')),
    first_period date not null check (day(first_period) = 1),
    last_period date not null check (day(last_period) = 1 and last_period >= first_period),
    numerator decimal(28, 6),
    denominator decimal(28, 6),
    "percent" decimal(5, 2), -- noqa: RF06
    notice_day date not null,
    cause varchar not null,
    particulars varchar not null,
    known_at timestamp not null,
    person varchar not null
);
comment on table relief is 'Relief that was asked for; it excuses nothing until it is agreed.';
comment on column relief.relief is 'Number, from 1.';
comment on column relief.contract is 'Id of the contract.';
comment on column relief.effect is
'Remove rows, count rows as met, excuse a whole measure, or reduce what a failure costs.';
comment on column relief.first_period is 'First measured month it is for, its first day.';
comment on column relief.last_period is 'Last measured month it is for, its first day.';
comment on column relief.numerator is
'Of a stated or summed figure: what leaves the numerator of each month, or is added to it as met.';
comment on column relief.denominator is 'Of a stated or summed figure: what leaves the denominator of each month.';
comment on column relief."percent" is 'How much of what a failure costs is taken off.'; -- noqa: RF06
comment on column relief.notice_day is 'The day on which the provider gave notice.';
comment on column relief.cause is 'What made it necessary.';
comment on column relief.particulars is 'What was put forward for it, without personal data.';
comment on column relief.known_at is 'When this was recorded, UTC.';
comment on column relief.person is 'Who asked for it here.';

create table relief_indicator (
    relief integer not null references relief (relief),
    indicator varchar not null,
    primary key (relief, indicator)
);
comment on table relief_indicator is 'The indicators that relief is for.';
comment on column relief_indicator.relief is 'The relief it belongs to.';
comment on column relief_indicator.indicator is 'Id of the indicator.';

create table relief_row (
    relief integer not null references relief (relief),
    case_key varchar not null,
    primary key (relief, case_key)
);
comment on table relief_row is 'The case rows that relief removes or counts as met.';
comment on column relief_row.relief is 'The relief it belongs to.';
comment on column relief_row.case_key is 'Key of the case.';

create table relief_decision (
    number integer primary key check (number > 0),
    relief integer not null references relief (relief),
    decision varchar not null check (decision in ('agreed', 'refused')),
    reference varchar not null,
    known_at timestamp not null,
    person varchar not null
);
comment on table relief_decision is 'What was decided about relief. The highest number for a relief counts.';
comment on column relief_decision.number is 'Number of the decision, from 1.';
comment on column relief_decision.relief is 'The relief that was decided.';
comment on column relief_decision.decision is 'Whether it was agreed or refused.';
comment on column relief_decision.reference is 'The board''s reference for the decision.';
comment on column relief_decision.known_at is 'When this was recorded, UTC.';
comment on column relief_decision.person is 'Who decided.';
