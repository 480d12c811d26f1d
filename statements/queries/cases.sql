-- The case rows of each month's return, with where each stands: what the 20-week measure is counted from.
select
    year(submission_in_force.period) * 12 + month(submission_in_force.period) - 1 as month,
    case_row.case_type,
    datediff('day', date '0001-01-01', case_row.clock_start) + 1 as clock_start,
    case
        when date_trunc('month', case_row.plan_issued) = submission_in_force.period
            then datediff('day', date '0001-01-01', case_row.plan_issued) + 1
    end as plan_issued,
    case when case_row.exception_code is null then 0 else 1 end as has_exception,
    submission_in_force.dataset,
    case_row.submission,
    case_row.sheet_row
from case_row
inner join submission_in_force
    on case_row.submission = submission_in_force.submission and submission_in_force.dataset = 'ehc_assessments';
