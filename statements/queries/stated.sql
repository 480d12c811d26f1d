-- What the provider stated for each indicator and month in some submissions, figures in millionths, with the row it
-- stands in. Where only a value is stated it is the numerator; a percentage by itself is so many of 100. A figure whose
-- stage nobody stated is provisional. As they were returned, figure by figure, they are named for their cells.
select
    indicator_row.indicator,
    year(indicator_row.period) * 12 + month(indicator_row.period) - 1 as month,
    cast(coalesce(indicator_row.numerator, indicator_row.stated_value) * 1000000 as decimal(38, 0)) as numerator,
    case
        when indicator_row.denominator is not null then cast(indicator_row.denominator * 1000000 as decimal(38, 0))
        when indicator_row.numerator is null and indicator_row.stated_value is null then null
        when not list_contains($percentages, indicator_row.indicator) then 1000000
        when indicator_row.numerator is null or list_contains($undivided, indicator_row.indicator) then 100 * 1000000
    end as denominator,
    cast(indicator_row.nil_activity as int) as nil_activity,
    indicator_row.submission,
    indicator_row.sheet_row,
    coalesce(indicator_row.commentary, '') as commentary,
    coalesce(indicator_row.reason_not_reported, '') as reason_not_reported,
    coalesce(indicator_row.verified_by, 'self-reported') as verified_by,
    coalesce(indicator_row.stage, 'provisional') as stage,
    indicator_row.numerator as numerator_cell,
    indicator_row.denominator as denominator_cell,
    indicator_row.stated_value as stated_value_cell
from indicator_row
where indicator_row.submission in (select unnest($submissions))
order by month, indicator_row.indicator;
