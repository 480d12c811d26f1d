-- For each month and dataset of a contract the accepted submission that counts: the latest one that holds the dataset
-- and came before the month was closed (closing).
select
    submission.period,
    submission_column.dataset,
    max(submission.submission) as submission
from submission
inner join submission_column on submission.submission = submission_column.submission
left join closing on submission.period = closing.period
where
    submission.contract = $contract
    and submission.known_at <= $known_at
    and (closing.closes_at is null or submission.known_at < closing.closes_at)
group by submission.period, submission_column.dataset
order by submission.period, submission_column.dataset;
