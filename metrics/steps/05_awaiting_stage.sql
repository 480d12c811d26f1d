-- relieved: as before, with measures that wait for the stage that is priced told apart from those that are not due yet.
-- Nothing else is different for them: they cost nothing and runs skip them.
select
    relieved_awaited.scenario,
    relieved_awaited.contract,
    relieved_awaited.indicator,
    relieved_awaited.month,
    relieved_awaited.first_month,
    relieved_awaited.run_number,
    relieved_awaited.numerator,
    relieved_awaited.denominator,
    case
        when relieved_awaited.data_status = 'awaited' and priced_stage.return_over = 1 then 'awaiting its stage'
        else relieved_awaited.data_status
    end as data_status,
    relieved_awaited.take,
    relieved_awaited.run
from relieved_awaited
inner join priced_stage
    on
        relieved_awaited.scenario = priced_stage.scenario
        and relieved_awaited.contract = priced_stage.contract
        and relieved_awaited.indicator = priced_stage.indicator
        and relieved_awaited.month = priced_stage.month
