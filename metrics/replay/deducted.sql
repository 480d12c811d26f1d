-- deducted: what each statement month takes off for each indicator, in pence: as rounded, before caps, and as charged
-- after all of them, less what is given back.
select
    line.scenario,
    line.month,
    line.indicator,
    cast(sum(line.before_caps) as bigint) as before_caps,
    cast(sum(line.pence) as bigint) as pence
from (
    select
        scenario,
        statement_month as month,
        indicator,
        pence as before_caps,
        0 as pence
    from rounded_line
    union all
    select
        scenario,
        charged_month as month,
        indicator,
        0 as before_caps,
        pence
    from charged_line
) as line
group by line.scenario, line.month, line.indicator
