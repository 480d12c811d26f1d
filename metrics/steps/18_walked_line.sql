-- walked_line: what each of some caps leaves of each line, month by month: caps on the whole contract that look back at
-- what was deducted, which no cap knows before the last has left it. before_cap is what the caps before left, the_cap
-- the last of those that are gone through together in a contract; a contract in which none ends here keeps its lines.
-- A line stands before a cap (place), or has passed all of them. Each turn is one cap in one month. Later lines in
-- contract order lose first; what is carried keeps its month of origin and comes, oldest first, before the month's own
-- lines, for as many months after its own as the contract says. In the last of these what is left may be owed.
-- A cap on any twelve months counts what all caps left in the eleven months before; a yearly one counts what it let
-- through itself, in an account that is a row of its own. Off both goes what decisions gave back in earlier months, and
-- what was earned back in them where that restores room. So lines that passed stand for twelve months more: the year
-- whose last failures are stated in the month after it has thirteen statements.
with recursive walk_cap as (
    select
        term_cap.scenario,
        term_cap.contract,
        term_cap.cap,
        term_cap.per,
        term_cap.walk_first,
        term_cap.walk_last
    from term_cap
    inner join the_cap on term_cap.walk_last = the_cap.cap
),

first_month as (
    select
        before_cap.scenario,
        before_cap.contract,
        min(before_cap.charged_month) as month
    from before_cap
    group by before_cap.scenario, before_cap.contract
),

begun as (
    select
        before_cap.scenario,
        before_cap.contract,
        before_cap.month,
        before_cap.statement_month,
        before_cap.kind,
        before_cap.indicator,
        before_cap.unit,
        before_cap.line_order,
        before_cap.charged_month as arrives_in,
        walk_cap.walk_first as place,
        before_cap.pence,
        walk_cap.walk_first,
        walk_cap.walk_last,
        first_month.month - 1 as at_month
    from before_cap
    inner join walk_cap
        on
            before_cap.scenario = walk_cap.scenario
            and before_cap.contract = walk_cap.contract
            and walk_cap.cap = walk_cap.walk_last
    inner join first_month
        on before_cap.scenario = first_month.scenario and before_cap.contract = first_month.contract
    union all
    select
        walk_cap.scenario,
        walk_cap.contract,
        0 as month,
        0 as statement_month,
        'account' as kind,
        0 as indicator,
        '' as unit,
        0 as line_order,
        -1 as arrives_in,
        walk_cap.cap as place,
        0 as pence,
        walk_cap.walk_first,
        walk_cap.walk_last,
        first_month.month - 1 as at_month
    from walk_cap
    inner join first_month
        on walk_cap.scenario = first_month.scenario and walk_cap.contract = first_month.contract
    where walk_cap.per = 'contract year'
),

-- What of a line passes a cap, or stands elsewhere, and what is left before it.
side as (
    select 0 as is_left
    union all
    select 1 as is_left
),

