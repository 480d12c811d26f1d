-- charge: what each charge line costs in each month, in pence, before any deduction.
-- An instalment is the difference of two rounded running totals of the price in force, so that twelve add up to the
-- year; a part month is rounded stretch by stretch at the price then in force.
with stretch as (
    select
        term_month.scenario,
        term_month.contract,
        term_charge.charge_line,
        term_month.month,
        half_up(term_charge.annual * term_instalment.weight_through, term_instalment.weight_total)
        - half_up(term_charge.annual * term_instalment.weight_before, term_instalment.weight_total) as instalment,
        least(term_month.end_day, term_charge.end_day)
        - greatest(term_month.first_day, term_charge.first_day) as days_in_force,
        term_month.end_day - term_month.first_day as days_in_month
    from term_month
    inner join term_charge
        on
            term_month.scenario = term_charge.scenario
            and term_month.contract = term_charge.contract
            and term_month.first_day < term_charge.end_day
            and term_charge.first_day < term_month.end_day
    inner join term_instalment
        on
            term_month.scenario = term_instalment.scenario
            and term_month.contract = term_instalment.contract
            and term_month.month_of_year = term_instalment.month_of_year
    where term_month.is_charged = 1
)

select
    scenario,
    contract,
    charge_line,
    month,
    cast(sum(half_up(instalment * days_in_force, days_in_month)) as bigint) as pence
from stretch
group by scenario, contract, charge_line, month
