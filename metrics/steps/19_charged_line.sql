-- charged_line: the lines as all caps left them, and what is earned back as lines of less than nothing in the month
-- that gives it back.
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
from taken_line
union all
select
    scenario,
    contract,
    month,
    returned_in as charged_month,
    statement_month,
    'earn back' as kind,
    indicator,
    '' as unit,
    line_order,
    -pence as pence
from earned_back
where pence > 0
