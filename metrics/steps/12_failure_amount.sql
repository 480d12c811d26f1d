-- failure_amount: each line in money, exact: pence over a scale. The base of a percentage is the charge of the priced
-- month in whole pence, or of all months since the indicator was last measured where the contract says so.
with line_base as (
    select
        failure_line.scenario,
        failure_line.contract,
        failure_line.indicator,
        failure_line.month,
        failure_line.first_month,
        failure_line.kind,
        failure_line.line_order,
        failure_line.cost_kind,
        failure_line.cost,
        failure_line.cost_scale,
        failure_line.statement_month,
        last_charge.through_month - first_charge.through_month + first_charge.pence as base
    from failure_line
    -- Every month that is a base has its charge. Joined so, the two are looked up line by line, and the months of a
    -- contract are not paired with each other.
    left join monthly_charge as first_charge
        on
            failure_line.scenario = first_charge.scenario
            and failure_line.contract = first_charge.contract
            and failure_line.base_first_month = first_charge.month
    left join monthly_charge as last_charge
        on
            failure_line.scenario = last_charge.scenario
            and failure_line.contract = last_charge.contract
            and failure_line.base_last_month = last_charge.month
)

select
    line_base.scenario,
    line_base.contract,
    line_base.indicator,
    line_base.month,
    line_base.statement_month,
    line_base.kind,
    line_base.line_order,
    line_base.base,
    case
        when line_base.cost_kind = 'pence' then line_base.cost
        when line_base.cost_kind = 'share' then line_base.cost * line_base.base
        when term_judgement.point_kind = 'pounds' then ratcheted.ratcheted_points * term_judgement.rate
        when term_judgement.point_kind = 'percent'
            then ratcheted.ratcheted_points * term_judgement.rate * line_base.base
        else coalesce(point_percentage.rate, 0) * line_base.base
    end as amount,
    case
        when line_base.cost_kind <> 'points' then line_base.cost_scale
        when term_judgement.point_kind = 'table' then coalesce(point_percentage.rate_scale, 1)
        else term_judgement.points_scale * term_judgement.ratchet_scale * term_judgement.rate_scale
    end as amount_scale
from line_base
inner join term_judgement
    on
        line_base.scenario = term_judgement.scenario
        and line_base.contract = term_judgement.contract
        and line_base.indicator = term_judgement.indicator
        and line_base.first_month = term_judgement.first_month
left join ratcheted
    on
        line_base.scenario = ratcheted.scenario
        and line_base.contract = ratcheted.contract
        and line_base.month = ratcheted.month
        and line_base.line_order = ratcheted.line_order
left join point_percentage
    on
        line_base.scenario = point_percentage.scenario
        and line_base.contract = point_percentage.contract
        and line_base.month = point_percentage.month
        and line_base.line_order = point_percentage.line_order
