-- When each dataset of each month, and in it the figure of each indicator, first came in readable form, accepted or
-- not: what decides lateness. A dataset is in force where a submission that counts holds it.
select
    receipt_holding.dataset,
    receipt_holding.indicator,
    year(receipt.period) * 12 + month(receipt.period) - 1 as month,
    submission_in_force.submission is not null as is_in_force,
    min(receipt.received_at) as received_at
from receipt
inner join receipt_holding on receipt.receipt = receipt_holding.receipt
left join closing on receipt.period = closing.period
left join submission_in_force
    on receipt.period = submission_in_force.period and receipt_holding.dataset = submission_in_force.dataset
where
    receipt.contract = $contract
    and receipt.known_at <= $known_at
    and receipt.outcome <> 'refused'
    and (closing.closes_at is null or receipt.known_at < closing.closes_at)
group by receipt_holding.dataset, receipt_holding.indicator, receipt.period, submission_in_force.submission
order by month, receipt_holding.dataset, receipt_holding.indicator;
