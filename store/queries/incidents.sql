-- The incidents of a contract known by a moment, a row for each indicator; of two recordings of a reference the later.
with latest as (
    select
        reference,
        max(recording) as recording
    from incident
    where contract = $contract and known_at <= $as_known_on
    group by reference
)

select
    latest.reference,
    year(incident.period) * 12 + month(incident.period) - 1 as month,
    incident.title,
    incident_indicator.indicator
from latest
inner join incident on latest.recording = incident.recording
inner join incident_indicator on latest.recording = incident_indicator.recording
order by incident.period, latest.reference, incident_indicator.indicator;
