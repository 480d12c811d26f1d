-- The notes on a contract's charts that stood at a moment, by month and number.
with gone as (
    select chart_note_withdrawn.note
    from chart_note_withdrawn
    where chart_note_withdrawn.known_at <= $as_known_on
)

select
    chart_note.note,
    chart_note.indicator,
    chart_note.kind,
    year(chart_note.period) * 12 + month(chart_note.period) - 1 as month,
    chart_note.words,
    chart_note.person,
    chart_note.known_at
from chart_note
anti join gone on chart_note.note = gone.note
where chart_note.contract = $contract and chart_note.known_at <= $as_known_on
order by chart_note.period, chart_note.note;
