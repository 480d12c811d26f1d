-- Figures that others publish of the same thing, to set an indicator beside: each release as it was loaded.

create table benchmark (
    benchmark integer primary key check (benchmark > 0),
    contract varchar not null,
    indicator varchar not null,
    source varchar not null check (source <> ''),
    release varchar not null check (release <> ''),
    figure varchar not null check (figure <> ''),
    chosen varchar not null,
    authority varchar not null check (authority <> ''),
    file_name varchar not null,
    file_hash varchar not null,
    person varchar not null,
    known_at timestamp not null
);
comment on table benchmark is
'A release of published figures loaded for an indicator; of several for one indicator the latest counts.';
comment on column benchmark.benchmark is 'Number of the loading, from 1.';
comment on column benchmark.contract is 'Id of the contract.';
comment on column benchmark.indicator is 'Id of the indicator that it is set beside.';
comment on column benchmark.source is 'Who publishes the figures, and under which title.';
comment on column benchmark.release is 'Which release they are from, such as its year or day.';
comment on column benchmark.figure is 'Column of the published file.';
comment on column benchmark.chosen is 'Which breakdown was chosen, as column=value; empty where there was no choice.';
comment on column benchmark.authority is 'The contract''s authority as the file calls it.';
comment on column benchmark.file_name is 'Name of the file.';
comment on column benchmark.file_hash is 'SHA-256 of the file.';
comment on column benchmark.person is 'Who loaded it.';
comment on column benchmark.known_at is 'When it was loaded, UTC.';

create table benchmark_figure (
    benchmark integer not null references benchmark (benchmark),
    place integer not null check (place > 0),
    level varchar not null check (level in ('national', 'regional', 'authority', 'neighbour')),
    name varchar not null check (name <> ''),
    time_identifier varchar not null,
    time_period varchar not null check (time_period <> ''),
    value decimal(28, 6),
    symbol varchar check ((symbol is null) = (value is not null)),
    primary key (benchmark, place)
);
comment on table benchmark_figure is 'A published figure of a place and a year, or the symbol for why there is none.';
comment on column benchmark_figure.benchmark is 'The loading that it belongs to.';
comment on column benchmark_figure.place is 'Its place among the figures of the loading, from 1.';
comment on column benchmark_figure.level is
'national, regional, authority (the contract''s own) or neighbour (another authority).';
comment on column benchmark_figure.name is 'The place as the file calls it.';
comment on column benchmark_figure.time_identifier is 'What kind of year, such as Calendar year.';
comment on column benchmark_figure.time_period is 'The year, such as 2017, or 201617 for one that spans two.';
comment on column benchmark_figure.value is 'The figure as it is published.';
comment on column benchmark_figure.symbol is
'Why there is no figure: z, x, c, low, k, u or an older sign; empty where the cell was blank. Never nought.';
