-- The relief of a contract known by a moment, each with what was last decided about it by then.
with decided as (
    select
        relief,
        max_by(decision, number) as decision,
        max_by(reference, number) as reference,
        max_by(person, number) as person,
        max_by(known_at, number) as known_at
    from relief_decision
    where known_at <= $as_known_on
    group by relief
)

select
    relief.relief,
    relief.effect,
    year(relief.first_period) * 12 + month(relief.first_period) - 1 as first_month,
    year(relief.last_period) * 12 + month(relief.last_period) - 1 as last_month,
    relief.numerator,
    relief.denominator,
    relief."percent", -- noqa: RF06
    relief.notice_day,
    relief.cause,
    relief.particulars,
    relief.person,
    (
        select list(relief_indicator.indicator order by relief_indicator.indicator)
        from relief_indicator
        where relief_indicator.relief = relief.relief
    ) as indicators,
    (
        select list(relief_row.case_key order by relief_row.case_key)
        from relief_row
        where relief_row.relief = relief.relief
    ) as case_keys,
    decided.decision,
    decided.reference,
    decided.person as decided_by,
    relief.known_at as asked_at,
    decided.known_at as decided_at
from relief
left join decided on relief.relief = decided.relief
where relief.contract = $contract and relief.known_at <= $as_known_on
order by relief.relief;
