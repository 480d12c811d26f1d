-- unit_price_amount: what is paid by volume in each month, exact: minimum and maximum first, then slice by slice,
-- within the month or on from the volumes of its contract year so far, at the prices of the month. A volume that is
-- still awaited is no line yet. Volumes are in millionths times the line's own scale.
with volume as (
    select
        term_unit_price.scenario,
        term_unit_price.contract,
        term_unit_price.charge_line,
        term_unit_price.volume_scale,
        data_status.month,
        case when term_unit_price.through_year = 1 then term_month.contract_year else data_status.month end
            as volume_window,
        case
            when data_status.data_status in ('reported', 'below minimum')
                then data_status.numerator * term_unit_price.volume_scale
            when data_status.data_status = 'nil activity' or term_unit_price.takes_minimum = 1 then 0
        end as returned
    from term_unit_price
    inner join data_status
        on
            term_unit_price.scenario = data_status.scenario
            and term_unit_price.contract = data_status.contract
            and term_unit_price.indicator = data_status.indicator
    inner join term_month
        on
            data_status.scenario = term_month.scenario
            and data_status.contract = term_month.contract
            and data_status.month = term_month.month
    where data_status.data_status <> 'awaited'
),

priced as (
    select
        volume.scenario,
        volume.contract,
        volume.charge_line,
        volume.volume_scale,
        volume.month,
        volume.volume_window,
        term_unit_slice.above,
        term_unit_slice.up_to,
        term_unit_slice.price,
        case
            when volume.returned is null then 0
            when volume.returned < coalesce(term_unit_slice.minimum, 0) then coalesce(term_unit_slice.minimum, 0)
            when volume.returned > term_unit_slice.maximum then term_unit_slice.maximum
            else volume.returned
        end as units
    from volume
    inner join term_unit_slice
        on
            volume.scenario = term_unit_slice.scenario
            and volume.contract = term_unit_slice.contract
            and volume.charge_line = term_unit_slice.charge_line
            and volume.month >= term_unit_slice.first_month
            and volume.month < term_unit_slice.end_month
),

running as (
    select
        scenario,
        contract,
        charge_line,
        volume_scale,
        month,
        above,
        up_to,
        price,
        units,
        sum(units) over (
            partition by scenario, contract, charge_line, volume_window, above
            order by month rows between unbounded preceding and current row
        ) as units_through
    from priced
)

select
    scenario,
    contract,
    charge_line,
    month,
    cast(max(units) as decimal(38, 0)) as units,
    cast(max(units_through) as decimal(38, 0)) as units_through,
    cast(sum(
        price * (
            greatest(least(units_through, coalesce(up_to, units_through)), above)
            - greatest(least(units_through - units, coalesce(up_to, units_through - units)), above)
        )
    ) as decimal(38, 0)) as amount,
    cast(max(volume_scale) * 1000000 as decimal(38, 0)) as amount_scale
from running
group by scenario, contract, charge_line, month
