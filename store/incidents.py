"""Incidents that made several indicators fail at once, as they were recorded for a contract."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from duckdb import DuckDBPyConnection

from contracts import months
from contracts.months import Month
from store.moments import limit
from store.queries import query
from store.session import Writing


@dataclass(frozen=True)
class Incident:
    """One incident: what it is known by, the month whose failures it made, and the ids of their indicators."""

    reference: str
    month: Month
    title: str
    indicators: tuple[str, ...]


def record_incident(writing: Writing, contract: str, incident: Incident) -> None:
    """Record an incident; of two recordings of a reference the later counts, and one without indicators ends it."""
    (recording,) = writing.cursor.execute("select coalesce(max(recording), 0) + 1 from incident").fetchall()[0]
    period = months.first_day(incident.month)
    row = (recording, contract, incident.reference, period, incident.title, writing.at, writing.person)
    writing.cursor.execute("insert into incident values (?, ?, ?, ?, ?, ?, ?)", row)
    for indicator in incident.indicators:
        writing.cursor.execute("insert into incident_indicator values (?, ?)", (recording, indicator))


def incidents(cursor: DuckDBPyConnection, contract: str, as_known_on: datetime | None = None) -> tuple[Incident, ...]:
    """Return the incidents known by a moment, by month and reference."""
    given = {"contract": contract, "as_known_on": limit(as_known_on)}
    rows: list[tuple[str, int, str, str]] = cursor.execute(query("incidents"), given).fetchall()
    return tuple(
        Incident(reference, Month(month), title, tuple(indicator for *_, indicator in of))
        for (reference, month, title), of in groupby(rows, key=lambda row: row[:3])
    )
