-- rounded_line: every deduction of steps 1 to 16 in whole pence. Where the statement is rounded as a whole, a line is
-- the difference of the rounded running totals of its statement month in contract order. These begin with what the
-- month earns beside its charge (earned_alone), and go down from there. Late and missing returns come after the
-- indicators, in the order in which the contract file names the datasets.
with line as (
    select
        scenario,
        contract,
        month,
        statement_month,
        kind,
        indicator,
        '' as unit,
        line_order,
        amount,
        amount_scale
    from failure_amount
    where amount > 0
    union all
    select
        scenario,
        contract,
        month,
        statement_month,
        'reporting' as kind,
        0 as indicator,
        unit,
        1000000 + unit_place as line_order,
        amount,
        1 as amount_scale
    from reporting_amount
    where amount > 0
),

earned as (
    select
        scenario,
        contract,
        month,
        sum(counted) as counted
    from earned_alone
    group by scenario, contract, month
),

running as (
    select
        line.scenario,
        line.contract,
        line.month,
        line.statement_month,
        line.kind,
        line.indicator,
        line.unit,
        line.line_order,
        line.amount * div(term_contract.money_scale, line.amount_scale) as amount,
        term_contract.money_scale,
        coalesce(earned.counted, 0) - sum(line.amount * div(term_contract.money_scale, line.amount_scale)) over (
            partition by line.scenario, line.contract, line.statement_month
            order by line.line_order rows between unbounded preceding and current row
        ) as left_through
    from line
    inner join term_contract
        on
            line.scenario = term_contract.scenario
            and line.contract = term_contract.contract
            and term_contract.rounding = 'statement'
    left join earned
        on
            line.scenario = earned.scenario
            and line.contract = earned.contract
            and line.statement_month = earned.month
)

select
    line.scenario,
    line.contract,
    line.month,
    line.statement_month,
    line.kind,
    line.indicator,
    line.unit,
    line.line_order,
    half_up(line.amount, line.amount_scale) as pence
from line
inner join term_contract
    on
        line.scenario = term_contract.scenario
        and line.contract = term_contract.contract
        and term_contract.rounding = 'line'
union all
select
    scenario,
    contract,
    month,
    statement_month,
    kind,
    indicator,
    unit,
    line_order,
    half_up(left_through + amount, money_scale) - half_up(left_through, money_scale) as pence
from running
