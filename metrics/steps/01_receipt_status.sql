-- receipt_status: whether each dataset of each month came on time, came late, is missing or is not due yet.
-- The due moment itself is still on time. Lateness is decided once, by the first readable receipt.
select
    term_due.scenario,
    term_due.contract,
    term_due.dataset,
    term_due.dataset_place,
    term_due.month,
    first_receipt.received_at,
    case
        when first_receipt.received_at <= term_due.due_at then 'on time'
        when first_receipt.received_at is not null then 'late'
        when term_due.due_at < cut_off.known_at then 'missing'
        else 'awaited'
    end as receipt_status
from term_due
inner join cut_off
    on term_due.scenario = cut_off.scenario and term_due.contract = cut_off.contract
left join first_receipt
    on
        term_due.scenario = first_receipt.scenario
        and term_due.contract = first_receipt.contract
        and term_due.dataset = first_receipt.dataset
        and term_due.month = first_receipt.month
