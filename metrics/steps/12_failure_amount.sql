-- failure_amount: each line in money, exact: pence over a scale. The base of a percentage is the charge of the priced
-- month in whole pence, or of all months since the indicator was last measured where the contract says so: the whole of
-- it, or the lines that the contract names for what the failure costs. Where what a point or band costs has a rounding
-- of its own, a line is rounded so as soon as it is in money.
with priced as (
    select
        failure_line.scenario,
        failure_line.contract,
        failure_line.indicator,
        failure_line.month,
        failure_line.kind,
        failure_line.line_order,
        failure_line.cost_kind,
        failure_line.cost,
        failure_line.cost_scale,
        failure_line.statement_month,
        failure_line.base_first_month,
        failure_line.base_last_month,
        case failure_line.cost_kind
            when 'points' then term_judgement.base_of_points
            when 'share at risk' then term_judgement.base_of_share_at_risk
            else term_judgement.base_of_share
        end as charge_base,
        term_judgement.point_kind,
        term_judgement.rate,
        case failure_line.cost_kind
            when 'points' then term_judgement.points_rounded_to
            else term_judgement.costs_rounded_to
        end as rounded_to,
        term_judgement.points_scale * term_judgement.ratchet_scale * term_judgement.rate_scale as point_scale
    from failure_line
    inner join term_judgement
        on
            failure_line.scenario = term_judgement.scenario
            and failure_line.contract = term_judgement.contract
            and failure_line.indicator = term_judgement.indicator
            and failure_line.first_month = term_judgement.first_month
),

line_base as (
    select
        priced.*,
        -- A pain, a shortfall or what is recovered of outcomes may leave less than nothing to take a percentage of.
        greatest(last_charge.through_month - first_charge.through_month + first_charge.pence, 0) as base
    from priced
    -- Every month that is a base has its charge. Joined so, the two are looked up line by line, and the months of a
    -- contract are not paired with each other.
    left join monthly_charge as first_charge
        on
            priced.scenario = first_charge.scenario
            and priced.contract = first_charge.contract
            and priced.charge_base = first_charge.charge_base
            and priced.base_first_month = first_charge.month
    left join monthly_charge as last_charge
        on
            priced.scenario = last_charge.scenario
            and priced.contract = last_charge.contract
            and priced.charge_base = last_charge.charge_base
            and priced.base_last_month = last_charge.month
),

exact as (
    select
        line_base.scenario,
        line_base.contract,
        line_base.indicator,
        line_base.month,
        line_base.statement_month,
        line_base.kind,
        line_base.line_order,
        line_base.base,
        line_base.rounded_to,
        case
            when line_base.cost_kind = 'pence' then line_base.cost
            when line_base.cost_kind <> 'points' then line_base.cost * line_base.base
            when line_base.point_kind = 'pounds' then ratcheted.ratcheted_points * line_base.rate
            when line_base.point_kind = 'percent' then ratcheted.ratcheted_points * line_base.rate * line_base.base
            else coalesce(point_percentage.rate, 0) * line_base.base
        end as amount,
        case
            when line_base.cost_kind <> 'points' then line_base.cost_scale
            when line_base.point_kind = 'table' then coalesce(point_percentage.rate_scale, 1)
            else line_base.point_scale
        end as amount_scale
    from line_base
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
)

select
    scenario,
    contract,
    indicator,
    month,
    statement_month,
    kind,
    line_order,
    base,
    case when rounded_to > 0 then half_up(amount, amount_scale * rounded_to) * rounded_to else amount end as amount,
    case when rounded_to > 0 then 1 else amount_scale end as amount_scale
from exact
