-- shared_amount: what a gain or a pain adds to the payment of each month in which it is settled, exact. The actual is
-- held against the baseline, for the months since the settlement before or for everything so far. A gain begins where
-- the contract lets it, at the baseline or beyond what is guaranteed, a pain always at the baseline. Where the money of
-- these months is known in part, nothing is settled; what a year before them came to does not matter to them. A gain
-- or a pain is shared slice by slice; a settlement of everything so far pays what it comes to above the ones before. A
-- gain that is reinvested is told and not paid. loss is what a settlement takes off for the provider's part of a pain,
-- which caps may limit; less than nothing where a pain became smaller. The authority's part of a pain is paid, and no
-- loss.
with settlement as (
    select
        term_share.scenario,
        term_share.contract,
        term_share.charge_line,
        term_share.sign,
        term_share.so_far,
        term_share.edge_scale,
        term_share.share_scale,
        term_settlement.month,
        term_settlement.baseline,
        term_settlement.guaranteed,
        reported_money.years_unknown
        - case
            when term_share.so_far = 1 then 0
            else
                lag(reported_money.years_unknown, 1, 0) over (
                    partition by term_share.scenario, term_share.contract, term_share.charge_line
                    order by term_settlement.month
                )
        end as years_unknown,
        reported_money.total
        - case
            when term_share.so_far = 1 then 0
            else
                lag(reported_money.total, 1, 0) over (
                    partition by term_share.scenario, term_share.contract, term_share.charge_line
                    order by term_settlement.month
                )
        end as actual
    from term_share
    inner join term_settlement
        on
            term_share.scenario = term_settlement.scenario
            and term_share.contract = term_settlement.contract
            and term_share.charge_line = term_settlement.charge_line
    inner join reported_money
        on
            term_settlement.scenario = reported_money.scenario
            and term_settlement.contract = reported_money.contract
            and term_settlement.charge_line = reported_money.charge_line
            and term_settlement.month = reported_money.month
),

difference as (
    select
        scenario,
        contract,
        charge_line,
        month,
        so_far,
        edge_scale,
        share_scale,
        actual,
        greatest(sign * (baseline - actual) - guaranteed, 0) as gain,
        greatest(-sign * (baseline - actual), 0) as pain
    from settlement
    where years_unknown = 0
),

sliced as (
    select
        difference.scenario,
        difference.contract,
        difference.charge_line,
        difference.month,
        difference.so_far,
        difference.edge_scale * difference.share_scale * 10000 as amount_scale,
        difference.actual,
        difference.gain,
        difference.pain,
        term_share_slice.above,
        term_share_slice.up_to,
        term_share_slice.rate,
        term_share_slice.is_paid,
        case when term_share_slice.side = 'pain' then least(term_share_slice.rate, 0) else 0 end as rate_of_loss,
        difference.edge_scale
        * case when term_share_slice.side = 'gain' then difference.gain else difference.pain end as size
    from difference
    inner join term_share_slice
        on
            difference.scenario = term_share_slice.scenario
            and difference.contract = term_share_slice.contract
            and difference.charge_line = term_share_slice.charge_line
            and difference.month = term_share_slice.month
),

position as (
    select
        scenario,
        contract,
        charge_line,
        month,
        max(so_far) as so_far,
        max(amount_scale) as amount_scale,
        max(actual) as actual,
        max(gain) as gain,
        max(pain) as pain,
        sum(is_paid * rate * greatest(least(size, coalesce(up_to, size)) - above, 0)) as due,
        sum((1 - is_paid) * rate * greatest(least(size, coalesce(up_to, size)) - above, 0)) as reinvested,
        sum(rate_of_loss * greatest(least(size, coalesce(up_to, size)) - above, 0)) as lost
    from sliced
    group by scenario, contract, charge_line, month
)

select
    scenario,
    contract,
    charge_line,
    month,
    cast(actual as decimal(38, 0)) as actual,
    cast(gain as decimal(38, 0)) as gain,
    cast(pain as decimal(38, 0)) as pain,
    cast(due as decimal(38, 0)) as due,
    cast(reinvested as decimal(38, 0)) as reinvested,
    cast(
        due - so_far * lag(due, 1, 0) over (partition by scenario, contract, charge_line order by month)
        as decimal(38, 0)
    ) as amount,
    cast(
        so_far * lag(lost, 1, 0) over (partition by scenario, contract, charge_line order by month) - lost
        as decimal(38, 0)
    ) as loss,
    cast(amount_scale as decimal(38, 0)) as amount_scale
from position
