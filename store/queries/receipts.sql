-- Receipts known by a moment, of one contract or, without one, all.
select
    receipt,
    contract,
    period,
    file_hash,
    file_name,
    received_at,
    known_at,
    person,
    outcome,
    submission
from receipt
where ($contract is null or contract = $contract) and known_at <= $as_known_on
order by receipt;
