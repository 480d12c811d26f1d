-- rolling_line: what is left of each line after one cap on any twelve months: a month's limit less what the eleven
-- months before it were charged. before_cap is what the cap before left, the_cap the number of this one; lines that
-- it does not limit pass. Later lines in contract order lose first; what is carried comes before the month's own
-- lines, oldest first. The months are gone through one after the other; each line keeps what its group was charged in
-- the last eleven.
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
        term_cap_line.expires_after
    from before_cap
    cross join the_cap
    left join term_cap_line
        on
            before_cap.scenario = term_cap_line.scenario
            and before_cap.contract = term_cap_line.contract
            and before_cap.indicator = term_cap_line.indicator
            and before_cap.kind = term_cap_line.kind
            and the_cap.cap = term_cap_line.cap
            and term_cap_line.is_steady is null
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
        cast(min(limited.charged_month) over (
            partition by limited.scenario, limited.contract, limited.cap_group
        ) - 1 as int) as at_month,
        cast(limited.pence as bigint) as waiting,
        cast(0 as bigint) as taken,
        cast(0 as bigint) as used_1,
        cast(0 as bigint) as used_2,
        cast(0 as bigint) as used_3,
        cast(0 as bigint) as used_4,
        cast(0 as bigint) as used_5,
        cast(0 as bigint) as used_6,
        cast(0 as bigint) as used_7,
        cast(0 as bigint) as used_8,
        cast(0 as bigint) as used_9,
        cast(0 as bigint) as used_10,
        cast(0 as bigint) as used_11
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
        offered.at_month,
        cast(
            offered.waiting
            - least(offered.offered_through, offered.room)
            + least(offered.offered_through - offered.offered, offered.room) as bigint
        ) as waiting,
        cast(
            least(offered.offered_through, offered.room)
            - least(offered.offered_through - offered.offered, offered.room) as bigint
        ) as taken,
        cast(least(offered.offered_in_all, offered.room) as bigint) as used_1,
        offered.used_1 as used_2,
        offered.used_2 as used_3,
        offered.used_3 as used_4,
        offered.used_4 as used_5,
        offered.used_5 as used_6,
        offered.used_6 as used_7,
        offered.used_7 as used_8,
        offered.used_8 as used_9,
        offered.used_9 as used_10,
        offered.used_10 as used_11
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
            turn.at_month,
            turn.waiting,
            turn.offered,
            turn.used_1,
            turn.used_2,
            turn.used_3,
            turn.used_4,
            turn.used_5,
            turn.used_6,
            turn.used_7,
            turn.used_8,
            turn.used_9,
            turn.used_10,
            greatest(
                turn.limit_pence
                - turn.used_1
                - turn.used_2
                - turn.used_3
                - turn.used_4
                - turn.used_5
                - turn.used_6
                - turn.used_7
                - turn.used_8
                - turn.used_9
                - turn.used_10
                - turn.used_11,
                0
            ) as room,
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
                queue.waiting,
                queue.used_1,
                queue.used_2,
                queue.used_3,
                queue.used_4,
                queue.used_5,
                queue.used_6,
                queue.used_7,
                queue.used_8,
                queue.used_9,
                queue.used_10,
                queue.used_11,
                cap_limit.month as at_month,
                cap_limit.limit_pence,
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
