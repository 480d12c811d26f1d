-- How a statement becomes a payment: sent to the provider, answered line by line, certified, paid.
-- A certified statement is kept word for word; what changes afterwards is an adjustment on a later one.

create table statement_sent (
    contract varchar not null,
    period date not null check (day(period) = 1),
    draft integer not null check (draft > 0),
    document varchar not null,
    digest varchar not null check (length(digest) = 64),
    reply_by date not null,
    person varchar not null,
    known_at timestamp not null,
    primary key (contract, period, draft)
);
comment on table statement_sent is 'Drafts as they were sent to the provider, word for word. The last one counts.';
comment on column statement_sent.contract is 'Id of the contract.';
comment on column statement_sent.period is 'First day of the statement''s month.';
comment on column statement_sent.draft is 'Number of the draft, from 1 for each month.';
comment on column statement_sent.document is 'The statement with every line and its working, as JSON.';
comment on column statement_sent.digest is 'The statement''s digest.';
comment on column statement_sent.reply_by is 'Last day on which the provider''s reply is in time.';
comment on column statement_sent.person is 'Who drew it up and sent it.';
comment on column statement_sent.known_at is 'When it was sent, UTC.';

create table statement_reply (
    contract varchar not null,
    period date not null,
    draft integer not null,
    line integer check (line > 0),
    answer varchar not null check (answer in ('agreed', 'disputed')),
    says varchar not null,
    person varchar not null,
    known_at timestamp not null,
    foreign key (contract, period, draft) references statement_sent (contract, period, draft),
    check (answer = 'agreed' or says <> '')
);
comment on table statement_reply is
'What the provider answered to a draft, line by line. The latest answer to a line counts.';
comment on column statement_reply.contract is 'Id of the contract.';
comment on column statement_reply.period is 'First day of the statement''s month.';
comment on column statement_reply.draft is 'Number of the draft that is answered.';
comment on column statement_reply.line is 'Number of the line; null answers every line.';
comment on column statement_reply.answer is 'agreed or disputed.';
comment on column statement_reply.says is 'Why; required where a line is disputed.';
comment on column statement_reply.person is 'Who answered, for the provider.';
comment on column statement_reply.known_at is 'When, UTC.';

create table dispute_determination (
    contract varchar not null,
    period date not null,
    draft integer not null,
    line integer not null check (line > 0),
    outcome varchar not null check (outcome in ('stands', 'to be corrected')),
    reference varchar not null check (reference <> ''),
    says varchar not null,
    person varchar not null,
    known_at timestamp not null,
    foreign key (contract, period, draft) references statement_sent (contract, period, draft)
);
comment on table dispute_determination is 'How a dispute about a line ended. The latest for a line counts.';
comment on column dispute_determination.contract is 'Id of the contract.';
comment on column dispute_determination.period is 'First day of the statement''s month.';
comment on column dispute_determination.draft is 'Number of the draft.';
comment on column dispute_determination.line is 'Number of the disputed line.';
comment on column dispute_determination.outcome is
'stands: the line counts as it is; to be corrected: a new draft is due once the figures or terms are put right.';
comment on column dispute_determination.reference is 'Where the decision stands, such as a minute.';
comment on column dispute_determination.says is 'What was decided, and why.';
comment on column dispute_determination.person is 'Who recorded it.';
comment on column dispute_determination.known_at is 'When, UTC.';

create table statement_certified (
    contract varchar not null,
    period date not null,
    draft integer not null,
    person varchar not null,
    known_at timestamp not null,
    primary key (contract, period),
    foreign key (contract, period, draft) references statement_sent (contract, period, draft)
);
comment on table statement_certified is 'Which draft of a month was certified. A month is certified once.';
comment on column statement_certified.contract is 'Id of the contract.';
comment on column statement_certified.period is 'First day of the statement''s month.';
comment on column statement_certified.draft is 'Number of the draft, whose document is the certified statement.';
comment on column statement_certified.person is 'Who certified it: neither who drew it up nor who uploaded a return.';
comment on column statement_certified.known_at is 'When, UTC.';

create table statement_payment (
    contract varchar not null,
    period date not null,
    paid_on date not null,
    pence bigint not null check (pence <> 0),
    reference varchar not null check (reference <> ''),
    person varchar not null,
    known_at timestamp not null,
    foreign key (contract, period) references statement_certified (contract, period)
);
comment on table statement_payment is
'What was paid on a certified statement. A payment recorded by mistake is followed by its opposite.';
comment on column statement_payment.contract is 'Id of the contract.';
comment on column statement_payment.period is 'First day of the statement''s month.';
comment on column statement_payment.paid_on is 'Day of the payment.';
comment on column statement_payment.pence is 'Amount in pence; below zero where the provider paid.';
comment on column statement_payment.reference is 'Number of the invoice, credit note or payment run.';
comment on column statement_payment.person is 'Who recorded it.';
comment on column statement_payment.known_at is 'When it was recorded, UTC.';
