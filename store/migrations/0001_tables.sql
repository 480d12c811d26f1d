-- The first tables. Every row says when it became known; nothing is ever changed or taken away.
-- The name at is quoted because DuckDB reserves it, which the linter does not know.
-- The triggers that hold this are made for every table by store/migrate.py, so that none can be forgotten.

create table migration (
    number integer primary key,
    name varchar not null,
    sha256 varchar not null,
    applied_at timestamp not null
);
comment on table migration is 'The numbered SQL files that built this store, in the order they ran.';
comment on column migration.number is 'Number at the front of the file''s name.';
comment on column migration.name is 'Name of the file.';
comment on column migration.sha256 is
'SHA-256 of the file''s text (UTF-8, line feeds), so that a changed file is noticed.';
comment on column migration.applied_at is 'When it ran, UTC.';

create table refusal (
    message varchar check (message is null and message is not null)
);
comment on table refusal is
'Always empty: the append-only triggers name it as their target, and its check lets no row in.';
comment on column refusal.message is 'Never filled: the trigger raises its sentence instead.';

create table event (
    sequence bigint primary key check (sequence > 0),
    "at" timestamp not null, -- noqa: RF06
    person varchar not null,
    action varchar not null,
    subject varchar not null,
    detail varchar not null,
    previous_hash varchar not null,
    hash varchar not null unique check (length(hash) = 64)
);
comment on table event is 'The log of who did what, one row a write. Each row''s hash covers the row before it.';
comment on column event.sequence is
'Position in the log, from 1, without gaps; the store''s version is the last one.';
comment on column event."at" is 'When it happened, UTC.'; -- noqa: RF06
comment on column event.person is 'Who did it: a person''s id, or reckoner for setting up.';
comment on column event.action is 'What was done, in a few words.';
comment on column event.subject is 'What it was done to, such as a contract, a month or a person.';
comment on column event.detail is 'Further facts as a JSON object with sorted keys; no personal data of pupils.';
comment on column event.previous_hash is 'Hash of the event before; empty for the first.';
comment on column event.hash is
'SHA-256 over the JSON array of sequence, at, person, action, subject, detail and previous_hash.';

create table person (
    person varchar not null,
    name varchar not null,
    organisation varchar not null,
    known_at timestamp not null
);
comment on table person is 'People who have used or may use the store. The latest row for an id counts.';
comment on column person.person is 'Id such as a.clarke.';
comment on column person.name is 'Name as written on papers.';
comment on column person.organisation is 'Council, provider or audit firm.';
comment on column person.known_at is 'When this was recorded, UTC.';

create table appointment (
    person varchar not null,
    contract varchar not null,
    role varchar not null check (role in ('board member', 'officer', 'certifying officer', 'provider', 'auditor')),
    from_day date not null,
    until_day date,
    known_at timestamp not null,
    check (role <> 'provider' or contract <> '*'),
    check (until_day >= from_day)
);
comment on table appointment is
'Which role a person holds on which contract. The latest row for a person, contract, role and first day counts.';
comment on column appointment.person is 'Id of the person.';
comment on column appointment.contract is 'Id of the contract, or * for every contract.';
comment on column appointment.role is 'The role held.';
comment on column appointment.from_day is 'First day of the appointment.';
comment on column appointment.until_day is 'First day on which it no longer holds; null while it is open.';
comment on column appointment.known_at is 'When this was recorded, UTC.';

create table contract_version (
    contract varchar not null,
    version integer not null check (version > 0),
    digest varchar not null,
    source varchar not null,
    known_at timestamp not null,
    person varchar not null,
    primary key (contract, version)
);
comment on table contract_version is 'The contract file as it stood, version by version.';
comment on column contract_version.contract is 'Id of the contract.';
comment on column contract_version.version is 'Number of the version, from 1 for each contract.';
comment on column contract_version.digest is
'Digest of the terms; its first 12 characters are the template version of a return.';
comment on column contract_version.source is 'Text of the contract file (YAML).';
comment on column contract_version.known_at is 'When this version was recorded, UTC.';
comment on column contract_version.person is 'Who recorded it.';

