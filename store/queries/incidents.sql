-- The incidents of a contract known by a moment, one row for each indicator: of two recordings of a reference the later.
select
    latest.reference,
    year(incident.period) * 12 + month(incident.period) - 1 as month,
    incident.title,
    incident_indicator.indicator
from (
    select
        reference,
        max(recording) as recording
    from incident
    where contract = $contract and known_at <= $as_known_on
    group by reference
) as latest
inner join incident on latest.recording = incident.recording
inner join incident_indicator on latest.recording = incident_indicator.recording
order by incident.period, latest.reference, incident_indicator.indicator;
