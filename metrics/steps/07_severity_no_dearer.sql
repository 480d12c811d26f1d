-- severity: what each measure costs with the relief that somebody decided, or without it where relief would be dearer.
select
    severity_relieved.scenario,
    severity_relieved.contract,
    severity_relieved.indicator,
    severity_relieved.month,
    severity_relieved.first_month,
    severity_relieved.run_number,
    coalesce(without_relief.take, severity_relieved.take) as take,
    coalesce(without_relief.run, severity_relieved.run) as run,
    case when without_relief.indicator is null then severity_relieved.band else without_relief.band end as band,
    coalesce(without_relief.fails, severity_relieved.fails) as fails,
    coalesce(without_relief.cost_kind, severity_relieved.cost_kind) as cost_kind,
    coalesce(without_relief.cost, severity_relieved.cost) as cost,
    coalesce(without_relief.cost_scale, severity_relieved.cost_scale) as cost_scale
from severity_relieved
left join relief_set_aside
    on
        severity_relieved.scenario = relief_set_aside.scenario
        and severity_relieved.contract = relief_set_aside.contract
        and severity_relieved.indicator = relief_set_aside.indicator
        and severity_relieved.month = relief_set_aside.month
left join severity_relieved as without_relief
    on
        relief_set_aside.without = without_relief.scenario
        and relief_set_aside.contract = without_relief.contract
        and relief_set_aside.indicator = without_relief.indicator
        and relief_set_aside.month = without_relief.month
