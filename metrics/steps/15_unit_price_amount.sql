-- unit_price_amount: what is paid by volume in each month, exact: minimum and maximum first, then slice by slice,
-- within the month or on from the volumes of its contract year so far, at the prices of the month. The limits are a
-- month's or a contract year's: then a month counts for what it adds to the year up to the maximum, and the year's last
-- month for what is short of the minimum too. A volume that is still awaited is no line yet. A line may be rounded by
-- itself, here. Volumes are in millionths times the line's own scale.
with year_end as (
    select
        scenario,
        contract,
        contract_year,
        max(month) as month
    from term_month
    where is_charged = 1
    group by scenario, contract, contract_year
),

volume as (
    select
        term_unit_price.scenario,
        term_unit_price.contract,
        term_unit_price.charge_line,
        term_unit_price.volume_scale,
        term_unit_price.limits_year,
        data_status.month,
        term_month.contract_year,
        year_end.month as last_month,
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
    inner join year_end
        on
            term_month.scenario = year_end.scenario
            and term_month.contract = year_end.contract
            and term_month.contract_year = year_end.contract_year
    where data_status.data_status <> 'awaited'
),

sliced as (
    select
        volume.scenario,
        volume.contract,
        volume.charge_line,
        volume.volume_scale,
        volume.limits_year,
        volume.month,
        volume.contract_year,
        volume.last_month,
        volume.volume_window,
        volume.returned,
        term_unit_slice.above,
        term_unit_slice.up_to,
        term_unit_slice.price,
        term_unit_slice.minimum,
        term_unit_slice.maximum,
        sum(greatest(volume.returned, 0)) over (
            partition by
                volume.scenario, volume.contract, volume.charge_line, volume.contract_year, term_unit_slice.above
            order by volume.month rows between unbounded preceding and current row
        ) as year_returned
    from volume
    inner join term_unit_slice
        on
            volume.scenario = term_unit_slice.scenario
            and volume.contract = term_unit_slice.contract
            and volume.charge_line = term_unit_slice.charge_line
            and volume.month >= term_unit_slice.first_month
            and volume.month < term_unit_slice.end_month
),

limited as (
    select
        scenario,
        contract,
        charge_line,
        volume_scale,
        limits_year,
        month,
        contract_year,
        last_month,
        volume_window,
        returned,
        above,
        up_to,
        price,
        minimum,
        maximum,
        case when year_returned > maximum then maximum else year_returned end as year_through
    from sliced
),

priced as (
    select
        scenario,
        contract,
        charge_line,
        volume_scale,
        month,
        volume_window,
        above,
        up_to,
        price,
        case
            when limits_year = 1
                then
                    case when month = last_month and year_through < minimum then minimum else year_through end
                    - lag(year_through, 1, 0) over (
                        partition by scenario, contract, charge_line, contract_year, above order by month
                    )
            when returned is null then 0
            when returned < coalesce(minimum, 0) then coalesce(minimum, 0)
            when returned > maximum then maximum
            else returned
        end as units
    from limited
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
),

worth as (
    select
        scenario,
        contract,
        charge_line,
        month,
        max(units) as units,
        max(units_through) as units_through,
        sum(
            price * (
                greatest(least(units_through, coalesce(up_to, units_through)), above)
                - greatest(least(units_through - units, coalesce(up_to, units_through - units)), above)
            )
        ) as amount,
        max(volume_scale) * 1000000 as amount_scale
    from running
    group by scenario, contract, charge_line, month
)

select
    worth.scenario,
    worth.contract,
    worth.charge_line,
    worth.month,
    cast(worth.units as decimal(38, 0)) as units,
    cast(worth.units_through as decimal(38, 0)) as units_through,
    cast(
        case
            when term_unit_price.rounded_to > 0
                then
                    half_up(worth.amount, worth.amount_scale * term_unit_price.rounded_to)
                    * term_unit_price.rounded_to
                    * worth.amount_scale
            else worth.amount
        end as decimal(38, 0)
    ) as amount,
    cast(worth.amount_scale as decimal(38, 0)) as amount_scale
from worth
inner join term_unit_price
    on
        worth.scenario = term_unit_price.scenario
        and worth.contract = term_unit_price.contract
        and worth.charge_line = term_unit_price.charge_line