create table original (
    file_hash varchar primary key check (length(file_hash) = 64),
    byte_count bigint not null check (byte_count >= 0),
    known_at timestamp not null,
    retain_until date not null
);
comment on table original is
'The files that were received and kept. Their bytes lie in originals, named by their hash.';
comment on column original.file_hash is 'SHA-256 of the bytes.';
comment on column original.byte_count is 'Size in bytes.';
comment on column original.known_at is 'When it was first kept, UTC.';
comment on column original.retain_until is 'First day on which it need no longer be kept.';

create table receipt (
    receipt integer primary key check (receipt > 0),
    contract varchar,
    period date check (day(period) = 1),
    file_hash varchar not null,
    file_name varchar not null,
    received_at timestamp not null,
    known_at timestamp not null,
    person varchar not null,
    outcome varchar not null check (outcome in ('accepted', 'rejected', 'refused')),
    submission integer,
    check ((outcome = 'accepted') = (submission is not null)),
    check (outcome <> 'accepted' or (contract is not null and period is not null))
);
comment on table receipt is 'One row for each file that arrived, whatever became of it.';
comment on column receipt.receipt is 'Number of the receipt, from 1.';
comment on column receipt.contract is 'Contract the file is about; null if it could not be recognised.';
comment on column receipt.period is 'First day of the month the file is about; null if it could not be recognised.';
comment on column receipt.file_hash is 'SHA-256 of the file''s bytes, kept or not.';
comment on column receipt.file_name is 'Name under which the file was sent.';
comment on column receipt.received_at is 'When the provider''s file arrived, UTC; decides lateness.';
comment on column receipt.known_at is 'When the receipt was recorded, UTC.';
comment on column receipt.person is 'Who handed the file in.';
comment on column receipt.outcome is
'accepted; rejected: readable, but with blocking findings; refused: not readable or not ours.';
comment on column receipt.submission is 'The submission that an accepted file became.';

create table receipt_holding (
    receipt integer not null references receipt (receipt),
    dataset varchar not null,
    indicator varchar
);
comment on table receipt_holding is
'What a readable file held, so that lateness is decided by dataset and by indicator.';
comment on column receipt_holding.receipt is 'Number of the receipt.';
comment on column receipt_holding.dataset is 'Id of the dataset, such as indicators.';
comment on column receipt_holding.indicator is 'Id of the indicator; null for other datasets.';

create table submission (
    submission integer primary key check (submission > 0),
    receipt integer not null unique references receipt (receipt),
    contract varchar not null,
    period date not null check (day(period) = 1),
    template_version varchar,
    supersedes integer unique check (supersedes < submission),
    reason varchar,
    known_at timestamp not null,
    check ((supersedes is null) = (reason is null))
);
comment on table submission is
'An accepted return for one contract and month. A replacement says what it supersedes.';
comment on column submission.submission is 'Number of the submission, from 1.';
comment on column submission.receipt is 'The receipt of its file.';
comment on column submission.contract is 'Contract it is about.';
comment on column submission.period is 'First day of the month it is about.';
comment on column submission.template_version is
'First 12 characters of the contract version''s digest, as the file stated it; null if it did not.';
comment on column submission.supersedes is 'The submission it replaces; null for the first of its month.';
comment on column submission.reason is 'Why it replaces another.';
comment on column submission.known_at is 'When it was accepted, UTC.';

create table submission_column (
    submission integer not null references submission (submission),
    dataset varchar not null,
    sheet varchar not null,
    field varchar not null,
    column_letter varchar not null
);
comment on table submission_column is 'Where each field stood: with a row''s sheet_row this is its cell.';
comment on column submission_column.submission is 'The submission the row came with.';
comment on column submission_column.dataset is 'Id of the dataset.';
comment on column submission_column.sheet is 'Name of the sheet, or of the CSV file.';
comment on column submission_column.field is 'Column of the dataset''s table.';
comment on column submission_column.column_letter is 'Letter of the sheet''s column, such as C.';

