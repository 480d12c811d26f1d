-- What the provider asks to be paid on certified statements, and what it credits of that afterwards.
-- A row is never changed: that a document was withdrawn is a row of its own.

create table invoice_document (
    document integer primary key check (document > 0),
    contract varchar not null,
    period date not null check (day(period) = 1),
    kind varchar not null check (kind in ('invoice', 'credit note')),
    invoiced_period date not null check (day(invoiced_period) = 1),
    number varchar not null check (number <> ''),
    dated_on date not null,
    received_on date not null,
    net bigint not null,
    vat bigint,
    person varchar not null,
    known_at timestamp not null,
    foreign key (contract, invoiced_period) references statement_certified (contract, period),
    check (received_on >= dated_on),
    check (kind = 'credit note' or invoiced_period = period)
);
comment on table invoice_document is
'Invoices and credit notes on certified statements. One that is withdrawn counts no more, and stays.';
comment on column invoice_document.document is 'Number of the record, from 1.';
comment on column invoice_document.contract is 'Id of the contract.';
comment on column invoice_document.period is
'First day of the month whose statement is invoiced; of a credit note, of that whose statement sets it off.';
comment on column invoice_document.kind is 'invoice or credit note.';
comment on column invoice_document.invoiced_period is
'First day of the month whose invoice it is, or whose invoice a credit note corrects.';
comment on column invoice_document.number is 'The number that the document bears.';
comment on column invoice_document.dated_on is 'The date that it bears.';
comment on column invoice_document.received_on is 'The day on which the authority received it.';
comment on column invoice_document.net is 'Pence before VAT; below zero where the provider owes or credits it.';
comment on column invoice_document.vat is 'VAT in pence; null where the contract states none.';
comment on column invoice_document.person is 'Who recorded it.';
comment on column invoice_document.known_at is 'When it was recorded, UTC.';

create table invoice_document_withdrawn (
    document integer primary key references invoice_document (document),
    reason varchar not null check (reason <> ''),
    person varchar not null,
    known_at timestamp not null
);
comment on table invoice_document_withdrawn is 'Invoices and credit notes that count no more, each withdrawn once.';
comment on column invoice_document_withdrawn.document is 'Number of the record.';
comment on column invoice_document_withdrawn.reason is 'Why it was withdrawn.';
comment on column invoice_document_withdrawn.person is 'Who withdrew it.';
comment on column invoice_document_withdrawn.known_at is 'When it was withdrawn, UTC.';
