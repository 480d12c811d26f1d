-- outcome_payment: what is paid for verified outcomes in each month, in whole pence. Deadweight comes off first; then
-- the outcomes fill the slices, within the month or on from those before, none above the whole of what is to be
-- attained. Each is worth the tariff of the month that reported it. Nothing is payable below the minimum attainment;
-- the month that reaches it pays those before it too, at their own months' tariffs. What was paid on account is set
-- off as it is earned, and what is left of it is recovered at settlement: the balance is a running sum less its lowest
-- point so far, never above nothing.
with outcome as (
    select
        term_outcome.scenario,
        term_outcome.contract,
        term_outcome.charge_line,
        term_month.month,
        term_outcome.settled,
        term_outcome.rounded_to,
        case term_outcome.slices_run
            when 'within the month' then term_month.month
            when 'through the contract year' then term_month.contract_year
            else 0
        end as outcome_window,
        case when data_status.data_status in ('reported', 'below minimum') then 1 else 0 end as is_verified,
        term_outcome.edge_scale * term_outcome.unit_factor * greatest(coalesce(data_status.numerator, 0), 0) as found,
        term_outcome.deadweight_scale
        * case
            when term_outcome.divides = 1 and data_status.denominator > 0 then data_status.denominator else 1000000
        end
            as unit,
        term_outcome.edge_scale
    from term_outcome
    inner join term_month
        on
            term_outcome.scenario = term_month.scenario
            and term_outcome.contract = term_month.contract
            and term_month.is_charged = 1
    left join data_status
        on
            term_outcome.scenario = data_status.scenario
            and term_outcome.contract = data_status.contract
            and term_outcome.indicator = data_status.indicator
            and term_month.month = data_status.month
),

sliced as (
    select
        outcome.scenario,
        outcome.contract,
        outcome.charge_line,
        outcome.month,
        outcome.settled,
        outcome.rounded_to,
        outcome.outcome_window,
        outcome.unit,
        outcome.edge_scale,
        term_outcome_slice.least * outcome.unit as least,
        term_outcome_slice.most * outcome.unit as most,
        term_outcome_slice.above * outcome.unit as above,
        term_outcome_slice.up_to * outcome.unit as up_to,
        term_outcome_slice.tariff,
        outcome.is_verified * outcome.found * term_outcome_slice.kept as counted
    from outcome
    inner join term_outcome_slice
        on
            outcome.scenario = term_outcome_slice.scenario
            and outcome.contract = term_outcome_slice.contract
            and outcome.charge_line = term_outcome_slice.charge_line
            and outcome.month >= term_outcome_slice.first_month
            and outcome.month < term_outcome_slice.end_month
),

running as (
    select
        scenario,
        contract,
        charge_line,
        month,
        settled,
        rounded_to,
        outcome_window,
        unit,
        edge_scale,
        least,
        most,
        above,
        up_to,
        tariff,
        counted,
        sum(counted) over (
            partition by scenario, contract, charge_line, outcome_window, above
            order by month rows between unbounded preceding and current row
        ) as counted_through
    from sliced
),

within_the_whole as (
    select
        scenario,
        contract,
        charge_line,
        month,
        settled,
        rounded_to,
        outcome_window,
        unit,
        edge_scale,
        above,
        up_to,
        tariff,
        counted,
        counted_through,
        case when counted_through < least then 0 else 1 end as is_reached,
        case
            when counted_through - counted > most then most else counted_through - counted
        end as number_before,
        case when counted_through > most then most else counted_through end as number_through
    from running
),

own_worth as (
    select
        scenario,
        contract,
        charge_line,
        month,
        outcome_window,
        max(settled) as settled,
        max(is_reached) as is_reached,
        max(counted) as counted,
        max(counted_through) as counted_through,
        max(number_through) as number_through,
        max(unit * edge_scale) as scale,
        max(rounded_to) as rounded_to,
        sum(
            tariff * (
                greatest(least(number_through, coalesce(up_to, number_through)), above)
                - greatest(least(number_before, coalesce(up_to, number_before)), above)
            )
        ) as amount
    from within_the_whole
    group by scenario, contract, charge_line, month, outcome_window
),

payable as (
    select
        scenario,
        contract,
        charge_line,
        month,
        outcome_window,
        settled,
        counted,
        counted_through,
        scale,
        rounded_to,
        is_reached * number_through as number_payable,
        is_reached * sum(amount) over (
            partition by scenario, contract, charge_line, outcome_window
            order by month rows between unbounded preceding and current row
        ) as amount_payable
    from own_worth
),

worth as (
    select
        scenario,
        contract,
        charge_line,
        month,
        settled,
        counted,
        counted_through,
        scale,
        rounded_to,
        number_payable - lag(number_payable, 1, 0) over (
            partition by scenario, contract, charge_line, outcome_window order by month
        ) as paid,
        amount_payable - lag(amount_payable, 1, 0) over (
            partition by scenario, contract, charge_line, outcome_window order by month
        ) as amount
    from payable
),

earned as (
    select
        worth.scenario,
        worth.contract,
        worth.charge_line,
        worth.month,
        worth.settled,
        worth.counted,
        worth.counted_through,
        worth.paid,
        worth.scale,
        half_up(worth.amount, worth.scale * worth.rounded_to) * worth.rounded_to as earned,
        case when worth.month <= worth.settled then coalesce(term_on_account.pence, 0) else 0 end as on_account
    from worth
    left join term_on_account
        on
            worth.scenario = term_on_account.scenario
            and worth.contract = term_on_account.contract
            and worth.charge_line = term_on_account.charge_line
            and worth.month = term_on_account.month
),

position as (
    select
        scenario,
        contract,
        charge_line,
        month,
        settled,
        counted,
        counted_through,
        paid,
        scale,
        earned,
        on_account,
        sum(on_account - earned) over (
            partition by scenario, contract, charge_line
            order by month rows between unbounded preceding and current row
        ) as ahead
    from earned
),

balance as (
    select
        scenario,
        contract,
        charge_line,
        month,
        settled,
        counted,
        counted_through,
        paid,
        scale,
        earned,
        on_account,
        ahead - least(min(ahead) over (
            partition by scenario, contract, charge_line
            order by month rows between unbounded preceding and current row
        ), 0) as unearned
    from position
),

set_off as (
    select
        scenario,
        contract,
        charge_line,
        month,
        settled,
        counted,
        counted_through,
        paid,
        scale,
        earned,
        on_account,
        unearned,
        lag(unearned, 1, 0) over (partition by scenario, contract, charge_line order by month)
        + on_account - unearned as taken
    from balance
)

select
    scenario,
    contract,
    charge_line,
    month,
    cast(counted as decimal(38, 0)) as counted,
    cast(counted_through as decimal(38, 0)) as counted_through,
    cast(paid as decimal(38, 0)) as paid,
    cast(scale as decimal(38, 0)) as scale,
    cast(earned as bigint) as earned,
    cast(on_account as bigint) as on_account,
    cast(case when month <= settled then taken else 0 end as bigint) as set_off,
    cast(case when month = settled then unearned else 0 end as bigint) as recovered,
    cast(
        earned + on_account
        - case when month <= settled then taken else 0 end
        - case when month = settled then unearned else 0 end as decimal(38, 0)
    ) as amount,
    cast(1 as decimal(38, 0)) as amount_scale
from set_off
