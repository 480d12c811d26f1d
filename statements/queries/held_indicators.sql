-- Every accepted submission of a contract that holds the indicators dataset and came before its month was closed, those
-- that were replaced since among them, in the order in which they were accepted.
select
    year(submission.period) * 12 + month(submission.period) - 1 as month,
    submission.submission
from submission
left join closing on submission.period = closing.period
where
    submission.contract = $contract
    and submission.known_at <= $known_at
    and (closing.closes_at is null or submission.known_at < closing.closes_at)
    and exists (
        select 1
        from submission_column
        where submission_column.submission = submission.submission and submission_column.dataset = 'indicators'
    )
order by submission.submission;
