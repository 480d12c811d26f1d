-- failure_run: each measure's place in its run of failures: 1 for the first failure, 0 outside a run.
-- A month that extends adds one to a run under way and starts one only where the band taken fails; a month that breaks
-- ends the run, whatever it cost; a month that is skipped is as if it were absent. run_number changes where the
-- contract starts a new run by itself, with a contract year or a changed definition.
with effect as (
    select
        scenario,
        contract,
        indicator,
        month,
        run_number,
        case when run = 'breaks' or (run = 'by band' and fails = 0) then 1 else 0 end as ends_run,
        case when run in ('by band', 'extends') and fails = 1 then 1 else 0 end as is_failure,
        case when run = 'extends' and fails = 0 then 1 else 0 end as only_extends
    from severity
    where run <> 'skipped'
),

stretch as (
    select
        scenario,
        contract,
        indicator,
        month,
        run_number,
        is_failure,
        sum(ends_run) over so_far as stretch_number,
        sum(only_extends) over so_far as extensions_so_far
    from effect
    window so_far as (
        partition by scenario, contract, indicator, run_number
        order by month rows between unbounded preceding and current row
    )
),

started as (
    select
        scenario,
        contract,
        indicator,
        month,
        extensions_so_far,
        sum(is_failure) over so_far as failures_so_far,
        min(case when is_failure = 1 then extensions_so_far end) over so_far as extensions_before
    from stretch
    window so_far as (
        partition by scenario, contract, indicator, run_number, stretch_number
        order by month rows between unbounded preceding and current row
    )
)

select
    scenario,
    contract,
    indicator,
    month,
    cast(coalesce(failures_so_far + extensions_so_far - extensions_before, 0) as int) as place_in_run
from started
