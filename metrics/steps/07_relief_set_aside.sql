-- relief_set_aside: the measures that relief would make dearer at this step than they are without it, in the scenario
-- in which nobody decided any. For these the figure without relief is used. A forward pool may close in another month
-- than without relief. It is no dearer for that where a measure of its stretch of months, or a pool that overlaps it,
-- costs at least as much without relief and nothing with it. The last pool that is open by then takes its place.
with dearer as (
    select
        with_relief.scenario,
        with_relief.contract,
        with_relief.indicator,
        with_relief.month,
        with_relief.cost,
        with_relief.cost_scale,
        term_without_relief.without
    from severity_relieved as with_relief
    inner join term_without_relief
        on with_relief.scenario = term_without_relief.scenario and with_relief.contract = term_without_relief.contract
    inner join severity_relieved as without_relief
        on
            term_without_relief.without = without_relief.scenario
            and with_relief.contract = without_relief.contract
            and with_relief.indicator = without_relief.indicator
            and with_relief.month = without_relief.month
    where with_relief.cost * without_relief.cost_scale > without_relief.cost * with_relief.cost_scale
),

closed_pool as (
    select
        pooled.scenario,
        pooled.contract,
        pooled.indicator,
        pooled.month,
        pooled.opened_in,
        lead(pooled.opened_in) over (
            partition by pooled.scenario, pooled.contract, pooled.indicator order by pooled.month
        ) as next_opened
    from pooled
    inner join term_pool on pooled.scenario = term_pool.scenario and pooled.contract = term_pool.contract
    where pooled.closes = 1
),

charged_elsewhere as (
    select distinct
        dearer.scenario,
        dearer.contract,
        dearer.indicator,
        dearer.month
    from dearer
    inner join closed_pool as with_relief
        on
            dearer.scenario = with_relief.scenario
            and dearer.contract = with_relief.contract
            and dearer.indicator = with_relief.indicator
            and dearer.month = with_relief.month
    inner join severity_relieved as charged
        on
            dearer.without = charged.scenario
            and dearer.contract = charged.contract
            and dearer.indicator = charged.indicator
            and with_relief.opened_in <= charged.month
            and (with_relief.next_opened is null or charged.month < with_relief.next_opened)
    left join closed_pool as without_relief
        on
            charged.scenario = without_relief.scenario
            and charged.contract = without_relief.contract
            and charged.indicator = without_relief.indicator
            and charged.month = without_relief.month
    inner join severity_relieved as in_its_place
        on
            dearer.scenario = in_its_place.scenario
            and charged.contract = in_its_place.contract
            and charged.indicator = in_its_place.indicator
            and charged.month = in_its_place.month
    where
        coalesce(without_relief.opened_in, charged.month) <= dearer.month
        and in_its_place.cost = 0
        and dearer.cost * charged.cost_scale <= charged.cost * dearer.cost_scale
)

select
    dearer.scenario,
    dearer.contract,
    dearer.indicator,
    dearer.month,
    dearer.without
from dearer
left join charged_elsewhere
    on
        dearer.scenario = charged_elsewhere.scenario
        and dearer.contract = charged_elsewhere.contract
        and dearer.indicator = charged_elsewhere.indicator
        and dearer.month = charged_elsewhere.month
where charged_elsewhere.indicator is null
