-- deducted: what each statement month takes off for each indicator, in pence: as rounded, before caps, and as charged
-- after all of them, less what is given back: earned back, or forgone by a decision.
select
    line.scenario,
    line.month,
    line.indicator,
    cast(sum(line.before_caps) as bigint) as before_caps,
    cast(sum(line.given_back) as bigint) as given_back,
    cast(sum(line.pence) as bigint) as pence
from (
    select
        scenario,
        statement_month as month,
        indicator,
        pence as before_caps,
        0 as given_back,
        0 as pence
    from rounded_line
    union all
    select
        scenario,
        charged_month as month,
        indicator,
        0 as before_caps,
        case when kind = 'earn back' then -pence else 0 end as given_back,
        pence
    from charged_line
    union all
    select
        scenario,
        charged_month as month,
        indicator,
        0 as before_caps,
        pence as given_back,
        0 as pence
    from forgone
) as line
group by line.scenario, line.month, line.indicator
