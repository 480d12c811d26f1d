-- capped_line: what is left of each line after one cap whose limit is steady within its month or year and whose excess
-- is lost. before_cap is what the cap before left, the_cap the number of this one; lines that it does not limit pass.
-- Within a cap later lines in contract order lose first; what was brought forward comes before the month's own.
with limited as (
    select
        before_cap.scenario,
        before_cap.contract,
        before_cap.month,
        before_cap.charged_month,
        before_cap.statement_month,
        before_cap.kind,
        before_cap.indicator,
        before_cap.unit,
        before_cap.line_order,
        before_cap.pence,
        cap_limit.limit_pence,
        sum(before_cap.pence) over (
            partition by
                before_cap.scenario, before_cap.contract, term_cap_line.cap_group, cap_limit.cap_window
            order by
                before_cap.charged_month, before_cap.statement_month, before_cap.month, before_cap.line_order
            rows between unbounded preceding and current row
        ) as pence_through
    from before_cap
    cross join the_cap
    left join term_cap_line
        on
            before_cap.scenario = term_cap_line.scenario
            and before_cap.contract = term_cap_line.contract
            and before_cap.indicator = term_cap_line.indicator
            and before_cap.kind = term_cap_line.kind
            and the_cap.cap = term_cap_line.cap
            and term_cap_line.is_steady = 1
    left join cap_limit
        on
            term_cap_line.scenario = cap_limit.scenario
            and term_cap_line.contract = cap_limit.contract
            and term_cap_line.cap = cap_limit.cap
            and before_cap.charged_month = cap_limit.month
)

select
    scenario,
    contract,
    month,
    charged_month,
    statement_month,
    kind,
    indicator,
    unit,
    line_order,
    case
        when limit_pence is null then pence
        else cast(least(pence_through, limit_pence) - least(pence_through - pence, limit_pence) as bigint)
    end as pence
from limited
where limit_pence is null or pence_through - pence < limit_pence
