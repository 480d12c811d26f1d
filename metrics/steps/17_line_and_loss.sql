-- line_and_loss: every line that caps may limit: the deductions of a statement month, and after them the shortfalls and
-- pains of step 14, which belong to their own month.
select
    scenario,
    contract,
    month,
    statement_month,
    kind,
    indicator,
    unit,
    line_order,
    pence,
    statement_month as charged_month
from rounded_line
union all
select
    scenario,
    contract,
    month,
    month as statement_month,
    kind,
    0 as indicator,
    '' as unit,
    2000000 + charge_line as line_order,
    pence,
    month as charged_month
from limited_loss
where pence > 0
