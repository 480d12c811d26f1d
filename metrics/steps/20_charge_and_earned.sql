-- charge_and_earned: what is paid before deductions, line by line: the charge, of which percentages are taken, and
-- beside it what the month earned.
select
    scenario,
    contract,
    charge_line,
    month,
    pence
from charge
union all
select
    scenario,
    contract,
    charge_line,
    month,
    pence
from earned_line
