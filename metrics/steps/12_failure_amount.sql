-- failure_amount: each line in money, exact: pence over a scale. The base of a percentage is the charge of the priced
-- month in whole pence, or of all months since the indicator was last measured where the contract says so.
with line_base as (
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
        term_measurement.statement_month,
        last_charge.through_month - first_charge.through_month + first_charge.pence as base
    from failure_line
    inner join term_measurement
        on
            failure_line.scenario = term_measurement.scenario
            and failure_line.contract = term_measurement.contract
            and failure_line.indicator = term_measurement.indicator
            and failure_line.month = term_measurement.month
    inner join monthly_charge as first_charge
        on
            term_measurement.scenario = first_charge.scenario
            and term_measurement.contract = first_charge.contract
            and term_measurement.base_first_month = first_charge.month
    inner join monthly_charge as last_charge
        on
            term_measurement.scenario = last_charge.scenario
            and term_measurement.contract = last_charge.contract
            and term_measurement.base_last_month = last_charge.month
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
    case line_base.cost_kind
        when 'pence' then line_base.cost
        else line_base.cost * line_base.base
    end as amount,
    line_base.cost_scale as amount_scale
from line_base
where line_base.cost_kind <> 'points'
union all
select
    line_base.scenario,
    line_base.contract,
    line_base.indicator,
    line_base.month,
    line_base.statement_month,
    line_base.kind,
    line_base.line_order,
    line_base.base,
    case term_point.point_kind
        when 'pounds' then ratcheted.ratcheted_points * term_point.rate
        when 'percent' then ratcheted.ratcheted_points * term_point.rate * line_base.base
        else coalesce(point_percentage.rate, 0) * line_base.base
    end as amount,
    case term_point.point_kind
        when 'table' then coalesce(point_percentage.rate_scale, 1)
        else term_contract.points_scale * term_contract.ratchet_scale * term_point.rate_scale
    end as amount_scale
from line_base
inner join term_contract
    on line_base.scenario = term_contract.scenario and line_base.contract = term_contract.contract
inner join ratcheted
    on
        line_base.scenario = ratcheted.scenario
        and line_base.contract = ratcheted.contract
        and line_base.indicator = ratcheted.indicator
        and line_base.month = ratcheted.month
        and line_base.kind = ratcheted.kind
inner join term_measurement
    on
        line_base.scenario = term_measurement.scenario
        and line_base.contract = term_measurement.contract
        and line_base.indicator = term_measurement.indicator
        and line_base.month = term_measurement.month
inner join term_point
    on
        line_base.scenario = term_point.scenario
        and line_base.contract = term_point.contract
        and term_measurement.statement_month >= term_point.first_month
        and term_measurement.statement_month < term_point.end_month
left join point_percentage
    on
        line_base.scenario = point_percentage.scenario
        and line_base.contract = point_percentage.contract
        and line_base.indicator = point_percentage.indicator
        and line_base.month = point_percentage.month
        and line_base.kind = point_percentage.kind
