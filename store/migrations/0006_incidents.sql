-- Incidents that made several indicators fail at once.

create table incident (
    recording integer primary key check (recording > 0),
    contract varchar not null,
    reference varchar not null,
    period date not null check (day(period) = 1),
    title varchar not null,
    known_at timestamp not null,
    person varchar not null
);
comment on table incident is
'Incidents as they were recorded. The latest recording of a contract''s reference counts.';
comment on column incident.recording is 'Number of the recording, from 1.';
comment on column incident.contract is 'Id of the contract.';
comment on column incident.reference is 'What the incident is known by, such as the number in an incident log.';
comment on column incident.period is 'The month whose failures it made, its first day.';
comment on column incident.title is 'What happened, in a few words without personal data.';
comment on column incident.known_at is 'When this was recorded, UTC.';
comment on column incident.person is 'Who recorded it.';

create table incident_indicator (
    recording integer not null references incident (recording),
    indicator varchar not null,
    primary key (recording, indicator)
);
comment on table incident_indicator is
'The indicators whose failures an incident made. A recording without any takes the incident back.';
comment on column incident_indicator.recording is 'The recording it belongs to.';
comment on column incident_indicator.indicator is 'Id of the indicator.';
