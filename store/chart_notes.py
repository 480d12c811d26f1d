"""Notes on the charts of a contract's indicators: events to know of, and decisions to begin a chart anew."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from duckdb import DuckDBPyConnection

from contracts import months
from contracts.months import Month
from store.moments import limit, shown
from store.people import names
from store.queries import query
from store.session import Writing

Kind = Literal["event", "rebase"]


@dataclass(frozen=True)
class NewNote:
    """A note to record: an event of a month, or from which month the chart begins anew and why."""

    contract: str
    indicator: str
    kind: Kind
    month: Month
    words: str


@dataclass(frozen=True)
class ChartNote:
    """A note as it is kept, with the name of who recorded it; ``known_at`` in UTC."""

    note: int
    indicator: str
    kind: Kind
    month: Month
    words: str
    person: str
    known_at: datetime


def record_note(writing: Writing, new: NewNote) -> int:
    """Record a note and return its number."""
    ((number,),) = writing.cursor.execute("select coalesce(max(note), 0) + 1 from chart_note").fetchall()
    period = months.first_day(new.month)
    row = (number, new.contract, new.indicator, new.kind, period, new.words, writing.person, writing.at)
    writing.cursor.execute("insert into chart_note values (?, ?, ?, ?, ?, ?, ?, ?)", row)
    return int(number)


def withdraw_note(writing: Writing, note: int, reason: str) -> None:
    """Record that a note does not stand any more; the note itself stays."""
    row = (note, reason, writing.person, writing.at)
    writing.cursor.execute("insert into chart_note_withdrawn values (?, ?, ?, ?)", row)


def chart_notes(
    cursor: DuckDBPyConnection, contract: str, as_known_on: datetime | None = None
) -> tuple[ChartNote, ...]:
    """Return the notes that stood at a moment, by month and number."""
    given = {"contract": contract, "as_known_on": limit(as_known_on)}
    called = names(cursor)
    return tuple(
        ChartNote(note, indicator, kind, Month(month), words, called.get(person, person), shown(known))
        for note, indicator, kind, month, words, person, known in cursor.execute(query("chart_notes"), given).fetchall()
    )
