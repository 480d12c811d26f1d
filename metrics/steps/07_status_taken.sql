-- status_taken: the data status of each measure, as it is without relief where relief is set aside. What counts
-- statuses after this step reads these.
select
    relieved.scenario,
    relieved.contract,
    relieved.indicator,
    relieved.month,
    coalesce(without_relief.data_status, relieved.data_status) as data_status
from relieved
left join relief_set_aside
    on
        relieved.scenario = relief_set_aside.scenario
        and relieved.contract = relief_set_aside.contract
        and relieved.indicator = relief_set_aside.indicator
        and relieved.month = relief_set_aside.month
left join relieved as without_relief
    on
        relief_set_aside.without = without_relief.scenario
        and relief_set_aside.contract = without_relief.contract
        and relief_set_aside.indicator = without_relief.indicator
        and relief_set_aside.month = without_relief.month
