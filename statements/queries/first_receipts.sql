-- When each dataset of each month first came in readable form, accepted or not: what decides lateness.
select
    receipt_holding.dataset,
    year(receipt.period) * 12 + month(receipt.period) - 1 as month,
    min(receipt.received_at) as received_at
from receipt
inner join receipt_holding on receipt.receipt = receipt_holding.receipt
left join closing on receipt.period = closing.period
where
    receipt.contract = $contract
    and receipt.known_at <= $known_at
    and receipt.outcome <> 'refused'
    and (closing.closes_at is null or receipt.known_at < closing.closes_at)
group by receipt_holding.dataset, receipt.period
order by month, receipt_holding.dataset;