create table finding (
    receipt integer not null references receipt (receipt),
    position integer not null check (position > 0),
    code varchar not null,
    severity varchar not null check (severity in ('blocking', 'reason', 'information')),
    sheet varchar,
    cell varchar,
    found varchar not null,
    expected varchar not null,
    remedy varchar not null,
    row_key varchar,
    reason varchar,
    primary key (receipt, position)
);
comment on table finding is 'What was said about a file, one row a finding.';
comment on column finding.receipt is 'The receipt of the file.';
comment on column finding.position is 'Order in which the findings are shown, from 1.';
comment on column finding.code is 'Code of the rule.';
comment on column finding.severity is 'blocking, needs a reason, or for information.';
comment on column finding.sheet is 'Sheet it is about.';
comment on column finding.cell is 'Cell or range it is about, such as C7.';
comment on column finding.found is 'What was found; no personal data.';
comment on column finding.expected is 'What was expected.';
comment on column finding.remedy is 'How to put it right.';
comment on column finding.row_key is 'Key of the row, so that a reason carries forward to the next file.';
comment on column finding.reason is 'The reason given for a finding that needs one.';

create table heading_alias (
    provider varchar not null,
    dataset varchar not null,
    heading varchar not null,
    field varchar not null,
    person varchar not null,
    known_at timestamp not null
);
comment on table heading_alias is
'Headings a provider uses for our fields, each confirmed once by a person. The latest row counts.';
comment on column heading_alias.provider is 'Whose heading it is.';
comment on column heading_alias.dataset is 'Id of the dataset.';
comment on column heading_alias.heading is 'The heading as sent.';
comment on column heading_alias.field is 'The field it means.';
comment on column heading_alias.person is 'Who confirmed it.';
comment on column heading_alias.known_at is 'When it was confirmed, UTC.';

create table indicator_row (
    submission integer not null references submission (submission),
    sheet_row integer not null check (sheet_row > 0),
    indicator varchar not null,
    period date not null check (day(period) = 1),
    numerator decimal(28, 6),
    denominator decimal(28, 6),
    stated_value decimal(28, 6),
    nil_activity boolean not null,
    reason_not_reported varchar,
    commentary varchar,
    verified_by varchar,
    primary key (submission, indicator, period)
);
comment on table indicator_row is 'Rows of the indicators dataset: one indicator in one period.';
comment on column indicator_row.submission is 'The submission the row came with.';
comment on column indicator_row.sheet_row is 'Row of the sheet, as the spreadsheet numbers it.';
comment on column indicator_row.indicator is 'Id of the indicator.';
comment on column indicator_row.period is 'First day of the month the figures are about.';
comment on column indicator_row.numerator is 'Numerator as reported.';
comment on column indicator_row.denominator is 'Denominator as reported.';
comment on column indicator_row.stated_value is 'Value as stated, in the displayed unit: 94.0 for 94.0%.';
comment on column indicator_row.nil_activity is 'True if the provider states that there was nothing to measure.';
comment on column indicator_row.reason_not_reported is 'Why there is no figure.';
comment on column indicator_row.commentary is 'The provider''s commentary.';
comment on column indicator_row.verified_by is 'Who verified the figure.';

