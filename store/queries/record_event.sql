-- The event to record, with its hash; the log's own macro so that recording and checking cannot differ.
insert into event values (
    $sequence,
    $moment,
    $person,
    $action,
    $subject,
    $detail,
    $previous_hash,
    event_hash($sequence, $moment, $person, $action, $subject, $detail, $previous_hash)
)
returning sequence, hash;
