-- figure_taken: the figure of each measure and the status it was returned in, before months are pooled or excused: as
-- it is without relief where relief is set aside. What is paid by figures reads these.
select
    data_status.scenario,
    data_status.contract,
    data_status.indicator,
    data_status.month,
    case when without_relief.indicator is null then data_status.numerator else without_relief.numerator end
        as numerator,
    case when without_relief.indicator is null then data_status.denominator else without_relief.denominator end
        as denominator,
    coalesce(without_relief.data_status, data_status.data_status) as data_status
from data_status
left join relief_set_aside
    on
        data_status.scenario = relief_set_aside.scenario
        and data_status.contract = relief_set_aside.contract
        and data_status.indicator = relief_set_aside.indicator
        and data_status.month = relief_set_aside.month
left join data_status as without_relief
    on
        relief_set_aside.without = without_relief.scenario
        and relief_set_aside.contract = without_relief.contract
        and relief_set_aside.indicator = without_relief.indicator
        and relief_set_aside.month = without_relief.month
