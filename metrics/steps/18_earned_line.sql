-- earned_line: every line of steps 13 to 15 as caps leave it. earned_alone is what they come to without caps, after_all
-- what all caps left of every line. What caps leave of a shortfall or pain is taken in the month that charges it. What
-- stands taken is never more than what is short by then: what is more comes back at once, so never more comes back than
-- was taken. Given back so far is therefore the most that what was taken so far has been above what was short.
with entry as (
    select
        scenario,
        contract,
        charge_line,
        month,
        pence as beside,
        0 as loss,
        0 as taken
    from earned_alone
    union all
    select
        scenario,
        contract,
        charge_line,
        month,
        pence as beside,
        pence as loss,
        0 as taken
    from limited_loss
    union all
    select
        scenario,
        contract,
        line_order - 2000000 as charge_line,
        charged_month as month,
        0 as beside,
        0 as loss,
        pence as taken
    from after_all
    where kind in ('guarantee shortfall', 'pain share')
),

of_month as (
    select
        scenario,
        contract,
        charge_line,
        month,
        sum(beside) as beside,
        sum(loss) as loss,
        sum(taken) as taken
    from entry
    group by scenario, contract, charge_line, month
),

running as (
    select
        scenario,
        contract,
        charge_line,
        month,
        beside,
        loss,
        taken,
        sum(taken) over so_far as taken_so_far,
        greatest(sum(loss) over so_far, 0) as short
    from of_month
    window so_far as (
        partition by scenario, contract, charge_line
        order by month rows between unbounded preceding and current row
    )
),

settled as (
    select
        scenario,
        contract,
        charge_line,
        month,
        beside,
        loss,
        taken,
        taken_so_far,
        short,
        greatest(max(taken_so_far - short) over (
            partition by scenario, contract, charge_line
            order by month rows between unbounded preceding and current row
        ), 0) as returned_so_far
    from running
)

select
    scenario,
    contract,
    charge_line,
    month,
    cast(loss as bigint) as loss,
    cast(taken as bigint) as taken,
    cast(
        returned_so_far - lag(returned_so_far, 1, 0) over (partition by scenario, contract, charge_line order by month)
        as bigint
    ) as returned,
    cast(taken_so_far - returned_so_far as bigint) as stands,
    cast(short as bigint) as short,
    cast(
        beside - taken + returned_so_far
        - lag(returned_so_far, 1, 0) over (partition by scenario, contract, charge_line order by month)
        as bigint
    ) as pence
from settled
