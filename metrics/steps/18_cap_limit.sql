-- cap_limit: how much each cap allows in each statement month (a cap per year: in the contract year of its priced
-- month), in pence. A percentage is rounded here, where it is made; of less than nothing it is nothing.
select
    term_cap.scenario,
    term_cap.contract,
    term_cap.cap,
    term_month.month,
    case when term_cap.per = 'contract year' then term_month.contract_year else term_month.month end as cap_window,
    case
        when term_cap.base = 'amount' then term_cap_amount.pence
        else half_up(
            term_cap_amount.rate * greatest(
                case term_cap.base
                    when 'the month''s charge' then monthly_charge.pence
                    when 'annual charge' then monthly_charge.whole_year
                    else monthly_charge.year_to_date
                end, 0
            ), term_cap_amount.rate_scale
        )
    end as limit_pence
from term_cap
inner join term_month
    on term_cap.scenario = term_month.scenario and term_cap.contract = term_month.contract
inner join term_cap_amount
    on
        term_cap.scenario = term_cap_amount.scenario
        and term_cap.contract = term_cap_amount.contract
        and term_cap.cap = term_cap_amount.cap
        and term_month.priced_month >= term_cap_amount.first_month
        and term_month.priced_month < term_cap_amount.end_month
inner join monthly_charge
    on
        term_month.scenario = monthly_charge.scenario
        and term_month.contract = monthly_charge.contract
        and term_month.priced_month = monthly_charge.month
        and term_cap.charge_base = monthly_charge.charge_base
