"""Opening: one owner, checked before anything is read, shut if anything was altered."""

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import duckdb
import polars as pl
import pytest

from contracts.errors import ReckonerError
from store.events import BrokenLog
from store.migrate import TriggerMissing
from store.opener import DATABASE, NoStoreHere, NotAStore, StoreInUse, open_store
from store.session import Store

HOLD = """
import sys
from pathlib import Path
from store.opener import open_store
with open_store(Path(sys.argv[1])):
    print("open", flush=True)
    sys.stdin.readline()
"""


def three_events(folder: Path) -> None:
    with open_store(folder) as store:
        for subject in ("first", 'second "quoted" é\n', "third"):
            with store.write("a.clarke", "note", subject, detail={"b": 1, "a": "ü"}):
                pass


def tamper(folder: Path, *statements: str) -> None:
    with duckdb.connect(str(folder / DATABASE)) as connection:
        for statement in statements:
            connection.execute(statement)


def test_another_process_is_told_that_the_store_is_in_use(folder: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == "open\n"
        with pytest.raises(StoreInUse, match="in use by another program"):
            open_store(folder)
        other.communicate("\n")
    open_store(folder).close()


def test_the_same_process_opens_a_store_once(folder: Path, store: Store) -> None:
    with pytest.raises(StoreInUse):
        open_store(folder / ".." / folder.name)
    store.close()
    open_store(folder).close()


def test_an_opening_that_failed_can_be_tried_again(folder: Path) -> None:
    three_events(folder)
    tamper(folder, "drop trigger event_no_delete on event")
    for _ in range(2):
        with pytest.raises(TriggerMissing):
            open_store(folder)


def test_a_store_is_not_made_by_mistake(tmp_path: Path) -> None:
    with pytest.raises(NoStoreHere):
        open_store(tmp_path / "mistyped", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_file_is_refused_in_plain_words(folder: Path) -> None:
    folder.mkdir()
    (folder / DATABASE).write_bytes(b"not a database" * 1000)
    with pytest.raises(NotAStore, match="cannot be read as a store"):
        open_store(folder)


ADDED = (
    'insert into event select 4, "at", person, action, subject, detail, hash, '
    "repeat('0', 64) from event where sequence = 3"
)
EVENT_GUARDS_OFF = ("drop trigger event_no_update on event", "drop trigger event_no_delete on event")
SENTENCE = "Rows of event are only ever added: {} is refused. Record a new row instead."
EVENT_GUARDS_ON = tuple(
    f"create trigger event_no_{event.lower()} after {event} on event for each statement "
    f"insert into refusal (message) select error('{SENTENCE.format(event)}')"
    for event in ("UPDATE", "DELETE")
)


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("drop trigger receipt_no_delete on receipt", id="dropped"),
        pytest.param(
            "create or replace trigger receipt_no_delete after delete on receipt for each statement "
            "insert into refusal (message) select 'silent' where false",
            id="emptied",
        ),
        pytest.param("create or replace table appointment as select * from appointment", id="table replaced"),
        pytest.param("create table added (a integer)", id="table without guards"),
    ],
)
def test_a_tampered_guard_keeps_the_store_shut(folder: Path, statement: str) -> None:
    three_events(folder)
    tamper(folder, statement)
    with pytest.raises(TriggerMissing):
        open_store(folder)


@pytest.mark.parametrize(("place", "statement"), [
    (2, "update event set person = 'b.jones' where sequence = 2"),
    (2, "update event set \"at\" = \"at\" + interval 1 microsecond where sequence = 2"),
    (2, "update event set detail = '{}' where sequence = 2"),
    (3, "update event set hash = repeat('0', 64) where sequence = 3"),
    (1, "delete from event where sequence = 1"),
    (2, "delete from event where sequence = 2"),
    (4, ADDED),
])  # fmt: skip
def test_an_altered_log_keeps_the_store_shut(folder: Path, place: int, statement: str) -> None:
    three_events(folder)
    tamper(folder, *EVENT_GUARDS_OFF, statement, *EVENT_GUARDS_ON)
    with pytest.raises(BrokenLog, match=f"entry {place} ") as caught:
        open_store(folder)
    assert isinstance(caught.value, ReckonerError)


def test_putting_the_guards_back_word_for_word_is_all_that_opening_asks(folder: Path) -> None:
    # Shows that the cases above fail for the log's sake and not for the guards'.
    three_events(folder)
    tamper(folder, *EVENT_GUARDS_OFF, *EVENT_GUARDS_ON)
    open_store(folder).close()


def test_the_hash_can_be_worked_out_without_the_program(folder: Path) -> None:
    three_events(folder)
    previous = ""
    with duckdb.connect(str(folder / DATABASE)) as connection:
        for sequence, at, *told, _, found in connection.execute("from event order by sequence").fetchall():
            facts = [sequence, at.strftime("%Y-%m-%dT%H:%M:%S.%f"), *told, previous]
            text = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
            previous = sha256(text.encode()).hexdigest()
            assert found == previous


def test_the_engine_reaches_nothing_outside(store: Store, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n", encoding="utf-8")
    with store.read() as cursor:
        for statement in (
            f"select * from read_csv('{secret}')",
            f"copy (select 1) to '{tmp_path / 'out.csv'}'",
            f"attach '{tmp_path / 'other.db'}'",
            "install spatial",
            "set enable_external_access = true",
        ):
            with pytest.raises(duckdb.Error):
                cursor.execute(statement)


def test_frames_are_still_handed_over(store: Store) -> None:
    with store.read() as cursor:
        cursor.register("handed", pl.DataFrame({"a": [1, 2]}))
        assert cursor.execute("select sum(a) from handed").fetchall() == [(3,)]


@pytest.mark.parametrize("sum_", ["1.0::double / 0", "1 // 0", "1.5::decimal(9, 1) / 0"])
def test_a_division_by_zero_is_an_error_and_never_infinity(store: Store, sum_: str) -> None:
    with store.read() as cursor, pytest.raises(duckdb.Error, match="Division by zero"):
        cursor.execute(f"select {sum_}").fetchall()


def test_an_altered_hash_of_events_is_put_right_by_opening(folder: Path) -> None:
    three_events(folder)
    altered = "event_hash(sequence, moment, person, action, subject, detail, previous_hash)"
    tamper(folder, f"create or replace macro {altered} as 'same'")
    with open_store(folder) as store, store.read() as cursor:
        last, nothing = store.version, "null, null, null, null, null, null"
        assert cursor.execute(f"select event_hash({last}, {nothing})").fetchall() != [("same",)]


def test_a_damaged_file_is_no_lock_whatever_its_folder_is_called(tmp_path: Path) -> None:
    folder = tmp_path / "blocks-store"
    three_events(folder)
    content = bytearray((folder / DATABASE).read_bytes())
    for kept in (b"no database", bytes(content[:4096]) + bytes(len(content) - 4096)):
        (folder / DATABASE).write_bytes(kept)
        with pytest.raises(NotAStore, match="cannot be read as a store"):
            open_store(folder)
