-- measure: each measure once agreed relief has changed its figures. Rows that are removed leave both sides first; then
-- those that count as met are added to the numerator, which passes the denominator no further than it did. Never more
-- is taken off than is there. Cases are counted as in step 3. A measure may be excused as a whole as well.
with relieved_plan as (
    select
        relieved_case.scenario,
        relieved_case.contract,
        term_indicator.indicator,
        relieved_case.month,
        relieved_case.effect,
        case when relieved_case.plan_issued - relieved_case.clock_start <= 140 then 1 else 0 end as in_time,
        relieved_case.has_exception,
        term_indicator.basis
    from relieved_case
    inner join term_indicator
        on relieved_case.scenario = term_indicator.scenario and relieved_case.contract = term_indicator.contract
    inner join term_case_type
        on
            term_indicator.scenario = term_case_type.scenario
            and term_indicator.contract = term_case_type.contract
            and term_indicator.indicator = term_case_type.indicator
            and relieved_case.case_type = term_case_type.case_type
    where
        relieved_case.plan_issued is not null
        and relieved_case.clock_start >= term_indicator.first_start
        and relieved_case.clock_start < term_indicator.end_start
),

change as (
    select
        scenario,
        contract,
        indicator,
        month,
        case when effect = 'remove_rows' then in_time * 1000000 else 0 end as removed_numerator,
        case when effect = 'remove_rows' then 1000000 else 0 end as removed_denominator,
        case when effect = 'count_as_met' then (1 - in_time) * 1000000 else 0 end as met,
        0 as is_excused
    from relieved_plan
    where
        basis = 'all'
        or (basis = 'excluding exceptions' and has_exception = 0)
        or (basis = 'excusing late exceptions' and (has_exception = 0 or in_time = 1))
    union all
    select
        scenario,
        contract,
        indicator,
        month,
        case when effect = 'remove_rows' then numerator else 0 end as removed_numerator,
        case when effect = 'remove_rows' then denominator else 0 end as removed_denominator,
        case when effect = 'count_as_met' then numerator else 0 end as met,
        case when effect = 'excuse_measure' then 1 else 0 end as is_excused
    from relief_effect
),

changed as (
    select
        scenario,
        contract,
        indicator,
        month,
        sum(removed_numerator) as removed_numerator,
        sum(removed_denominator) as removed_denominator,
        sum(met) as met,
        max(is_excused) as is_excused
    from change
    group by scenario, contract, indicator, month
),

removed as (
    select
        measure_alone.scenario,
        measure_alone.contract,
        measure_alone.indicator,
        measure_alone.month,
        case when measure_alone.numerator is not null then greatest(
            measure_alone.numerator - coalesce(changed.removed_numerator, 0), least(measure_alone.numerator, 0)
        ) end as numerator,
        case when measure_alone.denominator is not null then greatest(
            measure_alone.denominator - coalesce(changed.removed_denominator, 0), least(measure_alone.denominator, 0)
        ) end as denominator,
        coalesce(changed.met, 0) as met,
        coalesce(changed.is_excused, 0) as is_excused,
        measure_alone.denominator as denominator_before,
        measure_alone.nil_activity,
        measure_alone.received_at
    from measure_alone
    left join changed
        on
            measure_alone.scenario = changed.scenario
            and measure_alone.contract = changed.contract
            and measure_alone.indicator = changed.indicator
            and measure_alone.month = changed.month
)

select
    scenario,
    contract,
    indicator,
    month,
    cast(
        case
            when numerator is not null then least(numerator + met, greatest(denominator, numerator))
        end
        as decimal(38, 0)
    ) as numerator,
    cast(denominator as decimal(38, 0)) as denominator,
    nil_activity,
    received_at,
    is_excused,
    case when denominator_before > 0 and denominator = 0 then 1 else 0 end as is_emptied
from removed
