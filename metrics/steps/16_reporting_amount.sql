-- reporting_amount: what late and missing returns cost by themselves, in whole pence, stated with the month's failures.
-- A return of which some is late and some missing costs the dearer of the two. Where the amount is not additional it is
-- charged only if no indicator that the dataset feeds costs anything.
with failed as (
    select
        receipt_status.scenario,
        receipt_status.contract,
        receipt_status.month,
        receipt_status.dataset,
        receipt_status.dataset_place,
        case when term_contract.reporting_per = 'return' then 'return' else receipt_status.dataset end as unit,
        term_contract.reporting_additional,
        receipt_status.receipt_status
    from receipt_status
    inner join term_contract
        on
            receipt_status.scenario = term_contract.scenario
            and receipt_status.contract = term_contract.contract
    where receipt_status.receipt_status in ('late', 'missing') and term_contract.reporting_per <> 'none'
),

costly as (
    select distinct
        failure_amount.scenario,
        failure_amount.contract,
        failure_amount.month,
        term_indicator.dataset
    from failure_amount
    inner join term_indicator
        on
            failure_amount.scenario = term_indicator.scenario
            and failure_amount.contract = term_indicator.contract
            and failure_amount.indicator = term_indicator.indicator
    where failure_amount.amount > 0
),

charged as (
    select
        failed.scenario,
        failed.contract,
        failed.month,
        failed.unit,
        min(failed.dataset_place) as unit_place,
        min(failed.reporting_additional) as reporting_additional,
        max(case when failed.receipt_status = 'missing' then 1 else 0 end) as is_missing,
        max(case when failed.receipt_status = 'late' then 1 else 0 end) as is_late,
        max(case when costly.dataset is null then 0 else 1 end) as touches_cost
    from failed
    left join costly
        on
            failed.scenario = costly.scenario
            and failed.contract = costly.contract
            and failed.month = costly.month
            and failed.dataset = costly.dataset
    group by failed.scenario, failed.contract, failed.month, failed.unit
)

select
    charged.scenario,
    charged.contract,
    charged.month,
    charged.month + term_contract.statement_offset as statement_month,
    charged.unit,
    charged.unit_place,
    greatest(charged.is_missing * term_reporting.missing, charged.is_late * term_reporting.late) as amount
from charged
inner join term_contract
    on charged.scenario = term_contract.scenario and charged.contract = term_contract.contract
inner join term_reporting
    on
        charged.scenario = term_reporting.scenario
        and charged.contract = term_reporting.contract
        and charged.month + term_contract.statement_offset >= term_reporting.first_month
        and charged.month + term_contract.statement_offset < term_reporting.end_month
where charged.reporting_additional = 1 or charged.touches_cost = 0
