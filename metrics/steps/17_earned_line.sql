-- earned_line: every line of steps 13 to 15 in whole pence, and what of it is a loss that caps may limit. earned_amount
-- is what those steps left, exact. Where the statement is rounded as a whole, these lines come before the deductions of
-- the month: a line is the difference of the rounded running totals, its loss the last part of it; counted is what it
-- adds to the total, where there is one.
with running as (
    select
        earned_amount.scenario,
        earned_amount.contract,
        earned_amount.charge_line,
        earned_amount.month,
        earned_amount.amount * div(term_contract.money_scale, earned_amount.amount_scale) as amount,
        earned_amount.loss * div(term_contract.money_scale, earned_amount.amount_scale) as loss,
        term_contract.money_scale,
        sum(earned_amount.amount * div(term_contract.money_scale, earned_amount.amount_scale)) over (
            partition by earned_amount.scenario, earned_amount.contract, earned_amount.month
            order by earned_amount.charge_line rows between unbounded preceding and current row
        ) as amount_through
    from earned_amount
    inner join term_contract
        on
            earned_amount.scenario = term_contract.scenario
            and earned_amount.contract = term_contract.contract
            and term_contract.rounding = 'statement'
)

select
    earned_amount.scenario,
    earned_amount.contract,
    earned_amount.charge_line,
    earned_amount.month,
    half_up(earned_amount.amount, earned_amount.amount_scale) as pence,
    half_up(earned_amount.loss, earned_amount.amount_scale) as lost,
    cast(null as decimal(38, 0)) as counted
from earned_amount
inner join term_contract
    on
        earned_amount.scenario = term_contract.scenario
        and earned_amount.contract = term_contract.contract
        and term_contract.rounding = 'line'
where earned_amount.amount <> 0 or earned_amount.loss <> 0
union all
select
    scenario,
    contract,
    charge_line,
    month,
    half_up(amount_through, money_scale) - half_up(amount_through - amount, money_scale) as pence,
    half_up(amount_through + loss, money_scale) - half_up(amount_through, money_scale) as lost,
    cast(amount as decimal(38, 0)) as counted
from running
where amount <> 0 or loss <> 0
