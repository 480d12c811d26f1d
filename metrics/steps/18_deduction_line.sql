-- deduction_line: what all caps left (after_all) of the deductions alone. Shortfalls and pains that they limited too
-- stand with the guarantees and shares that they are of.
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
from after_all
where kind not in ('guarantee shortfall', 'pain share')
