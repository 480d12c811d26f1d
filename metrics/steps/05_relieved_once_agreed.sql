-- relieved: each measure as it goes to its band, once agreed relief has excused whole measures, whatever their status,
-- and those whose denominator it brought to 0. A measure that is still awaited has no status that could be excused, and
-- removing rows does nothing to one that is missing.
with excused as (
    select distinct
        scenario,
        contract,
        indicator,
        month
    from relief_effect
    where effect = 'excuse_measure'
    union
    select
        scenario,
        contract,
        indicator,
        month
    from data_status
    where is_emptied = 1
)

select
    relieved_alone.scenario,
    relieved_alone.contract,
    relieved_alone.indicator,
    relieved_alone.month,
    relieved_alone.first_month,
    relieved_alone.run_number,
    relieved_alone.numerator,
    relieved_alone.denominator,
    case
        when excused.indicator is not null and relieved_alone.data_status <> 'awaited' then 'relieved'
        else relieved_alone.data_status
    end as data_status,
    case
        when excused.indicator is not null and relieved_alone.data_status <> 'awaited' then 'no deduction'
        else relieved_alone.take
    end as take,
    case
        when excused.indicator is not null and relieved_alone.data_status <> 'awaited' then term_judgement.relieved_run
        else relieved_alone.run
    end as run
from relieved_alone
inner join term_judgement
    on
        relieved_alone.scenario = term_judgement.scenario
        and relieved_alone.contract = term_judgement.contract
        and relieved_alone.indicator = term_judgement.indicator
        and relieved_alone.first_month = term_judgement.first_month
left join excused
    on
        relieved_alone.scenario = excused.scenario
        and relieved_alone.contract = excused.contract
        and relieved_alone.indicator = excused.indicator
        and relieved_alone.month = excused.month
