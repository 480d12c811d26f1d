-- For each month and dataset of a contract the accepted submission that counts: the latest one that holds the dataset.
select
    submission.period,
    receipt_holding.dataset,
    max(submission.submission) as submission
from submission
inner join receipt_holding on submission.receipt = receipt_holding.receipt
where submission.contract = $contract and submission.known_at <= $known_at
group by submission.period, receipt_holding.dataset
order by submission.period, receipt_holding.dataset;
