-- held_back: the contracts in which some month's lines of a cap's group come to more than the cap allows, so that
-- something is held back or carried on. before_cap is what the cap before left, the_caps the numbers of the caps.
-- What a month's cap allows is its own; of any other all months together must fit in the smallest there is.
with offered as (
    select
        before_cap.scenario,
        before_cap.contract,
        term_cap.cap,
        term_cap.per,
        term_cap_line.cap_group,
        before_cap.charged_month,
        sum(before_cap.pence) as pence
    from before_cap
    inner join term_cap_line
        on
            before_cap.scenario = term_cap_line.scenario
            and before_cap.contract = term_cap_line.contract
            and before_cap.indicator = term_cap_line.indicator
            and before_cap.kind = term_cap_line.kind
    inner join term_cap
        on
            term_cap_line.scenario = term_cap.scenario
            and term_cap_line.contract = term_cap.contract
            and term_cap_line.cap = term_cap.cap
    inner join the_caps
        on
            term_cap.scenario = the_caps.scenario
            and term_cap.contract = the_caps.contract
            and term_cap.cap = the_caps.cap
    group by
        before_cap.scenario,
        before_cap.contract,
        term_cap.cap,
        term_cap.per,
        term_cap_line.cap_group,
        before_cap.charged_month
)

select
    offered.scenario,
    offered.contract
from offered
inner join cap_limit
    on
        offered.scenario = cap_limit.scenario
        and offered.contract = cap_limit.contract
        and offered.cap = cap_limit.cap
        and offered.charged_month = cap_limit.month
group by offered.scenario, offered.contract, offered.cap, offered.per, offered.cap_group
having
    max(offered.pence - cap_limit.limit_pence) > 0
    or (
        offered.per not in ('indicator', 'service', 'month')
        and sum(offered.pence) > min(cap_limit.limit_pence)
    )
