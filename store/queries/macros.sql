-- Made anew at every opening, so that nobody's altered copy is ever used.
-- The hash of an event: SHA-256 of a JSON array, without spaces, of its columns; the moment to the microsecond.
create or replace macro event_hash(sequence, moment, person, action, subject, detail, previous_hash) as
sha256(
    cast(
        json_array(
            sequence, strftime(moment, '%Y-%m-%dT%H:%M:%S.%f'), person, action, subject, detail, previous_hash
        ) as varchar
    )
);
