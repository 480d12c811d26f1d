-- failure_run: each measure's place in its run of failures: 1 for the first failure, 0 outside a run.
-- A month that extends adds one to a run under way and starts one only where the band taken fails; a month that breaks
-- ends the run, whatever it cost; a month that is skipped is as if it were absent. run_number changes where the
-- contract starts a new run by itself, with a contract year or a changed definition.
-- In a stretch of months that end no run, a month's place among all months and its place among those that end none
-- grow alike, so their difference is the stretch's own. Most months end one: only the others are put in order again.
with effect as (
    select
        scenario,
        contract,
        indicator,
        month,
        run_number,
        fails,
        case when run = 'extends' or (run = 'by band' and fails = 1) then 0 else 1 end as ends_run,
        row_number() over (partition by scenario, contract, indicator order by month) as place
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
        fails,
        place,
        place - row_number() over (partition by scenario, contract, indicator order by month) as stretch_number
    from effect
    where ends_run = 0
),

started as (
    select
        scenario,
        contract,
        indicator,
        month,
        place,
        min(case when fails = 1 then place end) over (
            partition by scenario, contract, indicator, run_number, stretch_number
            order by month rows between unbounded preceding and current row
        ) as first_failure
    from stretch
)

select
    scenario,
    contract,
    indicator,
    month,
    cast(coalesce(place - first_failure + 1, 0) as int) as place_in_run
from started
union all
select
    scenario,
    contract,
    indicator,
    month,
    0 as place_in_run
from effect
where ends_run = 1
