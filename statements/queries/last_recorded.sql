-- When the last of what a contract is worked out from was recorded, up to a moment: not what became of its statements.
with recorded as (
    select
        contract,
        known_at
    from contract_version
    union all
    select
        contract,
        known_at
    from submission
    union all
    select
        contract,
        known_at
    from incident
    union all
    select
        contract,
        known_at
    from index_value
    union all
    select
        contract,
        known_at
    from deduction_decision
    union all
    select
        relief.contract,
        relief_decision.known_at
    from relief_decision
    inner join relief on relief_decision.relief = relief.relief
)

select max(known_at) as recorded_at
from recorded
where contract = $contract and known_at <= $known_at
