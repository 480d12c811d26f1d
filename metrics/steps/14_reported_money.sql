-- reported_money: what guarantees and shares are settled on: the money reported up to and including each month in
-- which it is measured, in millionths of a pound. A running total counts by what it is above the one before it, in its
-- year or from the start. What is missing counts as the contract takes it. Where the contract takes nothing for it, a
-- later total of the same year, or from the start, has it too; until there is one, the year is unknown, and the last
-- total of a year that has ended has none. From the first figure on that is still awaited there are no rows: nothing
-- is settled on money that is known in part.
with figure as (
    select
        term_reported.scenario,
        term_reported.contract,
        term_reported.charge_line,
        term_reported.waits,
        term_reported.taken,
        data_status.month,
        data_status.data_status,
        case term_reported.reported
            when 'of each period' then data_status.month
            when 'running total of the contract year' then term_month.contract_year
            else 0
        end as total_window,
        case when data_status.data_status in ('reported', 'below minimum') then data_status.numerator end as pounds
    from term_reported
    inner join data_status
        on
            term_reported.scenario = data_status.scenario
            and term_reported.contract = data_status.contract
            and term_reported.indicator = data_status.indicator
    inner join term_month
        on
            data_status.scenario = term_month.scenario
            and data_status.contract = term_month.contract
            and data_status.month = term_month.month
),

known as (
    select
        scenario,
        contract,
        charge_line,
        month,
        pounds
        - lag(pounds, 1, 0) over (
            partition by scenario, contract, charge_line, total_window order by month
        ) as added
    from figure
    where pounds is not null
),

latest as (
    select
        scenario,
        contract,
        charge_line,
        month,
        total_window,
        max(case when pounds is not null then month else 0 end) over so_far as known_in,
        max(
            case when waits = 1 and data_status in ('missing', 'not measurable') then month else 0 end
        ) over so_far as missing_in
    from figure
    window so_far as (
        partition by scenario, contract, charge_line, total_window
        order by month rows between unbounded preceding and current row
    )
),

unknown as (
    select
        scenario,
        contract,
        charge_line,
        month,
        case when missing_in > known_in then 1 else 0 end
        - lag(case when missing_in > known_in then 1 else 0 end, 1, 0) over (
            partition by scenario, contract, charge_line, total_window order by month
        ) as added
    from latest
),

running as (
    select
        figure.scenario,
        figure.contract,
        figure.charge_line,
        figure.month,
        sum(unknown.added) over so_far as years_unknown,
        sum(
            case
                when known.added is not null then known.added
                when figure.data_status = 'nil activity' then 0
                else figure.taken
            end
        ) over so_far as total,
        max(case when figure.data_status = 'awaited' then 1 else 0 end) over so_far as is_awaited
    from figure
    inner join unknown
        on
            figure.scenario = unknown.scenario
            and figure.contract = unknown.contract
            and figure.charge_line = unknown.charge_line
            and figure.month = unknown.month
    left join known
        on
            figure.scenario = known.scenario
            and figure.contract = known.contract
            and figure.charge_line = known.charge_line
            and figure.month = known.month
    window so_far as (
        partition by figure.scenario, figure.contract, figure.charge_line
        order by figure.month rows between unbounded preceding and current row
    )
)

select
    scenario,
    contract,
    charge_line,
    month,
    cast(years_unknown as decimal(38, 0)) as years_unknown,
    cast(total as decimal(38, 0)) as total
from running
where is_awaited = 0