walk as (
    select
        scenario,
        contract,
        month,
        statement_month,
        kind,
        indicator,
        unit,
        line_order,
        cast(arrives_in as int) as arrives_in,
        cast(place as int) as place,
        cast(pence as bigint) as pence,
        cast(0 as bigint) as passed,
        walk_first,
        walk_last,
        cast(at_month as int) as at_month,
        walk_last as at_cap
    from begun

    union all

    select
        taking.scenario,
        taking.contract,
        taking.month,
        taking.statement_month,
        taking.kind,
        taking.indicator,
        taking.unit,
        taking.line_order,
        cast(case
            when taking.kind = 'account' and taking.place = taking.at_cap then taking.cap_window
            when taking.stands_here = 1 and side.is_left = 0 then taking.at_month
            else taking.arrives_in
        end as int) as arrives_in,
        cast(taking.place + case when taking.stands_here = 1 and side.is_left = 0 then 1 else 0 end as int) as place,
        cast(case
            when taking.kind = 'account' and taking.place = taking.at_cap
                then taking.counts + least(taking.offered_in_all, taking.room)
            when taking.stands_here = 0 then taking.pence
            when side.is_left = 0 then taking.taken
            else taking.pence - taking.taken
        end as bigint) as pence,
        cast(case when taking.stands_here = 1 and side.is_left = 0 then taking.taken else 0 end as bigint) as passed,
        taking.walk_first,
        taking.walk_last,
        taking.at_month,
        taking.at_cap
    from (
        select
            queued.*,
            case
                when
                    queued.is_limited = 0
                    or (queued.is_owed = 1 and queued.at_month >= queued.last_chance)
                    then queued.offered
                else
                    least(queued.offered_through, queued.room)
                    - least(queued.offered_through - queued.offered, queued.room)
            end as taken
        from (
            select
                turn.*,
                greatest(
                    turn.limit_pence
                    - sum(turn.counts) over (partition by turn.scenario, turn.contract, turn.is_limited),
                    0
                ) as room,
                sum(turn.offered) over (
                    partition by turn.scenario, turn.contract, turn.is_limited
                ) as offered_in_all,
                sum(turn.offered) over (
                    partition by turn.scenario, turn.contract, turn.is_limited
                    order by turn.statement_month, turn.month, turn.line_order, turn.arrives_in
                    rows between unbounded preceding and current row
                ) as offered_through
            from (
                select
                    looked_up.*,
                    case
                        when looked_up.stands_here = 0 or looked_up.arrives_in > looked_up.at_month then 0
                        else looked_up.pence
                    end as offered,
                    case
                        when looked_up.kind = 'account'
                            then
                                case
                                    when
                                        looked_up.place = looked_up.at_cap
                                        and looked_up.arrives_in = looked_up.cap_window
                                        then looked_up.pence
                                    else 0
                                end
                        when looked_up.place <= looked_up.walk_last then 0
                        when looked_up.per = 'rolling twelve months'
                            then
                                case
                                    when looked_up.arrives_in + 12 > looked_up.at_month
                                        then looked_up.kept - looked_up.returned
                                    else 0
                                end
                        when looked_up.contract_year = looked_up.cap_window
                            then looked_up.kept - looked_up.returned - looked_up.pence
                        else 0
                    end as counts
                from (
                    select
                        kept_line.*,
                        coalesce(half_up(kept_line.kept * kept_line.share, kept_line.share_scale), 0) as returned
                    from (
                        select
                            standing.*,
                            cap_limit.cap_window,
                            cap_limit.limit_pence,
                            term_cap.per,
                            term_cap_line.is_carried,
                            term_cap_line.is_owed,
                            term_month.contract_year,
                            case
                                when standing.kind = 'account' and standing.place = standing.at_cap then 1
                                when term_cap_line.cap is null then 0
                                else 1
                            end as is_limited,
                            least(
                                standing.statement_month + term_cap_line.expires_after, term_cap_line.last_month
                            ) as last_chance,
                            case
                                when standing.place = standing.at_cap and standing.kind <> 'account' then 1 else 0
                            end as stands_here,
                            greatest(
                                least(standing.pence, coalesce(decided.most, standing.pence))
                                - coalesce(decided.forgone, 0),
                                0
                            ) as kept,
                            put_right.share,
                            put_right.share_scale
                        from (
                            select
                                walk.scenario,
                                walk.contract,
                                walk.month,
                                walk.statement_month,
                                walk.kind,
                                walk.indicator,
                                walk.unit,
                                walk.line_order,
                                walk.arrives_in,
                                walk.place,
                                walk.walk_first,
                                walk.walk_last,
                                case when walk.at_cap = walk.walk_last then walk.at_month + 1 else walk.at_month end
                                    as at_month,
                                case when walk.at_cap = walk.walk_last then walk.walk_first else walk.at_cap + 1 end
                                    as at_cap,
                                sum(walk.pence) as pence
                            from walk
                            group by
                                walk.scenario,
                                walk.contract,
                                walk.month,
                                walk.statement_month,
                                walk.kind,
                                walk.indicator,
                                walk.unit,
                                walk.line_order,
                                walk.arrives_in,
                                walk.place,
                                walk.walk_first,
                                walk.walk_last,
                                walk.at_month,
                                walk.at_cap
                        ) as standing
                        inner join cap_limit
                            on
                                standing.scenario = cap_limit.scenario
                                and standing.contract = cap_limit.contract
                                and standing.at_cap = cap_limit.cap
                                and standing.at_month = cap_limit.month
                        inner join term_cap
                            on
                                cap_limit.scenario = term_cap.scenario
                                and cap_limit.contract = term_cap.contract
                                and cap_limit.cap = term_cap.cap
                        left join term_cap_line
                            on
                                standing.scenario = term_cap_line.scenario
                                and standing.contract = term_cap_line.contract
                                and standing.at_cap = term_cap_line.cap
                                and standing.indicator = term_cap_line.indicator
                                and standing.kind = term_cap_line.kind
                        left join term_month
                            on
                                standing.scenario = term_month.scenario
                                and standing.contract = term_month.contract
                                and standing.arrives_in = term_month.month
                        left join decided
                            on
                                standing.scenario = decided.scenario
                                and standing.contract = decided.contract
                                and standing.arrives_in = decided.charged_month
                                and standing.month = decided.month
                                and standing.kind = decided.kind
                                and standing.indicator = decided.indicator
                                and standing.unit = decided.unit
                        left join put_right
                            on
                                standing.scenario = put_right.scenario
                                and standing.contract = put_right.contract
                                and standing.indicator = put_right.indicator
                                and standing.kind = put_right.kind
                                and standing.arrives_in = put_right.taken_in
                                and standing.at_month > put_right.returned_in
                                and put_right.restores_headroom = 1
                    ) as kept_line
                ) as looked_up
            ) as turn
        ) as queued
    ) as taking
    cross join side
    where
        (side.is_left = 0 and taking.stands_here = 1 and taking.taken > 0)
        or (
            side.is_left = 0
            and taking.stands_here = 0
            and (taking.place <= taking.walk_last or taking.arrives_in + 12 >= taking.at_month)
        )
        or (
            side.is_left = 1
            and taking.stands_here = 1
            and taking.taken < taking.pence
            and (
                taking.arrives_in > taking.at_month
                or (taking.is_carried = 1 and taking.last_chance > taking.at_month)
            )
        )
)

select
    scenario,
    contract,
    at_cap as cap,
    month,
    at_month as charged_month,
    statement_month,
    kind,
    indicator,
    unit,
    line_order,
    passed as pence
from walk
where passed > 0
union all
select
    before_cap.scenario,
    before_cap.contract,
    the_cap.cap,
    before_cap.month,
    before_cap.charged_month,
    before_cap.statement_month,
    before_cap.kind,
    before_cap.indicator,
    before_cap.unit,
    before_cap.line_order,
    before_cap.pence
from before_cap
cross join the_cap
left join term_cap
    on
        before_cap.scenario = term_cap.scenario
        and before_cap.contract = term_cap.contract
        and the_cap.cap = term_cap.walk_last
        and term_cap.cap = term_cap.walk_last
where term_cap.cap is null
