-- failure_run: each measure's place in its run, where relief that is decided later leaves the runs of months that were
-- certified before alone. Such a month goes on from the months before it as they were known at its own first cut-off,
-- in a scenario of its own. What the month itself is taken to be is as everywhere: with the relief known now.
with placed as (
    select
        failure_run_alone.scenario,
        failure_run_alone.contract,
        failure_run_alone.indicator,
        failure_run_alone.month,
        failure_run_alone.place_in_run,
        severity.run_number
    from failure_run_alone
    inner join severity
        on
            failure_run_alone.scenario = severity.scenario
            and failure_run_alone.contract = severity.contract
            and failure_run_alone.indicator = severity.indicator
            and failure_run_alone.month = severity.month
),

seen as (
    select
        severity.scenario,
        severity.contract,
        severity.indicator,
        severity.month,
        severity.run,
        severity.fails,
        coalesce(placed.place_in_run, 0) as place_before,
        row_number() over (
            partition by severity.scenario, severity.contract, severity.indicator, severity.month
            order by placed.month desc
        ) as how_near
    from term_run_seen
    inner join severity
        on
            term_run_seen.scenario = severity.scenario
            and term_run_seen.contract = severity.contract
            and term_run_seen.month = severity.month
    left join placed
        on
            term_run_seen.seen = placed.scenario
            and severity.contract = placed.contract
            and severity.indicator = placed.indicator
            and severity.run_number = placed.run_number
            and severity.month > placed.month
)

select
    failure_run_alone.scenario,
    failure_run_alone.contract,
    failure_run_alone.indicator,
    failure_run_alone.month,
    cast(
        case
            when seen.indicator is null then failure_run_alone.place_in_run
            when seen.run = 'breaks' then 0
            when seen.fails = 1 or (seen.run = 'extends' and seen.place_before > 0) then seen.place_before + 1
            else 0
        end as int
    ) as place_in_run
from failure_run_alone
left join seen
    on
        failure_run_alone.scenario = seen.scenario
        and failure_run_alone.contract = seen.contract
        and failure_run_alone.indicator = seen.indicator
        and failure_run_alone.month = seen.month
        and seen.how_near = 1
