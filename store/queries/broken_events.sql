-- The first event that does not follow from the one before it, if any: number, and hash as it stands.
with chained as (
    select
        sequence,
        previous_hash,
        hash,
        row_number() over (order by sequence) as place,
        lag(hash, 1, '') over (order by sequence) as hash_before,
        event_hash(sequence, "at", person, action, subject, detail, previous_hash) as hash_due -- noqa: RF06
    from event
)

select place
from chained
where sequence <> place or previous_hash <> hash_before or hash <> hash_due
order by place
limit 1;
