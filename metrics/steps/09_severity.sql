-- severity: what each measure costs once a failure that another one beat in an incident, or a gap, costs nothing. The
-- band stands; where the contract says so the month is skipped in its own run.
select
    severity_alone.scenario,
    severity_alone.contract,
    severity_alone.indicator,
    severity_alone.month,
    severity_alone.first_month,
    severity_alone.run_number,
    severity_alone.take,
    case when beaten_failure.skips_run = 1 then 'skipped' else severity_alone.run end as run,
    severity_alone.band,
    severity_alone.fails,
    severity_alone.cost_kind,
    case when beaten_failure.indicator is null then severity_alone.cost else 0 end as cost,
    severity_alone.cost_scale
from severity_alone
left join beaten_failure
    on
        severity_alone.scenario = beaten_failure.scenario
        and severity_alone.contract = beaten_failure.contract
        and severity_alone.indicator = beaten_failure.indicator
        and severity_alone.month = beaten_failure.month
