-- beaten_failure: failures that count nothing, because one incident, or one gap in what was returned, is one failure.
-- Each event by itself: only its dearest failure counts, the first in contract order where two cost the same, with what
-- repeating adds or before it, as stated. A failure that is beaten in one event counts nothing, whatever it is in
-- others. What a beaten failure does to its run decides later months, so the months are gone through one after the
-- other, and each failure's place in its run is worked out on the way. No ratio is divided: the failures of an event
-- are ranked by how many are dearer, each alone and repeated, which never costs less. A gap has no number (0), so that
-- number and dataset tell events apart. Where later relief leaves a certified month's run alone, whether it is repeated
-- there goes by the months before it as they were first known; later months go on from it as it is known now.
with recursive touched as (
    select
        severity_alone.scenario,
        severity_alone.contract,
        severity_alone.month,
        term_one_failure.cause,
        incident.incident as event_number,
        '' as event_dataset,
        term_one_failure.after_repeat,
        term_one_failure.skips_run,
        severity_alone.indicator,
        severity_alone.first_month,
        severity_alone.take,
        severity_alone.cost,
        severity_alone.cost_scale
    from severity_alone
    inner join term_one_failure
        on
            severity_alone.scenario = term_one_failure.scenario
            and severity_alone.contract = term_one_failure.contract
            and term_one_failure.cause = 'incident'
    inner join incident
        on
            severity_alone.scenario = incident.scenario
            and severity_alone.contract = incident.contract
            and severity_alone.month = incident.month
            and severity_alone.indicator = incident.indicator
    where severity_alone.cost > 0
    union all
    select
        severity_alone.scenario,
        severity_alone.contract,
        severity_alone.month,
        term_one_failure.cause,
        0 as event_number,
        case when term_one_failure.counted_per = 'dataset' then term_indicator.dataset else '' end as event_dataset,
        term_one_failure.after_repeat,
        term_one_failure.skips_run,
        severity_alone.indicator,
        severity_alone.first_month,
        severity_alone.take,
        severity_alone.cost,
        severity_alone.cost_scale
    from severity_alone
    inner join term_one_failure
        on
            severity_alone.scenario = term_one_failure.scenario
            and severity_alone.contract = term_one_failure.contract
            and term_one_failure.cause = 'missing'
    inner join term_indicator
        on
            severity_alone.scenario = term_indicator.scenario
            and severity_alone.contract = term_indicator.contract
            and severity_alone.indicator = term_indicator.indicator
    inner join relieved
        on
            severity_alone.scenario = relieved.scenario
            and severity_alone.contract = relieved.contract
            and severity_alone.indicator = relieved.indicator
            and severity_alone.month = relieved.month
            and relieved.data_status = 'missing'
    where severity_alone.cost > 0
),

candidate as (
    select
        scenario,
        contract,
        month,
        cause,
        event_number,
        event_dataset,
        indicator,
        skips_run,
        0 as is_repeated,
        cost,
        cost_scale
    from touched
    union all
    select
        touched.scenario,
        touched.contract,
        touched.month,
        touched.cause,
        touched.event_number,
        touched.event_dataset,
        touched.indicator,
        touched.skips_run,
        1 as is_repeated,
        case
            when touched.after_repeat = 1 and touched.take <> 'carry last status'
                then touched.cost * term_judgement.multiplier
            else touched.cost * term_judgement.multiplier_scale
        end as cost,
        touched.cost_scale * term_judgement.multiplier_scale as cost_scale
    from touched
    inner join term_judgement
        on
            touched.scenario = term_judgement.scenario
            and touched.contract = term_judgement.contract
            and touched.indicator = term_judgement.indicator
            and touched.first_month = term_judgement.first_month
),

dearer as (
    select
        candidate.scenario,
        candidate.contract,
        candidate.month,
        candidate.cause,
        candidate.event_number,
        candidate.event_dataset,
        candidate.indicator,
        candidate.skips_run,
        candidate.is_repeated,
        count(rival.indicator) as how_many
    from candidate
    left join candidate as rival
        on
            candidate.scenario = rival.scenario
            and candidate.contract = rival.contract
            and candidate.month = rival.month
            and candidate.event_number = rival.event_number
            and candidate.event_dataset = rival.event_dataset
            and (
                rival.cost * candidate.cost_scale > candidate.cost * rival.cost_scale
                or (
                    rival.cost * candidate.cost_scale = candidate.cost * rival.cost_scale
                    and rival.indicator < candidate.indicator
                )
            )
    group by
        candidate.scenario,
        candidate.contract,
        candidate.month,
        candidate.cause,
        candidate.event_number,
        candidate.event_dataset,
        candidate.indicator,
        candidate.skips_run,
        candidate.is_repeated
),

ranked as (
    select
        scenario,
        contract,
        month,
        cause,
        event_number,
        event_dataset,
        indicator,
        skips_run,
        max(how_many) as rank_alone,
        min(how_many) as rank_repeated
    from dearer
    group by scenario, contract, month, cause, event_number, event_dataset, indicator, skips_run
),

