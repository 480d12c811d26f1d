-- What was decided about a single deduction of a statement: waived, lapsed, agreed or determined.

create table deduction_decision (
    number integer primary key check (number > 0),
    contract varchar not null,
    charged_period date not null check (day(charged_period) = 1),
    measured_period date not null check (day(measured_period) = 1),
    kind varchar not null check (kind in ('performance', 'repeat', 'reporting')),
    indicator varchar not null,
    unit varchar not null check ((indicator = '') = (unit <> '')),
    title varchar not null,
    decision varchar not null check (
        decision in ('waiver', 'agreed amount', 'determined amount', 'lapsed notice')
    ),
    pence bigint not null check (pence >= 0),
    taken bigint not null check (taken >= 0),
    reason varchar not null check (reason <> ''),
    authority varchar not null check (authority <> ''),
    draft integer check (draft > 0),
    line integer not null check (line > 0),
    person varchar not null,
    known_at timestamp not null
);
comment on table deduction_decision is
'What was decided about a deduction. The highest number for a deduction counts; the others stay on the register.';
comment on column deduction_decision.number is 'Number of the decision, from 1.';
comment on column deduction_decision.contract is 'Id of the contract.';
comment on column deduction_decision.charged_period is
'First day of the month whose statement takes the deduction.';
comment on column deduction_decision.measured_period is 'First day of the month in which it was measured.';
comment on column deduction_decision.kind is 'performance, repeat or reporting.';
comment on column deduction_decision.indicator is 'Id of the indicator; empty for a late or missing return.';
comment on column deduction_decision.unit is
'The dataset or “return” that was late or missing; empty for an indicator.';
comment on column deduction_decision.title is 'What the statement called the deduction.';
comment on column deduction_decision.decision is
'waiver: a sum is forgone; agreed or determined amount: no more than it stays deducted; lapsed notice: nothing does.';
comment on column deduction_decision.pence is 'The sum forgone by a waiver, or the amount that stays deducted at most.';
comment on column deduction_decision.taken is 'What the deduction came to when it was decided, in pence.';
comment on column deduction_decision.reason is 'Why.';
comment on column deduction_decision.authority is 'On whose authority, such as a minute, an award or a clause.';
comment on column deduction_decision.draft is 'Number of the draft that was looked at; null before the first was sent.';
comment on column deduction_decision.line is 'Number of the line on it.';
comment on column deduction_decision.person is 'Who recorded it.';
comment on column deduction_decision.known_at is 'When, UTC.';
