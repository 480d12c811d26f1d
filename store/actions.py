"""Actions to put right what fails: each as first recorded, and entry by entry what became of it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from duckdb import DuckDBPyConnection

from store.moments import limit, shown
from store.queries import query
from store.session import Writing


class EntryKind(StrEnum):
    """What an entry says of an action; after done or withdrawn nothing follows."""

    PROGRESS = "progress"
    NEW_DUE_DATE = "new due date"
    DONE = "done"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class NewAction:
    """An action to record; without an indicator it is for the contract as a whole, ``due`` is its last day in time."""

    contract: str
    indicator: str | None
    what: str
    owner: str
    due: date


@dataclass(frozen=True)
class Entry:
    """An entry as it is kept. ``day`` is the new due date or the day on which it was done; ``known_at`` in UTC."""

    kind: EntryKind
    day: date | None
    note: str
    person: str
    known_at: datetime


@dataclass(frozen=True)
class ActionKept:
    """An action as first recorded, with its entries, oldest first; ``known_at`` in UTC."""

    action: int
    indicator: str | None
    what: str
    owner: str
    due: date
    person: str
    known_at: datetime
    entries: tuple[Entry, ...]


def record_action(writing: Writing, new: NewAction) -> int:
    """Record an action and return its number."""
    ((number,),) = writing.cursor.execute("select coalesce(max(action), 0) + 1 from action").fetchall()
    row = (number, new.contract, new.indicator, new.what, new.owner, new.due, writing.person, writing.at)
    writing.cursor.execute("insert into action values (?, ?, ?, ?, ?, ?, ?, ?)", row)
    return int(number)


def record_entry(writing: Writing, action: int, kind: EntryKind, day: date | None, note: str) -> None:
    """Record what became of an action."""
    row = (action, str(kind), day, note, writing.person, writing.at)
    writing.cursor.execute("insert into action_entry values (?, ?, ?, ?, ?, ?)", row)


def actions(cursor: DuckDBPyConnection, contract: str, as_known_on: datetime | None = None) -> tuple[ActionKept, ...]:
    """Return a contract's actions in the order of their numbers, each with what had become of it by then."""
    given = {"contract": contract, "as_known_on": limit(as_known_on)}
    entries: defaultdict[int, tuple[Entry, ...]] = defaultdict(tuple)
    for number, kind, day, note, person, known in cursor.execute(query("action_entries"), given).fetchall():
        entries[number] += (Entry(EntryKind(kind), day, note, person, shown(known)),)
    found = cursor.execute(query("actions"), given).fetchall()
    return tuple(
        ActionKept(number, indicator, what, owner, due, person, shown(known), entries[number])
        for number, indicator, what, owner, due, person, known in found
    )
