-- The versions of a contract file known by a moment, oldest first.
select
    version,
    digest,
    source,
    known_at,
    person
from contract_version
where contract = $contract and known_at <= $as_known_on
order by version;
