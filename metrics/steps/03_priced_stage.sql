-- priced_stage: each measure once the stage that its contract prices is chosen among the figures that stand at some
-- stage. Where later stages are trued up the latest counts, else the first that reaches the priced one. A stage that
-- came after its time does not count; where none has come by then, the contract takes the latest figure or nothing.
-- return_over is 1 once a figure at some stage is there, or the time of the return is over: what is awaited after that
-- is awaited for its stage alone.
with counting as (
    select
        staged.scenario,
        staged.contract,
        staged.indicator,
        staged.month,
        staged.stage,
        staged.numerator,
        staged.denominator,
        staged.nil_activity,
        staged.received_at,
        term_stage.is_trued_up,
        case when staged.stage >= term_stage.priced then 1 else 0 end as is_reached
    from staged
    inner join term_stage
        on
            staged.scenario = term_stage.scenario
            and staged.contract = term_stage.contract
            and staged.indicator = term_stage.indicator
            and staged.month = term_stage.month
    inner join cut_off
        on staged.scenario = cut_off.scenario and staged.contract = cut_off.contract
    where
        (term_stage.by_at is null or staged.received_at <= term_stage.by_at)
        and (
            staged.stage >= term_stage.priced
            or (term_stage.takes_latest = 1 and term_stage.by_at < cut_off.known_at)
        )
),

chosen as (
    select
        scenario,
        contract,
        indicator,
        month,
        stage,
        numerator,
        denominator,
        nil_activity,
        received_at,
        row_number() over (
            partition by scenario, contract, indicator, month
            order by is_reached desc, case when is_reached = 1 and is_trued_up = 0 then stage else -stage end
        ) as place
    from counting
)

select
    measure_returned.scenario,
    measure_returned.contract,
    measure_returned.indicator,
    measure_returned.month,
    case when term_stage.indicator is null then measure_returned.numerator else chosen.numerator end as numerator,
    case when term_stage.indicator is null then measure_returned.denominator else chosen.denominator end
        as denominator,
    case when term_stage.indicator is null then measure_returned.nil_activity else chosen.nil_activity end
        as nil_activity,
    case when term_stage.priced > 1 then chosen.received_at else measure_returned.received_at end as received_at,
    measure_returned.is_excused,
    measure_returned.is_emptied,
    chosen.stage,
    case
        when measure_returned.received_at is not null or term_due.due_at < cut_off.known_at then 1
        else 0
    end as return_over
from measure_returned
inner join cut_off
    on measure_returned.scenario = cut_off.scenario and measure_returned.contract = cut_off.contract
left join term_due
    on
        measure_returned.scenario = term_due.scenario
        and measure_returned.contract = term_due.contract
        and measure_returned.month = term_due.month
        and term_due.dataset = 'indicators'
left join term_stage
    on
        measure_returned.scenario = term_stage.scenario
        and measure_returned.contract = term_stage.contract
        and measure_returned.indicator = term_stage.indicator
        and measure_returned.month = term_stage.month
left join chosen
    on
        measure_returned.scenario = chosen.scenario
        and measure_returned.contract = chosen.contract
        and measure_returned.indicator = chosen.indicator
        and measure_returned.month = chosen.month
        and chosen.place = 1
