"""What a return would do and did: the effect on the payment, and a rehearsal that leaves nothing behind."""

from pathlib import Path
from typing import Any

import pytest

from contracts.contract import Contract
from ingest.acceptance import rehearse
from statements.files import FileAsked, FileReport, check_file, load_file
from store.returns import receipts
from store.session import Store
from tests.statements.fenland import FEE, OFFICER, at, contract_text, fenland, returned, sent


def asked(content: bytes, **said: Any) -> FileAsked:
    return FileAsked.model_construct(file_name="return.csv", content=content, **said)


def traces(store: Store) -> tuple[int, list[str], list[int]]:
    """The store's version, the originals on the disk, and how many rows each table has."""
    with store.read() as cursor:
        tables = [name for (name,) in cursor.execute("select table_name from duckdb_tables()").fetchall()]
        counts = [cursor.execute(f"select count(*) from {name}").fetchall()[0][0] for name in sorted(tables)]
    return store.version, sorted(path.name for path in store.originals.iterdir()), counts


def effect(report: FileReport) -> tuple[int | None, int | None]:
    return report.net_before, report.net_after


def test_a_rehearsal_leaves_nothing(tmp_path: Path) -> None:
    with fenland(tmp_path / "store") as (store, clock):
        clock.now = at("2018-05-04 09:00")
        before = traces(store)
        report = check_file(store, OFFICER, asked(returned("2018-04", "80")))
        assert (report.became, effect(report)) == ("accepted", (FEE, FEE - 500_00))
        assert traces(store) == before
        loaded = load_file(store, OFFICER, asked(returned("2018-04", "80")))
        assert effect(loaded) == effect(report)
        assert loaded.submission == 1
        assert store.version == before[0] + 1


def test_a_rehearsal_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    def look(_cursor: object, _contract: Contract) -> None:
        message = "Something else went wrong."
        raise ArithmeticError(message)

    with fenland(tmp_path / "store") as (store, clock):
        clock.now = at("2018-05-04 09:00")
        before = traces(store)
        with pytest.raises(ArithmeticError):
            rehearse(store, OFFICER, returned("2018-04"), "return.csv", look)
        assert traces(store) == before
        # The write that was broken off holds up nobody.
        assert sent(store, returned("2018-04")).became == "accepted"


def test_a_file_that_would_be_turned_down_is_not_rehearsed(tmp_path: Path) -> None:
    with fenland(tmp_path / "store") as (store, _):
        report = check_file(store, OFFICER, asked(b"nothing of ours"))
        assert (report.became, effect(report)) == ("refused", (None, None))


def test_the_effect_is_that_of_the_file_alone(tmp_path: Path) -> None:
    with fenland(tmp_path / "store") as (store, clock):
        clock.now = at("2018-06-05 09:00")
        # April's return never came: both figures cost 5 points. What May does is told of May.
        report = load_file(store, OFFICER, asked(returned("2018-05", "80", "12")))
        assert (report.month, effect(report)) == ("2018-05", (FEE, FEE - 1_000_00))
        late = check_file(store, OFFICER, asked(returned("2018-04")))
        assert effect(late) == (FEE - 1_000_00, FEE)


def test_what_differs_is_written_for_people(tmp_path: Path) -> None:
    with fenland(tmp_path / "store") as (store, clock):
        clock.now = at("2018-05-04 09:00")
        sent(store, returned("2018-04", "80", "12"))
        report = check_file(store, OFFICER, asked(returned("2018-04", "81", "12", remark="One more.")))
        shown = {(each.row, each.heading, each.before, each.after) for each in report.changes}
        assert shown == {
            ("F1", "Numerator", "80", "81"),
            ("F1", "Value as stated", "80", "81"),
            ("F1", "Commentary", "", "One more."),
        }
        assert [(each.changed, each.unchanged) for each in report.rows] == [(1, 1)]


def test_particulars_of_people_are_not_repeated(tmp_path: Path) -> None:
    with fenland(tmp_path / "store") as (store, clock):
        clock.now = at("2018-05-04 09:00")
        sent(store, returned("2018-04", "80"))
        content = returned("2018-04", "80", remark="Ask jane@example.org or A123456789012.")
        named = asked(content, replace_reason="A remark").model_copy(update={"file_name": "for jane@example.org.csv"})
        for report in (check_file(store, OFFICER, named), load_file(store, OFFICER, named)):
            assert [each.after for each in report.changes] == ["Ask [not repeated] or [not repeated]."]
            assert report.file_name == "for [not repeated]"
        with store.read() as cursor:
            assert [each.file_name for each in receipts(cursor)] == ["return.csv", "for [not repeated]"]


def test_nothing_left_to_pay_is_told_as_it_is(tmp_path: Path) -> None:
    text = contract_text(point="£15,000.00")
    with fenland(tmp_path / "store", text) as (store, clock):
        clock.now = at("2018-05-04 09:00")
        assert effect(load_file(store, OFFICER, asked(returned("2018-04", "80", "12", text=text)))) == (FEE, 0)


def test_whoever_waits_is_told_each_stage_as_it_begins(tmp_path: Path) -> None:
    told: list[tuple[str, int]] = []
    with fenland(tmp_path / "store") as (store, clock):
        clock.now = at("2018-05-04 09:00")
        content = returned("2018-04", "80")
        check_file(store, OFFICER, asked(content), lambda stage, rows: told.append((stage, rows)))
        filled = sum(bool(line.strip(b",\r")) for line in content.splitlines())
        assert told == [("reading", 0), ("checking", filled), ("payment", filled)]
        told.clear()
        refused = check_file(store, OFFICER, asked(b""), lambda stage, rows: told.append((stage, rows)))
        assert (refused.became, refused.cells) == ("refused", 0)
        assert told == [("reading", 0)]


def test_a_connection_that_breaks_off_while_a_file_is_looked_at_leaves_nothing(tmp_path: Path) -> None:
    def gone(stage: str, _rows: int) -> None:
        if stage == "payment":
            raise ConnectionResetError

    with fenland(tmp_path / "store") as (store, clock):
        clock.now = at("2018-05-04 09:00")
        before = traces(store)
        with pytest.raises(ConnectionResetError):
            check_file(store, OFFICER, asked(returned("2018-04", "80")), gone)
        assert traces(store) == before
        assert sent(store, returned("2018-04")).became == "accepted"
