-- net: the same where a contract carries what a month cannot bear to the next ones. net_of_month is the net of each
-- month by itself. What is carried is a running sum of what deductions are above the charge, less its lowest point so
-- far, which is never above nothing. After the last month the rest is owed or let go, as the contract says.
with running as (
    select
        net_of_month.scenario,
        net_of_month.contract,
        net_of_month.month,
        net_of_month.charge,
        net_of_month.deducted,
        term_net_carried.at_end,
        term_net_carried.last_month,
        sum(net_of_month.deducted - net_of_month.charge) over so_far as above_charge
    from net_of_month
    inner join term_net_carried
        on
            net_of_month.scenario = term_net_carried.scenario
            and net_of_month.contract = term_net_carried.contract
    window so_far as (
        partition by net_of_month.scenario, net_of_month.contract
        order by net_of_month.month rows between unbounded preceding and current row
    )
),

balance as (
    select
        scenario,
        contract,
        month,
        charge,
        deducted,
        at_end,
        last_month,
        above_charge - least(min(above_charge) over (
            partition by scenario, contract order by month rows between unbounded preceding and current row
        ), 0) as left_over
    from running
),

carried as (
    select
        scenario,
        contract,
        month,
        charge,
        deducted,
        left_over,
        lag(left_over, 1, 0) over (partition by scenario, contract order by month) as brought_forward,
        case when month = last_month then at_end else 'carried' end as goes
    from balance
)

select
    net_of_month.scenario,
    net_of_month.contract,
    net_of_month.month,
    net_of_month.charge,
    net_of_month.deducted,
    case when carried.goes = 'extinguished' then cast(carried.left_over as bigint) else net_of_month.not_recovered end
        as not_recovered,
    cast(coalesce(carried.brought_forward, 0) as bigint) as brought_forward,
    cast(case when carried.goes = 'carried' then carried.left_over else 0 end as bigint) as carried_on,
    case
        when carried.goes is null then net_of_month.net
        when carried.goes = 'owed' then cast(carried.charge - carried.deducted - carried.brought_forward as bigint)
        else cast(greatest(carried.charge - carried.deducted - carried.brought_forward, 0) as bigint)
    end as net
from net_of_month
left join carried
    on
        net_of_month.scenario = carried.scenario
        and net_of_month.contract = carried.contract
        and net_of_month.month = carried.month
