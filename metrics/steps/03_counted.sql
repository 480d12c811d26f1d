-- counted: the measures that records give, as numerator and denominator, for every month whose records came.
-- A plan issued on day 140 after the request is in time, on day 141 late; day 0 is the request
-- (Special Educational Needs and Disability Regulations 2014, regulation 13(2)). Exceptions leave both sides, or
-- excuse only the plans that are late, as the contract's basis says. Cases opened before the contract count, leave or
-- have an indicator of their own, by the day their clock started. Figures are in millionths.
with plan_issued as (
    select
        term_indicator.scenario,
        term_indicator.contract,
        term_indicator.indicator,
        case_record.month,
        case when case_record.plan_issued - case_record.clock_start <= 140 then 1 else 0 end as in_time,
        case_record.has_exception,
        term_indicator.basis
    from term_indicator
    inner join term_case_type
        on
            term_indicator.scenario = term_case_type.scenario
            and term_indicator.contract = term_case_type.contract
            and term_indicator.indicator = term_case_type.indicator
    inner join case_record
        on
            term_case_type.scenario = case_record.scenario
            and term_case_type.contract = case_record.contract
            and term_case_type.case_type = case_record.case_type
            and case_record.clock_start >= term_indicator.first_start
            and case_record.clock_start < term_indicator.end_start
    where case_record.plan_issued is not null
),

part as (
    select
        scenario,
        contract,
        indicator,
        month,
        in_time * 1000000 as numerator,
        1000000 as denominator
    from plan_issued
    where
        basis = 'all'
        or (basis = 'excluding exceptions' and has_exception = 0)
        or (basis = 'excusing late exceptions' and (has_exception = 0 or in_time = 1))
    union all
    select
        scenario,
        contract,
        indicator,
        month,
        numerator,
        denominator
    from record_part
)

select
    term_indicator.scenario,
    term_indicator.contract,
    term_indicator.indicator,
    first_receipt.month,
    cast(coalesce(sum(part.numerator), 0) as decimal(38, 0)) as numerator,
    cast(coalesce(sum(part.denominator), 0) as decimal(38, 0)) as denominator
from term_indicator
inner join first_receipt
    on
        term_indicator.scenario = first_receipt.scenario
        and term_indicator.contract = first_receipt.contract
        and term_indicator.dataset = first_receipt.dataset
left join part
    on
        term_indicator.scenario = part.scenario
        and term_indicator.contract = part.contract
        and term_indicator.indicator = part.indicator
        and first_receipt.month = part.month
where term_indicator.dataset <> 'indicators'
group by term_indicator.scenario, term_indicator.contract, term_indicator.indicator, first_receipt.month