create table case_row (
    submission integer not null references submission (submission),
    sheet_row integer not null check (sheet_row > 0),
    case_key varchar not null,
    case_type varchar not null,
    need varchar,
    phase varchar,
    area varchar,
    clock_start date not null,
    decision_date date,
    assessment_outcome_date date,
    plan_issued date,
    exception_code varchar,
    exception_from date,
    exception_to date,
    primary key (submission, sheet_row)
);
comment on table case_row is
'Rows of the EHC assessments dataset: one case under a pseudonymous key. Working view only.';
comment on column case_row.submission is 'The submission the row came with.';
comment on column case_row.sheet_row is 'Row of the sheet, as the spreadsheet numbers it.';
comment on column case_row.case_key is 'Pseudonymous key of the case.';
comment on column case_row.case_type is 'new, re-assessment, after appeal, transfer of statement or LDA transfer.';
comment on column case_row.need is 'Primary need.';
comment on column case_row.phase is 'Phase of education.';
comment on column case_row.area is 'Area of the authority.';
comment on column case_row.clock_start is 'Day 0: the request, or the day the authority became responsible.';
comment on column case_row.decision_date is 'Day on which it was decided whether to assess.';
comment on column case_row.assessment_outcome_date is 'Day on which it was decided whether to issue a plan.';
comment on column case_row.plan_issued is 'Day on which the final plan was sent; null while the case is open.';
comment on column case_row.exception_code is 'Listed reason that disapplies the time limit.';
comment on column case_row.exception_from is 'First day of the exception.';
comment on column case_row.exception_to is 'Last day of the exception, as the return states it.';

create table traded_service_row (
    submission integer not null references submission (submission),
    sheet_row integer not null check (sheet_row > 0),
    service varchar not null,
    customer_type varchar not null,
    income decimal(18, 2) not null,
    full_cost decimal(18, 2) not null,
    budget decimal(18, 2),
    buyers integer,
    eligible_buyers integer,
    primary key (submission, sheet_row)
);
comment on table traded_service_row is 'Rows of the traded services dataset: one service line and one customer type.';
comment on column traded_service_row.submission is 'The submission the row came with.';
comment on column traded_service_row.sheet_row is 'Row of the sheet, as the spreadsheet numbers it.';
comment on column traded_service_row.service is 'Service line.';
comment on column traded_service_row.customer_type is 'Kind of customer.';
comment on column traded_service_row.income is 'Income in pounds.';
comment on column traded_service_row.full_cost is 'Full cost in pounds.';
comment on column traded_service_row.budget is 'Budgeted income in pounds.';
comment on column traded_service_row.buyers is 'Customers who bought.';
comment on column traded_service_row.eligible_buyers is 'Customers who could have bought.';

create table transport_row (
    submission integer not null references submission (submission),
    sheet_row integer not null check (sheet_row > 0),
    route varchar not null,
    provider varchar not null,
    mode varchar not null,
    pupils integer not null,
    days integer not null,
    miles decimal(18, 1) not null,
    cost decimal(18, 2) not null,
    budget decimal(18, 2),
    primary key (submission, sheet_row)
);
comment on table transport_row is 'Rows of the SEN transport dataset: one route or contract line.';
comment on column transport_row.submission is 'The submission the row came with.';
comment on column transport_row.sheet_row is 'Row of the sheet, as the spreadsheet numbers it.';
comment on column transport_row.route is 'Route or contract line.';
comment on column transport_row.provider is 'Transport operator.';
comment on column transport_row.mode is 'Mode, such as minibus or taxi.';
comment on column transport_row.pupils is 'Pupils carried.';
comment on column transport_row.days is 'Days run.';
comment on column transport_row.miles is 'Miles run.';
comment on column transport_row.cost is 'Cost in pounds.';
comment on column transport_row.budget is 'Budget in pounds.';

create table finance_row (
    submission integer not null references submission (submission),
    sheet_row integer not null check (sheet_row > 0),
    line varchar not null,
    budget decimal(18, 2) not null,
    actual_to_date decimal(18, 2) not null,
    forecast decimal(18, 2) not null,
    primary key (submission, sheet_row)
);
comment on table finance_row is 'Rows of the finance lines dataset: one budget line.';
comment on column finance_row.submission is 'The submission the row came with.';
comment on column finance_row.sheet_row is 'Row of the sheet, as the spreadsheet numbers it.';
comment on column finance_row.line is 'Budget line.';
comment on column finance_row.budget is 'Budget for the financial year in pounds.';
comment on column finance_row.actual_to_date is 'Spent or received so far in pounds.';
comment on column finance_row.forecast is 'Forecast for the financial year in pounds.';
