"""An open store: many may read at once, one writes, and a write is one transaction with its event."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb
from duckdb import DuckDBPyConnection

from store import events
from store.moments import Clock, stored


@dataclass(frozen=True)
class Writing:
    """A write in progress: everything done through ``cursor`` becomes known at ``at`` (UTC without a zone), or never.

    ``detail`` goes into the event when the write is done: add to it what only then is known, such as a number given.
    """

    cursor: DuckDBPyConnection
    at: datetime
    person: str
    originals: Path
    detail: dict[str, object]


class Store:
    """An open store. ``open_store`` makes one; leaving its ``with`` block closes it."""

    def __init__(self, connection: DuckDBPyConnection, folder: Path, clock: Clock, release: Callable[[], None]) -> None:
        self.folder = folder
        self.clock = clock
        self._connection = connection
        self._release = release
        self._head = events.head(connection)
        self._lock = threading.Lock()
        self._writer: int | None = None

    @property
    def version(self) -> int:
        """Position of the last event: the same number means the same contents. 0 in an empty store."""
        return self._head.sequence

    @property
    def originals(self) -> Path:
        """Folder of the files that were received."""
        return self.folder / "originals"

    @contextmanager
    def read(self) -> Iterator[DuckDBPyConnection]:
        """Give a cursor that sees one unchanging state of the store and cannot write; for one thread, one use."""
        cursor = self._connection.cursor()
        try:
            cursor.execute("begin transaction read only")
            yield cursor
        finally:
            cursor.close()

    @contextmanager
    def write(
        self,
        person: str,
        action: str,
        subject: str,
        at: datetime | None = None,
        detail: dict[str, object] | None = None,
    ) -> Iterator[Writing]:
        """Do all of a write and record its event, or none of it.

        Args:
            person: id of who does it.
            action: what is done, in a few words.
            subject: what it is done to.
            at: when it became known, if not now by the store's clock.
            detail: further facts for the event; no personal data of pupils.
        """
        with self._alone():
            cursor = self._connection.cursor()
            try:
                cursor.execute("begin")
                moment = stored(at or self.clock())
                writing = Writing(cursor, moment, person, self.originals, dict(detail or {}))
                yield writing
                head = events.record(cursor, self._head, moment, person, action, subject, writing.detail)
                cursor.execute("commit")
                self._head = head
            except BaseException:
                with suppress(duckdb.TransactionException):  # A commit that failed has rolled back by itself.
                    cursor.execute("rollback")
                raise
            finally:
                cursor.close()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        me = threading.get_ident()
        if self._writer == me:
            message = "A write inside a write would wait for itself for ever: pass the Writing on instead."
            raise RuntimeError(message)
        with self._lock:
            self._writer = me
            try:
                yield
            finally:
                self._writer = None

    def close(self) -> None:
        """Close the store and let go of its file."""
        self._release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
