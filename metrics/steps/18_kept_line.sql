-- kept_line: the lines as all caps left them (after_caps), less what decisions give back of them (forgone). A line of
-- which nothing is left stays, at nil.
select
    entry.scenario,
    entry.contract,
    entry.month,
    entry.charged_month,
    entry.statement_month,
    entry.kind,
    entry.indicator,
    entry.unit,
    entry.line_order,
    cast(sum(entry.pence) as bigint) as pence
from (
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
        pence
    from after_caps
    union all
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
        -pence as pence
    from forgone
) as entry
group by
    entry.scenario,
    entry.contract,
    entry.month,
    entry.charged_month,
    entry.statement_month,
    entry.kind,
    entry.indicator,
    entry.unit,
    entry.line_order
