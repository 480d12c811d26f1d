-- The published figures loaded for a contract by a moment: of each indicator the latest loading, figure by figure.
with latest as (
    select
        indicator,
        max(benchmark) as benchmark
    from benchmark
    where contract = $contract and known_at <= $as_known_on
    group by indicator
)

select
    benchmark.benchmark,
    benchmark.indicator,
    benchmark.source,
    benchmark.release,
    benchmark.figure,
    benchmark.chosen,
    benchmark.authority,
    benchmark.file_name,
    benchmark.file_hash,
    benchmark.person,
    benchmark.known_at,
    benchmark_figure.level,
    benchmark_figure.name,
    benchmark_figure.time_identifier,
    benchmark_figure.time_period,
    benchmark_figure.value,
    benchmark_figure.symbol
from latest
inner join benchmark on latest.benchmark = benchmark.benchmark
inner join benchmark_figure on benchmark.benchmark = benchmark_figure.benchmark
order by benchmark.benchmark, benchmark_figure.place;
