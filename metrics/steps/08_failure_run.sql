-- failure_run: each measure's place in its run of failures: 1 for the first failure, 0 outside a run.
-- A month that extends adds one to a run under way and starts one only where the band taken fails; a month that breaks
-- ends the run, whatever it cost; a month that is skipped is as if it were absent.
with effect as (
    select
        severity.scenario,
        severity.contract,
        severity.indicator,
        severity.month,
        case when term_contract.year_starts_new_run = 1 then term_measurement.contract_year else 0 end as run_year,
        case
            when term_contract.definition_starts_new_run = 1 then term_measurement.definition else 0
        end as run_definition,
        case
            when severity.run = 'breaks' or (severity.run = 'by band' and severity.fails = 0) then 1 else 0
        end as ends_run,
        case when severity.run in ('by band', 'extends') and severity.fails = 1 then 1 else 0 end as is_failure,
        case when severity.run = 'extends' and severity.fails = 0 then 1 else 0 end as only_extends
    from severity
    inner join term_contract
        on severity.scenario = term_contract.scenario and severity.contract = term_contract.contract
    inner join term_measurement
        on
            severity.scenario = term_measurement.scenario
            and severity.contract = term_measurement.contract
            and severity.indicator = term_measurement.indicator
            and severity.month = term_measurement.month
    where severity.run <> 'skipped'
),

run as (
    select
        scenario,
        contract,
        indicator,
        month,
        run_year,
        run_definition,
        is_failure,
        only_extends,
        sum(ends_run) over (
            partition by scenario, contract, indicator, run_year, run_definition
            order by month rows between unbounded preceding and current row
        ) as run_number
    from effect
),

started as (
    select
        scenario,
        contract,
        indicator,
        month,
        run_year,
        run_definition,
        run_number,
        is_failure,
        only_extends,
        sum(is_failure) over (
            partition by scenario, contract, indicator, run_year, run_definition, run_number
            order by month rows between unbounded preceding and current row
        ) as failures_so_far
    from run
)

select
    scenario,
    contract,
    indicator,
    month,
    cast(sum(case when is_failure = 1 or (only_extends = 1 and failures_so_far > 0) then 1 else 0 end) over (
        partition by scenario, contract, indicator, run_year, run_definition, run_number
        order by month rows between unbounded preceding and current row
    ) as int) as place_in_run
from started
