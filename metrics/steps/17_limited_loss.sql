-- limited_loss: what guarantees and shares take off each month as a shortfall or a pain that some cap limits, in whole
-- pence; less than nothing where it comes back. earned_alone is what they come to without caps.
select
    earned_alone.scenario,
    earned_alone.contract,
    earned_alone.charge_line,
    term_limited.kind,
    earned_alone.month,
    earned_alone.lost as pence
from earned_alone
inner join term_limited
    on
        earned_alone.scenario = term_limited.scenario
        and earned_alone.contract = term_limited.contract
        and earned_alone.charge_line = term_limited.charge_line
