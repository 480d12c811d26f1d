-- relief_set_aside: the measures that relief would make dearer at this step than they are without it, in the scenario
-- in which nobody decided any. For these the figure without relief is used.
select
    with_relief.scenario,
    with_relief.contract,
    with_relief.indicator,
    with_relief.month,
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
