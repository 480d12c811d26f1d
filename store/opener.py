"""The only place where a store is opened: one process, one file, checked before anything is read from it."""

import os
import threading
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import duckdb
from duckdb import DuckDBPyConnection

from contracts.errors import ReckonerError
from store import migrate
from store.clock import clock_of
from store.events import check_log
from store.moments import Clock, stored
from store.originals import tidy
from store.queries import query
from store.session import Store

DATABASE: Final = "reckoner.duckdb"

# The program fetches nothing and reads no file by SQL; a division by zero is an error, never infinity.
_SETTINGS: Final[dict[str, str | bool | int | float | list[str]]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "enable_external_access": False,
    "ieee_floating_point_ops": False,
    "memory_limit": "2GB",
    "threads": min(4, os.cpu_count() or 1),
}

_open_here: set[Path] = set()
_claiming = threading.Lock()


class StoreInUse(ReckonerError):
    """Another process, or another part of this one, has the store open."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"The store in “{folder}” is in use by another program. Let it finish or stop it, then try again."
        )


class NoStoreHere(ReckonerError):
    """A store was expected in a folder and there is none."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"There is no store in “{folder}”. Give the folder that holds {DATABASE}.")


class NotAStore(ReckonerError):
    """The database file is not one that can be read."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"The file {DATABASE} in “{folder}” cannot be read as a store: it is damaged, or something else. "
            "Put back a backup."
        )


def open_store(folder: Path, clock: Clock | None = None, *, create: bool = True) -> Store:
    """Open the store in a folder, and make it first if there is none and ``create`` is set.

    It goes by the given clock, or else by its own (``store.clock``).

    Raises:
        StoreInUse: somebody else has it open.
        NoStoreHere: there is none and none is to be made.
        NotAStore, WrongMigration, TriggerMissing, BrokenLog: the file is not as this program left it.
    """
    if not create and not (folder / DATABASE).is_file():
        raise NoStoreHere(folder)
    (folder / "originals").mkdir(mode=0o700, parents=True, exist_ok=True)
    going_by = clock or clock_of(folder)
    with ExitStack() as undo:
        undo.callback(_claim(folder))
        connection = _connect(folder)
        undo.callback(connection.close)
        _prepare(connection, going_by, migrate.migrations())
        tidy(connection, folder / "originals")
        return Store(connection, folder, going_by, undo.pop_all().close)


def _claim(folder: Path) -> Callable[[], None]:
    """Mark a folder as open in this process, where DuckDB itself would share the file, and return how to undo it."""
    place = folder.resolve()
    with _claiming:
        if place in _open_here:
            raise StoreInUse(folder)
        _open_here.add(place)
    return lambda: _open_here.discard(place)


def _prepare(connection: DuckDBPyConnection, clock: Clock, known: tuple[migrate.Migration, ...]) -> None:
    connection.execute("set lock_configuration = true")
    connection.execute(query("macros"))
    migrate.migrate(connection, stored(clock()), known)
    migrate.check_guards(connection)
    check_log(connection)


def _connect(folder: Path) -> DuckDBPyConnection:
    try:
        return duckdb.connect(str(folder / DATABASE), config=_SETTINGS)
    except duckdb.Error as error:
        # The message names the file too: what is in its path says nothing about a lock.
        if isinstance(error, duckdb.IOException) and "lock" in str(error).replace(str(folder), ""):
            raise StoreInUse(folder) from None
        raise NotAStore(folder) from error
