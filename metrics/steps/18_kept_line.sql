-- kept_line: the lines as all caps left them (after_caps), less what decisions give back of them. A line of which
-- nothing is left stays, at nil.
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
    taken.pence - coalesce(forgone.pence, 0) as pence
from taken
left join forgone
    on
        taken.scenario = forgone.scenario
        and taken.contract = forgone.contract
        and taken.month = forgone.month
        and taken.charged_month = forgone.charged_month
        and taken.kind = forgone.kind
        and taken.indicator = forgone.indicator
        and taken.unit = forgone.unit
