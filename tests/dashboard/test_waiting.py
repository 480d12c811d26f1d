"""A checked return waits for its person, and for nobody else."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dashboard import places, waiting
from statements.files import ChangeShown, FileReport, FindingShown
from store.originals import hash_of

CONTENT = b"a workbook"
NOW = datetime(2018, 5, 4, 8, 15, tzinfo=UTC)
REPORT = FileReport(
    file_name="april.xlsx", became="accepted", recorded=True, contract="barnet", month="2018-04", receipt=38,
    submission=37, findings=(), rows=(), net_before=90_000_000, net_after=89_640_000,
    changes=(ChangeShown(dataset="ehc_assessments", row="case 7", heading="Plan issued", before="", after="x"),),
)  # fmt: skip


@pytest.fixture
def at(tmp_path: Path) -> Path:
    return places.place(tmp_path, "a.clarke", "barnet")


def checked(at: Path, name: str, content: bytes, month: str) -> None:
    """Hand a file in that is found to be one to work with."""
    waiting.arrive(at, name, content, NOW)
    waiting.keep(at, hash_of(content), month, NOW)


def names(at: Path) -> set[str]:
    return {path.name for path in at.iterdir()}


def test_a_file_waits_with_its_reasons(at: Path) -> None:
    assert waiting.kept(at) is None
    checked(at, "april.xlsx", CONTENT, "2018-04")
    waiting.answer(at, hash_of(CONTENT), "I04 OP5", " Moved to a new system. ", NOW)
    held = waiting.kept(at)
    assert held is not None
    assert (held.file_name, held.content, held.month) == ("april.xlsx", CONTENT, "2018-04")
    assert held.reasons == {"I04 OP5": "Moved to a new system."}
    assert names(at) == {hash_of(CONTENT), "waiting.json"}


def test_nobody_else_on_the_machine_can_open_it(at: Path) -> None:
    checked(at, "april.xlsx", CONTENT, "2018-04")
    folders = (at, at.parent, at.parent.parent)
    assert {path.stat().st_mode & 0o777 for path in folders} == {0o700}
    assert {path.stat().st_mode & 0o777 for path in at.iterdir()} == {0o600}


def test_each_person_and_each_contract_has_a_place_of_its_own(tmp_path: Path) -> None:
    pairs = [("a", "b"), ("a/b", "c"), ("a", "b/c"), ("..", "x"), (".", "x"), ("%2E", "x"), ("x", "..")]
    made = [places.place(tmp_path, *pair) for pair in pairs]
    assert len({each.resolve() for each in made}) == len(pairs)
    assert {each.resolve().parent.parent for each in made} == {(tmp_path / "waiting").resolve()}


def test_a_corrected_file_takes_the_place_and_keeps_the_months_reasons(at: Path) -> None:
    checked(at, "april.xlsx", CONTENT, "2018-04")
    waiting.answer(at, hash_of(CONTENT), "I04 OP5", "Moved.", NOW)
    checked(at, "april-2.xlsx", b"corrected", "2018-04")
    held = waiting.kept(at)
    assert held is not None
    assert (held.content, held.reasons) == (b"corrected", {"I04 OP5": "Moved."})
    assert hash_of(CONTENT) not in names(at)
    checked(at, "may.xlsx", b"may", "2018-05")
    of_may = waiting.kept(at)
    assert of_may is not None
    assert not of_may.reasons


def test_a_reason_for_a_file_that_is_gone_is_passed_over(at: Path) -> None:
    checked(at, "may.xlsx", b"may", "2018-05")
    waiting.answer(at, hash_of(CONTENT), "I04 OP5", "Moved.", NOW)
    held = waiting.kept(at)
    assert held is not None
    assert not held.reasons


def test_a_file_that_is_not_whole_does_not_wait(at: Path) -> None:
    checked(at, "april.xlsx", CONTENT, "2018-04")
    (at / hash_of(CONTENT)).write_bytes(b"half a work")
    assert waiting.kept(at) is None
    (at / hash_of(CONTENT)).unlink()
    assert waiting.kept(at) is None
    (at / "waiting.json").write_text("{", encoding="utf-8")
    assert waiting.kept(at) is None


def test_an_accepted_file_leaves_its_receipt_without_its_rows(at: Path) -> None:
    checked(at, "april.xlsx", CONTENT, "2018-04")
    waiting.accepted(at, REPORT, hash_of(CONTENT), NOW)
    assert waiting.kept(at) is None
    assert names(at) == {"receipt.json"}
    assert "case 7" not in (at / "receipt.json").read_text(encoding="utf-8")
    shown = waiting.receipt_at(at)
    assert shown is not None
    assert (shown.report.receipt, shown.report.net_after) == (38, 89_640_000)
    checked(at, "may.xlsx", b"may", "2018-05")
    assert waiting.receipt_at(at) is None


def test_starting_again_leaves_nothing(at: Path) -> None:
    waiting.discard(at, hash_of(CONTENT))
    checked(at, "april.xlsx", CONTENT, "2018-04")
    waiting.discard(at, hash_of(CONTENT))
    assert names(at) == set()
    assert waiting.kept(at) is None


def refused(name: str) -> FileReport:
    why = FindingShown(
        key="F05", code="F05", severity="blocking", sheet=None, cell=None, found="noise", expected="a workbook",
        remedy="Send it.", reason=None,
    )  # fmt: skip
    return REPORT.model_copy(update={"file_name": name, "became": "refused", "findings": (why,)})


def test_a_file_is_kept_from_the_moment_it_comes(at: Path) -> None:
    assert waiting.arrived(at) is None
    waiting.arrive(at, "april.xlsx", CONTENT, NOW)
    came = waiting.arrived(at)
    assert came is not None
    assert (came.file_name, came.content, came.month) == ("april.xlsx", CONTENT, None)
    assert waiting.kept(at) is None
    waiting.arrive(at, "april-2.xlsx", b"another", NOW)
    assert names(at) == {hash_of(b"another"), "arrived.json"}
    waiting.keep(at, hash_of(b"another"), "2018-04", NOW)
    assert waiting.arrived(at) is None
    assert names(at) == {hash_of(b"another"), "waiting.json"}


def test_a_refused_file_goes_and_what_was_said_of_it_stays(at: Path) -> None:
    waiting.arrive(at, "noise.xlsx", b"noise", NOW)
    waiting.turn_away(at, hash_of(b"noise"), refused("noise.xlsx"), NOW)
    assert names(at) == {"turned-away.json"}
    said = waiting.turned_away(at)
    assert said is not None
    assert (said.file_name, said.findings[0].code, said.changes) == ("noise.xlsx", "F05", ())
    waiting.arrive(at, "april.xlsx", CONTENT, NOW)
    assert waiting.turned_away(at) is None


def test_a_refused_file_leaves_the_one_that_waited(at: Path) -> None:
    checked(at, "april.xlsx", CONTENT, "2018-04")
    waiting.answer(at, hash_of(CONTENT), "I04 OP5", "Moved.", NOW)
    for content in (b"noise", CONTENT):
        waiting.arrive(at, "noise.xlsx", content, NOW)
        waiting.turn_away(at, hash_of(content), refused("noise.xlsx"), NOW)
        held = waiting.kept(at)
        assert held is not None
        assert (held.content, held.reasons) == (CONTENT, {"I04 OP5": "Moved."})
    assert names(at) == {hash_of(CONTENT), "waiting.json", "turned-away.json"}


F, G = b"the first window's", b"the second window's"


def in_hand(at: Path) -> bytes | None:
    held = waiting.kept(at)
    return held.content if held else None


def test_accepting_a_file_leaves_one_that_has_come_in_another_window(at: Path) -> None:
    checked(at, "f.xlsx", F, "2018-04")
    waiting.arrive(at, "g.xlsx", G, NOW)
    waiting.accepted(at, REPORT, hash_of(F), NOW)
    came = waiting.arrived(at)
    assert came is not None
    assert came.content == G
    assert hash_of(F) not in names(at)
    # Nobody has seen the receipt yet when that other file has been looked at.
    waiting.keep(at, hash_of(G), "2018-04", NOW)
    shown = waiting.receipt_at(at)
    assert shown is not None
    assert (shown.file_hash, in_hand(at)) == (hash_of(F), G)
    waiting.discard(at, hash_of(F))
    assert (waiting.receipt_at(at), in_hand(at)) == (None, G)


def test_a_file_that_was_settled_in_another_window_is_not_put_back(at: Path) -> None:
    checked(at, "f.xlsx", F, "2018-04")
    # The second window hands the same file in, and is still looking at it when the first accepts it.
    waiting.arrive(at, "f.xlsx", F, NOW)
    waiting.accepted(at, REPORT, hash_of(F), NOW)
    waiting.keep(at, hash_of(F), "2018-04", NOW)
    assert in_hand(at) is None
    assert names(at) == {"receipt.json"}


def test_two_windows_that_accept_the_same_file_leave_the_receipt_with_its_effect(at: Path) -> None:
    checked(at, "f.xlsx", F, "2018-04")
    waiting.accepted(at, REPORT, hash_of(F), NOW)
    again = REPORT.model_copy(update={"became": "already loaded", "recorded": False, "net_after": None})
    waiting.accepted(at, again, hash_of(F), NOW)
    shown = waiting.receipt_at(at)
    assert shown is not None
    assert (shown.report.became, shown.report.net_after) == ("accepted", 89_640_000)


def test_of_two_files_at_once_the_one_that_came_last_is_in_hand_whichever_was_looked_at_first(at: Path) -> None:
    waiting.arrive(at, "f.xlsx", F, NOW)
    waiting.arrive(at, "g.xlsx", G, NOW)
    waiting.keep(at, hash_of(F), "2018-04", NOW)
    assert in_hand(at) is None
    waiting.turn_away(at, hash_of(F), refused("f.xlsx"), NOW)
    assert waiting.turned_away(at) is None
    waiting.keep(at, hash_of(G), "2018-04", NOW)
    assert in_hand(at) == G
    assert names(at) == {hash_of(G), "waiting.json"}


def test_starting_again_with_a_file_that_is_gone_takes_no_other_away(at: Path) -> None:
    checked(at, "g.xlsx", G, "2018-04")
    waiting.discard(at, hash_of(F))
    waiting.turn_away(at, hash_of(F), refused("f.xlsx"), NOW)
    assert in_hand(at) == G


def test_what_nobody_touches_goes_after_a_fortnight(tmp_path: Path) -> None:
    store = tmp_path
    left, typed, came, spoilt = (places.place(store, person, "barnet") for person in "abcd")
    for each in (left, typed, spoilt):
        checked(each, "april.xlsx", CONTENT, "2018-04")
    waiting.arrive(came, "april.xlsx", CONTENT, NOW)
    (spoilt / "waiting.json").write_text("{", encoding="utf-8")
    waiting.answer(typed, hash_of(CONTENT), "I04 OP5", "Moved.", NOW + timedelta(days=1))
    held = waiting.kept(left)
    assert held is not None
    assert held.until == NOW + timedelta(days=14)
    assert places.expire(store, NOW) == 1
    assert names(spoilt) == set()
    assert places.expire(store, held.until - timedelta(seconds=1)) == 0
    assert places.expire(store, held.until) == 2
    assert (names(left), names(came)) == (set(), set())
    assert waiting.kept(typed) is not None
    assert places.expire(store, held.until) == 0


def test_a_store_in_which_nothing_ever_waited_has_nothing_to_expire(tmp_path: Path) -> None:
    assert places.expire(tmp_path, NOW) == 0
