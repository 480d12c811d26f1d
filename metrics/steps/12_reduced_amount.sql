-- failure_amount: each line in money once agreed relief has taken its share off, in hundredths of a per cent: several
-- add up to at most the whole. Points and runs are left alone.
with share_off as (
    select
        scenario,
        contract,
        indicator,
        month,
        least(sum(share), 10000) as share
    from relief_effect
    where effect = 'reduce_amount'
    group by scenario, contract, indicator, month
)

select
    amount_alone.scenario,
    amount_alone.contract,
    amount_alone.indicator,
    amount_alone.month,
    amount_alone.statement_month,
    amount_alone.kind,
    amount_alone.line_order,
    amount_alone.base,
    case
        when share_off.share is null then amount_alone.amount
        else amount_alone.amount * (10000 - share_off.share)
    end as amount,
    case when share_off.share is null then amount_alone.amount_scale else amount_alone.amount_scale * 10000 end
        as amount_scale
from amount_alone
left join share_off
    on
        amount_alone.scenario = share_off.scenario
        and amount_alone.contract = share_off.contract
        and amount_alone.indicator = share_off.indicator
        and amount_alone.month = share_off.month
