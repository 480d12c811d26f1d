-- merged: lines of one measured month that stand beside each other in contract order, and that the_cap and every later
-- cap treat alike, as one line. What of them passes in all is the same as line by line: a cap takes from lines in their
-- order and never looks at the size of one. before_cap is what the cap before left; lines of no indicator come last.
with cap_line as (
    select distinct
        term_cap_line.contract,
        term_cap_line.indicator,
        term_cap_line.kind,
        term_cap_line.cap,
        concat_ws(
            ' ',
            term_cap_line.cap,
            term_cap_line.cap_group,
            coalesce(term_cap_line.is_steady, -1),
            term_cap_line.is_carried,
            term_cap_line.is_owed,
            term_cap_line.expires_after,
            term_cap_line.last_month
        ) as treatment
    from term_cap_line
    cross join the_cap
    where term_cap_line.cap >= the_cap.cap
),

place as (
    select
        contract,
        indicator,
        kind,
        min(line_order) as place
    from before_cap
    group by contract, indicator, kind
),

treated as (
    select
        place.contract,
        place.indicator,
        place.kind,
        place.place,
        coalesce(string_agg(cap_line.treatment, ';' order by cap_line.cap, cap_line.treatment), '') as treatment
    from place
    left join cap_line
        on place.contract = cap_line.contract and place.indicator = cap_line.indicator and place.kind = cap_line.kind
    group by place.contract, place.indicator, place.kind, place.place
),

stretched as (
    select
        contract,
        indicator,
        kind,
        dense_rank() over (partition by contract order by treatment) as treatment,
        row_number() over (partition by contract order by place, kind)
        - row_number() over (partition by contract, treatment order by place, kind) as stretch
    from treated
)

select
    before_cap.scenario,
    before_cap.contract,
    before_cap.month,
    before_cap.charged_month,
    before_cap.statement_month,
    min_by(before_cap.kind, before_cap.line_order) as kind,
    min_by(before_cap.indicator, before_cap.line_order) as indicator,
    min_by(before_cap.unit, before_cap.line_order) as unit,
    min(before_cap.line_order) as line_order,
    cast(sum(before_cap.pence) as bigint) as pence
from before_cap
inner join stretched
    on
        before_cap.contract = stretched.contract
        and before_cap.indicator = stretched.indicator
        and before_cap.kind = stretched.kind
group by
    before_cap.scenario,
    before_cap.contract,
    before_cap.month,
    before_cap.charged_month,
    before_cap.statement_month,
    stretched.treatment,
    stretched.stretch
