-- When each stage of the figure of each indicator and month first came in readable form, accepted or not. A figure
-- whose stage nobody stated is provisional.
select
    receipt_holding.indicator,
    year(receipt.period) * 12 + month(receipt.period) - 1 as month,
    coalesce(receipt_holding.stage, 'provisional') as stage,
    min(receipt.received_at) as received_at
from receipt
inner join receipt_holding on receipt.receipt = receipt_holding.receipt
left join closing on receipt.period = closing.period
where
    receipt.contract = $contract
    and receipt.known_at <= $known_at
    and receipt.outcome <> 'refused'
    and receipt_holding.indicator is not null
    and (closing.closes_at is null or receipt.known_at < closing.closes_at)
group by receipt_holding.indicator, receipt.period, coalesce(receipt_holding.stage, 'provisional')
order by month, receipt_holding.indicator, stage;
