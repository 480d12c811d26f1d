-- carried_line: what is left of each line after one cap whose excess is carried, or whose limit moves within its year.
-- before_cap is what the cap before left, the_cap the number of this one; lines that it does not limit pass.
-- Within a cap later lines in contract order lose first. A carried amount keeps its month of origin and comes, oldest
-- first, before the month's own lines, for as many months after its own as the contract says; in the last of them what
-- is left may be owed, whatever the limit. The months are gone through one after the other.
with recursive limited as (
    select
        before_cap.scenario,
        before_cap.contract,
        before_cap.month,
        before_cap.charged_month,
        before_cap.statement_month,
        before_cap.kind,
        before_cap.indicator,
        before_cap.unit,
        before_cap.line_order,
        before_cap.pence,
        term_cap_line.cap,
        term_cap_line.cap_group,
        term_cap_line.is_carried,
        term_cap_line.expires_after,
        case
            when term_cap_line.is_owed = 1
                then least(before_cap.statement_month + term_cap_line.expires_after, term_cap_line.last_month)
        end as owed_from
    from before_cap
    cross join the_cap
    left join term_cap_line
        on
            before_cap.scenario = term_cap_line.scenario
            and before_cap.contract = term_cap_line.contract
            and before_cap.indicator = term_cap_line.indicator
            and before_cap.kind = term_cap_line.kind
            and the_cap.cap = term_cap_line.cap
            and term_cap_line.is_steady = 0
),

queue as (
    select
        limited.scenario,
        limited.contract,
        limited.month,
        limited.charged_month as arrives_in,
        limited.statement_month,
        limited.kind,
        limited.indicator,
        limited.unit,
        limited.line_order,
        limited.cap,
        limited.cap_group,
        limited.is_carried,
        limited.expires_after,
        limited.owed_from,
        cast(min(limited.charged_month) over (
            partition by limited.scenario, limited.contract, limited.cap_group
        ) - 1 as int) as at_month,
        cast(limited.pence as bigint) as waiting,
        cast(0 as bigint) as taken,
        cast(0 as bigint) as used_in_window,
        cast(-1 as int) as cap_window
    from limited
    where limited.cap is not null

    union all

    select
        offered.scenario,
        offered.contract,
        offered.month,
        offered.arrives_in,
        offered.statement_month,
        offered.kind,
        offered.indicator,
        offered.unit,
        offered.line_order,
        offered.cap,
        offered.cap_group,
        offered.is_carried,
        offered.expires_after,
        offered.owed_from,
        offered.at_month,
        cast(offered.waiting - case
            when offered.at_month >= offered.owed_from then offered.offered
            else
                least(offered.offered_through, offered.room)
                - least(offered.offered_through - offered.offered, offered.room)
        end as bigint) as waiting,
        cast(case
            when offered.at_month >= offered.owed_from then offered.offered
            else
                least(offered.offered_through, offered.room)
                - least(offered.offered_through - offered.offered, offered.room)
        end as bigint) as taken,
        cast(offered.used_before + least(offered.offered_in_all, offered.room) as bigint) as used_in_window,
        cast(offered.cap_window as int) as cap_window
    from (
        select
            turn.scenario,
            turn.contract,
            turn.month,
            turn.arrives_in,
            turn.statement_month,
            turn.kind,
            turn.indicator,
            turn.unit,
            turn.line_order,
            turn.cap,
            turn.cap_group,
            turn.is_carried,
            turn.expires_after,
            turn.owed_from,
            turn.at_month,
            turn.waiting,
            turn.offered,
            turn.cap_window,
            turn.used_before,
            greatest(turn.limit_pence - turn.used_before, 0) as room,
            sum(turn.offered) over (
                partition by turn.scenario, turn.contract, turn.cap_group
                order by turn.statement_month, turn.month, turn.line_order, turn.arrives_in
                rows between unbounded preceding and current row
            ) as offered_through,
            sum(turn.offered) over (
                partition by turn.scenario, turn.contract, turn.cap_group
            ) as offered_in_all
        from (
            select
                queue.scenario,
                queue.contract,
                queue.month,
                queue.arrives_in,
                queue.statement_month,
                queue.kind,
                queue.indicator,
                queue.unit,
                queue.line_order,
                queue.cap,
                queue.cap_group,
                queue.is_carried,
                queue.expires_after,
                queue.owed_from,
                queue.waiting,
                cap_limit.month as at_month,
                cap_limit.cap_window,
                cap_limit.limit_pence,
                case when cap_limit.cap_window = queue.cap_window then queue.used_in_window else 0 end as used_before,
                case
                    when queue.arrives_in = cap_limit.month then queue.waiting
                    when
                        queue.is_carried = 1
                        and queue.arrives_in < cap_limit.month
                        and queue.statement_month + queue.expires_after >= cap_limit.month
                        then queue.waiting
                    else 0
                end as offered
            from queue
            inner join cap_limit
                on
                    queue.scenario = cap_limit.scenario
                    and queue.contract = cap_limit.contract
                    and queue.cap = cap_limit.cap
                    and queue.at_month + 1 = cap_limit.month
        ) as turn
    ) as offered
)

select
    scenario,
    contract,
    month,
    charged_month,
    statement_month,
    kind,
    indicator,
    unit,
    line_order,
    pence
from limited
where cap is null
union all
select
    scenario,
    contract,
    month,
    at_month as charged_month,
    statement_month,
    kind,
    indicator,
    unit,
    line_order,
    taken as pence
from queue
where taken > 0
