-- earned_back: what is given back of each withheld line, once for each month in which some of it was taken, half up.
-- Counted are measured periods after that month: those that do not fail and whose data status counts; others are
-- passed over, and one that fails starts the count again. taken_line is what all caps left. A period's place among
-- those that count, less the larger of what was counted before the last failure and before the amount was taken, is
-- the count.
with period as (
    select
        severity.scenario,
        severity.contract,
        severity.indicator,
        severity.month,
        term_measurement.statement_month,
        severity.fails,
        case when severity.fails = 0 and term_at_target.data_status is not null then 1 else 0 end as counts
    from severity
    inner join relieved
        on
            severity.scenario = relieved.scenario
            and severity.contract = relieved.contract
            and severity.indicator = relieved.indicator
            and severity.month = relieved.month
    inner join term_measurement
        on
            severity.scenario = term_measurement.scenario
            and severity.contract = term_measurement.contract
            and severity.indicator = term_measurement.indicator
            and severity.month = term_measurement.month
    left join term_at_target
        on
            relieved.scenario = term_at_target.scenario
            and relieved.contract = term_at_target.contract
            and relieved.data_status = term_at_target.data_status
),

counted as (
    select
        scenario,
        contract,
        indicator,
        month,
        statement_month,
        fails,
        counts,
        sum(counts) over (
            partition by scenario, contract, indicator
            order by month rows between unbounded preceding and current row
        ) as place
    from period
),

at_target as (
    select
        scenario,
        contract,
        indicator,
        month,
        statement_month,
        counts,
        place,
        coalesce(max(case when fails = 1 then place end) over (
            partition by scenario, contract, indicator
            order by month rows between unbounded preceding and current row
        ), 0) as place_at_failure
    from counted
),

taken as (
    select
        taken_line.scenario,
        taken_line.contract,
        taken_line.indicator,
        taken_line.month,
        taken_line.statement_month,
        taken_line.charged_month,
        taken_line.line_order,
        sum(taken_line.pence) as pence
    from taken_line
    inner join term_withheld
        on
            taken_line.scenario = term_withheld.scenario
            and taken_line.contract = term_withheld.contract
            and taken_line.indicator = term_withheld.indicator
            and taken_line.kind = term_withheld.kind
    group by
        taken_line.scenario,
        taken_line.contract,
        taken_line.indicator,
        taken_line.month,
        taken_line.statement_month,
        taken_line.charged_month,
        taken_line.line_order
),

begun as (
    select
        taken.scenario,
        taken.contract,
        taken.indicator,
        taken.month,
        taken.statement_month,
        taken.charged_month,
        taken.line_order,
        taken.pence,
        coalesce(max(at_target.place), 0) as place_when_taken
    from taken
    left join at_target
        on
            taken.scenario = at_target.scenario
            and taken.contract = at_target.contract
            and taken.indicator = at_target.indicator
            and taken.charged_month >= at_target.month
    group by
        taken.scenario,
        taken.contract,
        taken.indicator,
        taken.month,
        taken.statement_month,
        taken.charged_month,
        taken.line_order,
        taken.pence
),

earned as (
    select
        begun.scenario,
        begun.contract,
        begun.indicator,
        begun.month,
        begun.statement_month,
        begun.charged_month,
        begun.line_order,
        begun.pence,
        at_target.month as earned_in,
        at_target.statement_month as returned_in,
        term_earn_back.share,
        term_earn_back.share_scale,
        term_earn_back.expires_after,
        row_number() over (
            partition by begun.scenario, begun.contract, begun.month, begun.line_order, begun.charged_month
            order by at_target.month
        ) as occasion
    from begun
    inner join term_earn_back
        on begun.scenario = term_earn_back.scenario and begun.contract = term_earn_back.contract
    inner join at_target
        on
            begun.scenario = at_target.scenario
            and begun.contract = at_target.contract
            and begun.indicator = at_target.indicator
            and begun.charged_month < at_target.month
    where
        at_target.counts = 1
        and at_target.place - greatest(at_target.place_at_failure, begun.place_when_taken) >= term_earn_back.periods
)

select
    scenario,
    contract,
    indicator,
    month,
    statement_month,
    charged_month,
    line_order,
    cast(pence as bigint) as taken,
    earned_in,
    returned_in,
    half_up(pence * share, share_scale) as pence
from earned
where occasion = 1 and earned_in <= charged_month + expires_after
