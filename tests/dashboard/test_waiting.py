"""A checked return waits for its person, and for nobody else."""

from pathlib import Path

import pytest

from dashboard import waiting
from dashboard.waiting import Receipt
from statements.files import ChangeShown, FileReport
from store.originals import hash_of

CONTENT = b"a workbook"
REPORT = FileReport(
    file_name="april.xlsx", became="accepted", recorded=True, contract="barnet", month="2018-04", receipt=38,
    submission=37, findings=(), rows=(), net_before=90_000_000, net_after=89_640_000,
    changes=(ChangeShown(dataset="ehc_assessments", row="case 7", heading="Plan issued", before="", after="x"),),
)  # fmt: skip


@pytest.fixture
def at(tmp_path: Path) -> Path:
    return waiting.place(tmp_path, "a.clarke", "barnet")


def names(at: Path) -> set[str]:
    return {path.name for path in at.iterdir()}


def test_a_file_waits_with_its_reasons(at: Path) -> None:
    assert waiting.kept(at) is None
    waiting.keep(at, "april.xlsx", CONTENT, "2018-04")
    waiting.answer(at, hash_of(CONTENT), "I04 OP5", " Moved to a new system. ")
    held = waiting.kept(at)
    assert held is not None
    assert (held.file_name, held.content, held.month) == ("april.xlsx", CONTENT, "2018-04")
    assert held.reasons == {"I04 OP5": "Moved to a new system."}
    assert names(at) == {hash_of(CONTENT), "waiting.json"}


def test_nobody_else_on_the_machine_can_open_it(at: Path) -> None:
    waiting.keep(at, "april.xlsx", CONTENT, "2018-04")
    folders = (at, at.parent, at.parent.parent)
    assert {path.stat().st_mode & 0o777 for path in folders} == {0o700}
    assert {path.stat().st_mode & 0o777 for path in at.iterdir()} == {0o600}


def test_each_person_and_each_contract_has_a_place_of_its_own(tmp_path: Path) -> None:
    pairs = [("a", "b"), ("a/b", "c"), ("a", "b/c"), ("..", "x"), (".", "x"), ("%2E", "x"), ("x", "..")]
    places = [waiting.place(tmp_path, *pair) for pair in pairs]
    assert len({each.resolve() for each in places}) == len(pairs)
    assert {each.resolve().parent.parent for each in places} == {(tmp_path / "waiting").resolve()}


def test_a_corrected_file_takes_the_place_and_keeps_the_months_reasons(at: Path) -> None:
    waiting.keep(at, "april.xlsx", CONTENT, "2018-04")
    waiting.answer(at, hash_of(CONTENT), "I04 OP5", "Moved.")
    waiting.keep(at, "april-2.xlsx", b"corrected", "2018-04")
    held = waiting.kept(at)
    assert held is not None
    assert (held.content, held.reasons) == (b"corrected", {"I04 OP5": "Moved."})
    assert hash_of(CONTENT) not in names(at)
    waiting.keep(at, "may.xlsx", b"may", "2018-05")
    of_may = waiting.kept(at)
    assert of_may is not None
    assert not of_may.reasons


def test_a_reason_for_a_file_that_is_gone_is_passed_over(at: Path) -> None:
    waiting.keep(at, "may.xlsx", b"may", "2018-05")
    waiting.answer(at, hash_of(CONTENT), "I04 OP5", "Moved.")
    held = waiting.kept(at)
    assert held is not None
    assert not held.reasons


def test_a_file_that_is_not_whole_does_not_wait(at: Path) -> None:
    waiting.keep(at, "april.xlsx", CONTENT, "2018-04")
    (at / hash_of(CONTENT)).write_bytes(b"half a work")
    assert waiting.kept(at) is None
    (at / hash_of(CONTENT)).unlink()
    assert waiting.kept(at) is None
    (at / "waiting.json").write_text("{", encoding="utf-8")
    assert waiting.kept(at) is None


def test_an_accepted_file_leaves_its_receipt_without_its_rows(at: Path) -> None:
    waiting.keep(at, "april.xlsx", CONTENT, "2018-04")
    waiting.accepted(at, Receipt(report=REPORT, file_hash=hash_of(CONTENT)))
    assert waiting.kept(at) is None
    assert names(at) == {"receipt.json"}
    assert "case 7" not in (at / "receipt.json").read_text(encoding="utf-8")
    shown = waiting.receipt_at(at)
    assert shown is not None
    assert (shown.report.receipt, shown.report.net_after) == (38, 89_640_000)
    waiting.keep(at, "may.xlsx", b"may", "2018-05")
    assert waiting.receipt_at(at) is None


def test_starting_again_leaves_nothing(at: Path) -> None:
    waiting.discard(at)
    waiting.keep(at, "april.xlsx", CONTENT, "2018-04")
    waiting.discard(at)
    assert names(at) == set()
    assert waiting.kept(at) is None