gone_through as (
    select
        severity_alone.scenario,
        severity_alone.contract,
        severity_alone.indicator,
        cast(min(term_month.month) - 1 as int) as at_month,
        cast(-1 as int) as run_number,
        cast(0 as int) as place,
        '' as cause,
        cast(0 as int) as event_number,
        '' as event_dataset,
        cast(0 as int) as winner,
        cast(0 as int) as is_beaten,
        cast(0 as int) as skips_run
    from severity_alone
    inner join (select distinct scenario, contract from term_one_failure) as counted_once -- noqa: ST05, LT09
        on severity_alone.scenario = counted_once.scenario and severity_alone.contract = counted_once.contract
    inner join term_month
        on severity_alone.scenario = term_month.scenario and severity_alone.contract = term_month.contract
    group by severity_alone.scenario, severity_alone.contract, severity_alone.indicator

    union all

    select
        settled.scenario,
        settled.contract,
        settled.indicator,
        settled.at_month,
        settled.run_number,
        cast(case when settled.skips_any = 1 then settled.place_before else settled.place_after end as int) as place,
        settled.cause,
        settled.event_number,
        settled.event_dataset,
        settled.winner,
        settled.is_beaten,
        settled.skips_any as skips_run
    from (
        select
            compared.scenario,
            compared.contract,
            compared.indicator,
            compared.at_month,
            compared.run_number,
            compared.place_before,
            compared.place_after,
            compared.cause,
            compared.event_number,
            compared.event_dataset,
            compared.winner,
            compared.is_beaten,
            max(compared.is_beaten * compared.skips_run) over (
                partition by compared.scenario, compared.contract, compared.indicator
            ) as skips_any,
            row_number() over (
                partition by compared.scenario, compared.contract, compared.indicator
                order by compared.is_beaten desc, compared.event_number -- noqa: AM03
            ) as event_place
        from (
            select
                placed.scenario,
                placed.contract,
                placed.indicator,
                placed.at_month,
                placed.run_number,
                placed.place_before,
                placed.place_after,
                coalesce(placed.cause, '') as cause,
                coalesce(placed.event_number, 0) as event_number,
                coalesce(placed.event_dataset, '') as event_dataset,
                coalesce(placed.skips_run, 0) as skips_run,
                case
                    when placed.cost_rank > min(placed.cost_rank) over (
                        partition by placed.scenario, placed.contract, placed.event_number, placed.event_dataset
                    ) then 1
                    else 0
                end as is_beaten,
                first_value(placed.indicator) over (
                    partition by
                        placed.scenario, placed.contract, placed.event_number, placed.event_dataset
                    order by placed.cost_rank rows between unbounded preceding and unbounded following
                ) as winner
            from (
                select
                    stepped.scenario,
                    stepped.contract,
                    stepped.indicator,
                    stepped.at_month,
                    stepped.run_number,
                    stepped.place_before,
                    stepped.place_after,
                    ranked.cause,
                    ranked.event_number,
                    ranked.event_dataset,
                    ranked.skips_run,
                    case
                        when stepped.is_repeated = 1 then ranked.rank_repeated
                        else ranked.rank_alone
                    end as cost_rank
                from (
                    select
                        reached.scenario,
                        reached.contract,
                        reached.indicator,
                        reached.at_month,
                        reached.run_number,
                        reached.run,
                        reached.place_before,
                        case
                            when reached.run = 'skipped' then reached.place_before
                            when reached.run = 'breaks' then 0
                            when reached.fails = 1 then reached.place_before + 1
                            when reached.run = 'extends' and reached.place_before > 0 then reached.place_before + 1
                            else 0
                        end as place_after,
                        case
                            when reached.run in ('skipped', 'breaks') or reached.seen_before = 0 then 0
                            when reached.fails = 1 or reached.run = 'extends' then 1
                            else 0
                        end as is_repeated
                    from (
                        select
                            gone_through.scenario,
                            gone_through.contract,
                            gone_through.indicator,
                            term_month.month as at_month,
                            coalesce(severity_alone.run_number, gone_through.run_number) as run_number,
                            coalesce(severity_alone.run, 'skipped') as run,
                            severity_alone.fails,
                            case
                                when severity_alone.run_number <> gone_through.run_number then 0
                                else gone_through.place
                            end as place_before,
                            case
                                when severity_alone.run_number <> gone_through.run_number then 0
                                else coalesce(as_first_known.place, gone_through.place)
                            end as seen_before
                        from gone_through
                        inner join term_month
                            on
                                gone_through.scenario = term_month.scenario
                                and gone_through.contract = term_month.contract
                                and gone_through.at_month + 1 = term_month.month
                        left join severity_alone
                            on
                                gone_through.scenario = severity_alone.scenario
                                and gone_through.contract = severity_alone.contract
                                and gone_through.indicator = severity_alone.indicator
                                and term_month.month = severity_alone.month
                        left join term_run_seen
                            on
                                gone_through.scenario = term_run_seen.scenario
                                and gone_through.contract = term_run_seen.contract
                                and term_month.month = term_run_seen.month
                        left join gone_through as as_first_known
                            on
                                term_run_seen.seen = as_first_known.scenario
                                and gone_through.contract = as_first_known.contract
                                and gone_through.indicator = as_first_known.indicator
                    ) as reached
                ) as stepped
                left join ranked
                    on
                        stepped.scenario = ranked.scenario
                        and stepped.contract = ranked.contract
                        and stepped.indicator = ranked.indicator
                        and stepped.at_month = ranked.month
            ) as placed
        ) as compared
    ) as settled
    where settled.event_place = 1
)

select
    scenario,
    contract,
    indicator,
    at_month as month,
    cause,
    event_number,
    event_dataset,
    winner,
    skips_run
from gone_through
where is_beaten = 1
