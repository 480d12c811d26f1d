-- put_right: in which period, and on whose statement, what was taken of an indicator's withheld lines in a month is
-- earned back, whatever it was. Counted are measured periods after that month: those that do not fail and whose data
-- status counts; others are passed over, and one that fails starts the count again. A period's place among those that
-- count, less the larger of what was counted before the last failure and before the amount was taken, is the count.
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

begun as (
    select
        term_withheld.scenario,
        term_withheld.contract,
        term_withheld.indicator,
        term_withheld.kind,
        term_month.month as taken_in,
        coalesce(max(at_target.place) over (
            partition by term_withheld.scenario, term_withheld.contract, term_withheld.indicator, term_withheld.kind
            order by term_month.month rows between unbounded preceding and current row
        ), 0) as place_when_taken
    from term_withheld
    inner join term_month
        on term_withheld.scenario = term_month.scenario and term_withheld.contract = term_month.contract
    left join at_target
        on
            term_withheld.scenario = at_target.scenario
            and term_withheld.contract = at_target.contract
            and term_withheld.indicator = at_target.indicator
            and term_month.month = at_target.month
),

earned as (
    select
        begun.scenario,
        begun.contract,
        begun.indicator,
        begun.kind,
        begun.taken_in,
        at_target.month as earned_in,
        at_target.statement_month as returned_in,
        term_earn_back.share,
        term_earn_back.share_scale,
        term_earn_back.expires_after,
        term_earn_back.restores_headroom,
        row_number() over (
            partition by begun.scenario, begun.contract, begun.indicator, begun.kind, begun.taken_in
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
            and begun.taken_in < at_target.month
    where
        at_target.counts = 1
        and at_target.place - greatest(at_target.place_at_failure, begun.place_when_taken) >= term_earn_back.periods
)

select
    scenario,
    contract,
    indicator,
    kind,
    taken_in,
    earned_in,
    returned_in,
    share,
    share_scale,
    restores_headroom
from earned
where occasion = 1 and earned_in <= taken_in + expires_after
