-- forgone: what was decided about single deductions gives back of what all caps left of them (after_caps), in pence:
-- all above the most that stays, and then the sum that is forgone, never more than was taken.
with taken as (
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
        cast(sum(pence) as bigint) as pence
    from after_caps
    group by scenario, contract, month, charged_month, statement_month, kind, indicator, unit, line_order
)

select
    taken.scenario,
    taken.contract,
    taken.month,
    taken.charged_month,
    taken.statement_month,
    taken.kind,
    taken.indicator,
    taken.unit,
    taken.line_order,
    taken.pence as taken,
    taken.pence - greatest(least(taken.pence, decided.most) - decided.forgone, 0) as pence
from taken
inner join decided
    on
        taken.scenario = decided.scenario
        and taken.contract = decided.contract
        and taken.month = decided.month
        and taken.charged_month = decided.charged_month
        and taken.kind = decided.kind
        and taken.indicator = decided.indicator
        and taken.unit = decided.unit
