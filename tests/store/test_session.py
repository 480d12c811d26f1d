"""Writing is all or nothing and one at a time; reading sees one state."""

import threading
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from store.events import events
from store.opener import open_store
from store.people import add_person
from store.session import Store
from tests.store.conftest import OFFICER, StandingClock


def people(store: Store) -> int:
    with store.read() as cursor:
        count: int = cursor.execute("select count(*) from person").fetchall()[0][0]
        return count


def test_a_write_records_who_did_what_to_what_and_when(store: Store, clock: StandingClock) -> None:
    with store.write(OFFICER, "add person", "b.jones", detail={"asked by": "c.lee"}) as writing:
        add_person(writing, "b.jones", "Bea Jones", "Barnet")
        writing.detail["number"] = 1
    with store.read() as cursor:
        (event,) = events(cursor)
    assert (event.sequence, event.at, event.person, event.action, event.subject) == (
        1, clock.now, OFFICER, "add person", "b.jones"
    )  # fmt: skip
    assert event.detail == {"asked by": "c.lee", "number": 1}


def test_a_moment_given_stands_in_for_the_clock(store: Store) -> None:
    moment = datetime(2016, 5, 4, 3, 2, 1, tzinfo=UTC)
    with store.write(OFFICER, "note", "x", at=moment):
        pass
    with store.read() as cursor:
        assert [event.at for event in events(cursor)] == [moment]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_an_exception_takes_all_of_it_back(store: Store, error: type[BaseException]) -> None:
    with pytest.raises(error), store.write(OFFICER, "add person", "b.jones") as writing:
        add_person(writing, "b.jones", "Bea Jones", "Barnet")
        raise error
    assert (people(store), store.version) == (0, 0)
    with store.write(OFFICER, "add person", "b.jones") as writing:
        add_person(writing, "b.jones", "Bea Jones", "Barnet")
    assert (people(store), store.version) == (1, 1)


def test_a_failed_statement_takes_all_of_it_back(store: Store) -> None:
    with pytest.raises(duckdb.Error), store.write(OFFICER, "add person", "b.jones") as writing:
        add_person(writing, "b.jones", "Bea Jones", "Barnet")
        writing.cursor.execute("select * from nowhere")
    assert (people(store), store.version) == (0, 0)


def test_a_reader_cannot_write(store: Store) -> None:
    with store.read() as cursor, pytest.raises(duckdb.Error, match="read-only"):
        cursor.execute("insert into person select 'x', 'x', 'x', now()::timestamp")


def test_a_reader_sees_one_state_while_a_write_goes_by(store: Store) -> None:
    with store.read() as cursor:
        before = cursor.execute("select count(*) from person").fetchall()
        with store.write(OFFICER, "add person", "b.jones") as writing:
            add_person(writing, "b.jones", "Bea Jones", "Barnet")
        assert cursor.execute("select count(*) from person").fetchall() == before
    assert people(store) == 1


def test_a_reader_may_keep_scratch_tables(store: Store) -> None:
    with store.read() as cursor:
        cursor.execute("create temp table lines as select 1 as pence")
        assert cursor.execute("select sum(pence) from lines").fetchall() == [(1,)]
    with store.read() as cursor, pytest.raises(duckdb.CatalogException):
        cursor.execute("select * from lines")


def test_a_write_inside_a_write_is_refused_rather_than_waiting_for_ever(store: Store) -> None:
    with (
        store.write(OFFICER, "outer", "x"),
        pytest.raises(RuntimeError, match="inside a write"),
        store.write(OFFICER, "inner", "x"),
    ):
        pass
    assert store.version == 1


def test_the_version_goes_on_after_opening_again(folder: Path) -> None:
    with open_store(folder) as store:
        for _ in range(3):
            with store.write(OFFICER, "note", "x"):
                pass
    with open_store(folder) as store:
        assert store.version == 3


def test_many_read_while_some_write(folder: Path) -> None:
    # A write adds two people at once, so a reader that ever sees an odd number saw half of one.
    writes, readers = 15, 6
    done = threading.Event()

    def write(store: Store, name: str) -> None:
        for number in range(writes):
            with store.write(OFFICER, "add people", name) as writing:
                add_person(writing, f"{name}.{number}", "A", "Barnet")
                add_person(writing, f"{name}.{number}", "B", "Barnet")

    def read(store: Store) -> list[int]:
        seen = []
        while not done.is_set():
            seen.append(people(store))
        return seen

    with open_store(folder) as store, ThreadPoolExecutor(readers + 2) as pool:
        reading = [pool.submit(read, store) for _ in range(readers)]
        writing = [pool.submit(write, store, name) for name in ("x", "y")]
        wait(writing)
        done.set()
        assert [writer.exception() for writer in writing] == [None, None]
        seen = [count for reader in reading for count in reader.result()]
        assert all(count % 2 == 0 for count in seen)
        assert (people(store), store.version) == (4 * writes, 2 * writes)
    open_store(folder).close()  # The log that two writers wrote in turn is whole.
