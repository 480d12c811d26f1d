"""Bring a store to the newest tables, and hold that its rows are only ever added.

The tables come from numbered SQL files; those that a store has not had yet are run in one transaction. DuckDB's
triggers run an INSERT, UPDATE or DELETE and nothing else, so each append-only trigger inserts what ``error()`` returns
into ``refusal``, a table that no row can enter. DELETE's trigger answers TRUNCATE too. The triggers are made from the
list of tables the store really has, so a new table cannot be forgotten.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from duckdb import DuckDBPyConnection

from contracts.errors import ReckonerError

MIGRATIONS = Path(__file__).parent / "migrations"
EVENTS = ("UPDATE", "DELETE")
_UNGUARDED = "refusal"


class WrongMigration(ReckonerError):
    """The store was built by other SQL than this program has."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The store was built with “{name}”, and this version of the program has no file with that content. "
            "Open it with the version that built it, or a newer one."
        )


class TriggerMissing(ReckonerError):
    """An append-only trigger is gone or altered."""

    def __init__(self, table: str, event: str) -> None:
        super().__init__(
            f"The store is not opened: the guard that stops {event} on “{table}” is missing or altered, so rows may "
            "have been changed. Put back a backup, or ask whoever had access to the file."
        )


@dataclass(frozen=True)
class Migration:
    """One numbered SQL file; ``sha256`` is over its text as UTF-8 with line feeds."""

    number: int
    name: str
    text: str
    sha256: str


def migrations(folder: Path = MIGRATIONS) -> tuple[Migration, ...]:
    """Return the numbered SQL files of a folder in their order."""
    return tuple(_read(path) for path in sorted(folder.glob("[0-9]*.sql")))


def _read(path: Path) -> Migration:
    text = path.read_text(encoding="utf-8")
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Migration(int(path.name.partition("_")[0]), path.name, text, digest)


def migrate(connection: DuckDBPyConnection, at: datetime, known: tuple[Migration, ...]) -> None:
    """Run the migrations that a store has not had yet; ``at`` is the moment to record, UTC without a zone.

    Raises:
        WrongMigration: the store had one that this program does not know, or knows with another content.
    """
    had = _applied(connection)
    for number, (name, digest) in had.items():
        if digest not in {migration.sha256 for migration in known if migration.number == number}:
            raise WrongMigration(name)
    missing = [migration for migration in known if migration.number not in had]
    if missing:
        _apply(connection, missing, at)


def _applied(connection: DuckDBPyConnection) -> dict[int, tuple[str, str]]:
    if "migration" not in tables(connection):
        return {}
    rows = connection.execute("select number, name, sha256 from migration").fetchall()
    return {number: (name, digest) for number, name, digest in rows}


def _apply(connection: DuckDBPyConnection, missing: list[Migration], at: datetime) -> None:
    connection.execute("begin")
    try:
        # A migration may need to move rows, so the guards stand aside for the length of the transaction. Making them
        # costs more than all the rest, so it is done once.
        for table, event in _guards(tables(connection)):
            connection.execute(f"drop trigger if exists {_name(table, event)} on {table}")
        for migration in missing:
            connection.execute(migration.text)
            row = (migration.number, migration.name, migration.sha256, at)
            connection.execute("insert into migration values (?, ?, ?, ?)", row)
        for table, event in _guards(tables(connection)):
            connection.execute(_guard(table, event))
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("commit")


def tables(connection: DuckDBPyConnection) -> list[str]:
    """Return the names of the store's tables, in order."""
    found = "select table_name from duckdb_tables() where not internal and not temporary order by table_name"
    return [name for (name,) in connection.execute(found).fetchall()]


def check_guards(connection: DuckDBPyConnection) -> None:
    """Make sure that every append-only trigger is there, word for word.

    Raises:
        TriggerMissing: one is not.
    """
    rows = connection.execute("select trigger_name, sql from duckdb_triggers()").fetchall()
    found = {name: _bare(text) for name, text in rows}
    for table, event in _guards(tables(connection)):
        if found.get(_name(table, event)) != _bare(_guard(table, event)):
            raise TriggerMissing(table, event)


def _guards(names: list[str]) -> Iterator[tuple[str, str]]:
    return ((name, event) for name in names if name != _UNGUARDED for event in EVENTS)


def _name(table: str, event: str) -> str:
    return f"{table}_no_{event.lower()}"


def _guard(table: str, event: str) -> str:
    sentence = f"Rows of {table} are only ever added: {event} is refused. Record a new row instead."
    return (
        f"create trigger {_name(table, event)} after {event} on {table} for each statement "
        f"insert into {_UNGUARDED} (message) select error('{sentence}')"
    )


def _bare(text: str) -> str:
    """Return SQL without what DuckDB adds or drops when it repeats it: quotes, brackets, spaces, case, semicolon."""
    return re.sub(r"[\"()\s;]", "", text).lower()
