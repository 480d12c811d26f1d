-- limited_loss: what guarantees and shares take off each month as a shortfall or a pain that some cap limits, in whole
-- pence; less than nothing where it comes back. loss_amount is what step 14 left of them, exact.
select
    loss_amount.scenario,
    loss_amount.contract,
    loss_amount.charge_line,
    term_limited.kind,
    loss_amount.month,
    half_up(loss_amount.loss, loss_amount.amount_scale) as pence
from loss_amount
inner join term_limited
    on
        loss_amount.scenario = term_limited.scenario
        and loss_amount.contract = term_limited.contract
        and loss_amount.charge_line = term_limited.charge_line
where loss_amount.loss <> 0
