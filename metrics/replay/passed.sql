-- passed: the lines of contracts in which nothing is held back, once after each of the caps that are gone through
-- together (the_caps), and after the last of them (the_cap) for a contract that has none of these.
with after_each as (
    select
        the_caps.scenario,
        the_caps.contract,
        the_caps.cap
    from the_caps
    union
    select
        every_line.scenario,
        every_line.contract,
        the_cap.cap
    from every_line
    cross join the_cap
)

select
    every_line.scenario,
    every_line.contract,
    after_each.cap,
    every_line.month,
    every_line.charged_month,
    every_line.statement_month,
    every_line.kind,
    every_line.indicator,
    every_line.unit,
    every_line.line_order,
    every_line.pence
from every_line
inner join after_each
    on every_line.scenario = after_each.scenario and every_line.contract = after_each.contract
left join held_back
    on every_line.scenario = held_back.scenario and every_line.contract = held_back.contract
where held_back.contract is null
