-- A contract's submissions known by a moment, each with the hash and arrival of its file.
select
    submission.submission,
    submission.receipt,
    submission.contract,
    submission.period,
    submission.template_version,
    submission.supersedes,
    submission.reason,
    submission.known_at,
    receipt.file_hash,
    receipt.received_at
from submission
inner join receipt on submission.receipt = receipt.receipt
where submission.contract = $contract and submission.known_at <= $as_known_on
order by submission.submission;
