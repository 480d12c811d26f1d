"""The log of events: who did what, each entry bound to the one before it by a hash."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from duckdb import DuckDBPyConnection

from contracts.errors import ReckonerError
from store.moments import limit, shown, stored
from store.queries import query


class BrokenLog(ReckonerError):
    """The log of events does not follow from itself."""

    def __init__(self, place: int) -> None:
        super().__init__(
            f"The store is not opened: entry {place} of its log of events was altered, or one before it was taken "
            "away. Put back a backup, or ask whoever had access to the file."
        )


@dataclass(frozen=True)
class Event:
    """One entry of the log; ``at`` in UTC."""

    sequence: int
    at: datetime
    person: str
    action: str
    subject: str
    detail: Mapping[str, object]
    hash: str


@dataclass(frozen=True)
class Head:
    """The last entry of the log: its position (0 in an empty store) and its hash (then empty)."""

    sequence: int
    hash: str


def head(cursor: DuckDBPyConnection) -> Head:
    """Return the last entry's position and hash."""
    rows = cursor.execute("select sequence, hash from event order by sequence desc limit 1").fetchall()
    return Head(*rows[0]) if rows else Head(0, "")


def record(  # noqa: PLR0913, PLR0917 -- these are the columns of an event
    cursor: DuckDBPyConnection,
    last: Head,
    at: datetime,
    person: str,
    action: str,
    subject: str,
    detail: Mapping[str, object],
) -> Head:
    """Append an event after ``last`` and return the new head; ``at`` is UTC without a zone."""
    written = {
        "sequence": last.sequence + 1,
        "moment": at,
        "person": person,
        "action": action,
        "subject": subject,
        "detail": json.dumps(detail, sort_keys=True, ensure_ascii=False, default=str),
        "previous_hash": last.hash,
    }
    return Head(*cursor.execute(query("record_event"), written).fetchall()[0])


def check_log(connection: DuckDBPyConnection) -> None:
    """Make sure that no entry was altered, added or taken away, except at the end, where nothing follows to tell.

    Raises:
        BrokenLog: one was.
    """
    broken = connection.execute(query("broken_events")).fetchall()
    if broken:
        raise BrokenLog(broken[0][0])


def events(cursor: DuckDBPyConnection, as_known_on: datetime | None = None) -> tuple[Event, ...]:
    """Return the log in its order, up to a moment."""
    rows = cursor.execute(query("events"), {"as_known_on": limit(as_known_on)}).fetchall()
    return tuple(
        Event(sequence, shown(at), person, action, subject, json.loads(detail), digest)
        for sequence, at, person, action, subject, detail, digest in rows
    )


def last_known(cursor: DuckDBPyConnection, as_known_on: datetime) -> int:
    """Return the highest position of an event that happened by a moment, or 0: it rises when the past is added to."""
    found = 'select coalesce(max(sequence), 0) from event where "at" <= ?'
    ((position,),) = cursor.execute(found, [limit(as_known_on)]).fetchall()
    return int(position)


def latest_event(cursor: DuckDBPyConnection, as_known_on: datetime | None = None) -> datetime | None:
    """Return the moment of the last event up to a moment, with its zone; None in an empty store."""
    found = 'select max("at") from event where "at" <= ?'
    latest: datetime | None = cursor.execute(found, [limit(as_known_on)]).fetchall()[0][0]
    return None if latest is None else shown(latest)


def next_event(cursor: DuckDBPyConnection, known_on: datetime) -> datetime | None:
    """Return the moment of the first event after a moment, with its zone; None where none is recorded ahead of it."""
    ((following,),) = cursor.execute('select min("at") from event where "at" > ?', [stored(known_on)]).fetchall()
    return None if following is None else shown(following)


def followed(
    cursor: DuckDBPyConnection, position: int, known_on: datetime, as_known_on: datetime
) -> list[tuple[str, str]]:
    """Return the action and the subject of every event that was known at a moment, and not yet at an earlier one.

    ``position`` is what `last_known` said of the earlier moment ``known_on``.
    """
    found = 'select action, subject from event where "at" <= ? and ("at" > ? or sequence > ?) order by sequence'
    return cursor.execute(found, [limit(as_known_on), limit(known_on), position]).fetchall()
