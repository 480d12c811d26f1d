-- earned_line: every line of steps 13 to 15 in whole pence. earned_amount is what those steps left, exact.
select
    scenario,
    contract,
    charge_line,
    month,
    half_up(amount, amount_scale) as pence
from earned_amount
where amount <> 0
