-- Published index values, by which a contract's prices move.

create table index_value (
    contract varchar not null,
    series varchar not null,
    period date not null check (day(period) = 1),
    stage varchar not null check (stage in ('provisional', 'final')),
    "value" decimal(18, 6) not null check ("value" > 0), -- noqa: RF06
    source varchar not null,
    known_at timestamp not null,
    person varchar not null
);
comment on table index_value is
'Index values as they were published. The latest row for a contract, series, month and stage counts.';
comment on column index_value.contract is 'Id of the contract whose prices follow the index.';
comment on column index_value.series is 'Name of the index, as the contract file writes it.';
comment on column index_value.period is 'The month that the value is of, its first day.';
comment on column index_value.stage is 'Whether the value is provisional or final.';
comment on column index_value."value" is 'The value as published.'; -- noqa: RF06
comment on column index_value.source is 'Where it was published.';
comment on column index_value.known_at is 'When this was recorded, UTC.';
comment on column index_value.person is 'Who recorded it.';
