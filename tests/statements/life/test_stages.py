"""Stages of a figure from return to payment: what is awaited, what a later return brings, what is taken back."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from contracts import months
from statements import drafting
from statements.documents import MeasureShown
from statements.ledgers import ledger_of
from statements.rows.operations import RowsAsked, show_rows
from statements.what_if.documents import WhatIfAsked
from statements.what_if.operations import what_if
from store.session import Store
from tests.statements.fenland import CONTRACT, FEE, OFFICER, Clock, at, returned, sent
from tests.statements.life.libraries import agreed_text, libraries, settle, statement

FINAL = '{priced: final, trued_up: no, by: {months: 6}, after_that: missing, clause: "6.9"}'
TRUED_UP = '{priced: provisional, trued_up: yes, by: {months: 6}, clause: "6.9"}'
FIRST = '{priced: provisional, trued_up: no, clause: "6.9"}'
APRIL, MAY, JUNE = "2018-04", "2018-05", "2018-06"


def text(rule: str) -> str:
    """The contract with stages for F1, of which 90% is to be reached; F2 has none."""
    return agreed_text().replace("    bands: shares\n", f"    stages: {rule}\n    bands: shares\n")


@contextmanager
def staged(folder: Path, rule: str) -> Iterator[tuple[Store, Clock]]:
    with libraries(folder, text(rule)) as (store, clock):
        clock.now = at("2018-05-08 09:00")
        yield store, clock


def hand_in(
    store: Store, rule: str, month: str, filled: str, stage: str, *, shut: str = "4", became: str = "accepted"
) -> None:
    """Hand a month in, F1 at a stage."""
    head, rows = returned(month, filled, shut, text=text(rule)).decode().split("Commentary\n")
    first, second, _ = rows.split("\n")
    content = f"{head}Commentary,Stage\n{first},{stage}\n{second},\n".encode()
    assert sent(store, content, because="A later stage.").became == became


def shown(store: Store, month: str = APRIL) -> MeasureShown:
    """F1 of a month as the board sees it."""
    board = drafting.board(ledger_of(store, CONTRACT), months.parse(month))
    (found,) = (each for each in board.grid if (each.indicator, each.month) == ("F1", month))
    return found


def test_what_waits_for_its_stage_costs_nothing_and_comes_as_an_adjustment(tmp_path: Path) -> None:
    with staged(tmp_path / "store", FINAL) as (store, clock):
        hand_in(store, FINAL, APRIL, "80", "provisional")
        april = shown(store)
        assert (april.data_status, april.measure, april.status) == (
            "awaiting its stage", "Provisional 80.0% (80 of 100)", None,
        )  # fmt: skip
        # A stage that is months away holds no statement up.
        settle(store, APRIL)
        assert statement(store, APRIL).net == FEE
        clock.now = at("2018-06-07 09:00")
        hand_in(store, FINAL, MAY, "95", "provisional")
        assert statement(store, MAY).net == FEE
        # 31 October 2018 is the last day: the final figure is in time, and fails.
        clock.now = at("2018-10-31 23:00")
        hand_in(store, FINAL, APRIL, "80", "final")
        assert (shown(store).data_status, shown(store).measure) == ("reported", "80.0% (80 of 100)")
        assert shown(store).stage == ""
        may = statement(store, MAY)
        assert (may.deducted, may.adjusted, may.net) == (0, -500_00, FEE - 500_00)
        assert statement(store, APRIL).state == "certified"


def test_a_stage_that_does_not_come_is_missing_once_its_time_is_over(tmp_path: Path) -> None:
    with staged(tmp_path / "store", FINAL) as (store, clock):
        hand_in(store, FINAL, APRIL, "80", "provisional")
        # Midnight in London, an hour after Greenwich had summer time; by the end of October both are the same.
        for moment, status in (("2018-10-31 23:59:59", "awaiting its stage"), ("2018-11-01 00:00", "missing")):
            clock.now = at(moment)
            assert shown(store).data_status == status
        hand_in(store, FINAL, APRIL, "95", "final")
        assert (shown(store).data_status, shown(store).status) == ("missing", "missed")
        assert shown(store).stage == "no final figure in time"


def test_the_first_readable_file_at_a_stage_decides_whether_it_is_late(tmp_path: Path) -> None:
    with staged(tmp_path / "store", FINAL) as (store, clock):
        hand_in(store, FINAL, APRIL, "80", "provisional")
        clock.now = at("2018-10-31 09:00")
        hand_in(store, FINAL, APRIL, "95", "final", shut="four", became="rejected")
        clock.now = at("2018-11-02 09:00")
        assert shown(store).data_status == "missing"
        hand_in(store, FINAL, APRIL, "95", "final")
        assert (shown(store).data_status, shown(store).status) == ("reported", "met")


@pytest.mark.parametrize(("when", "adjusted", "stage"), [
    ("2018-10-31 09:00", 500_00, ""),
    ("2018-11-01 00:00", 0, "provisional; final 95.0% (95 of 100) is not priced"),
])  # fmt: skip
def test_a_later_stage_replaces_a_provisional_figure_up_to_its_time(
    tmp_path: Path, when: str, adjusted: int, stage: str
) -> None:
    with staged(tmp_path / "store", TRUED_UP) as (store, clock):
        hand_in(store, TRUED_UP, APRIL, "80", "provisional")
        assert shown(store).stage == "provisional; a later figure counts if it comes by the end of October 2018"
        settle(store, APRIL)
        assert statement(store, APRIL).net == FEE - 500_00
        clock.now = at(when)
        hand_in(store, TRUED_UP, APRIL, "95", "final")
        assert shown(store).stage == stage
        assert statement(store, MAY).adjusted == adjusted


def test_without_truing_up_the_first_figure_stays_with_its_evidence(tmp_path: Path) -> None:
    with staged(tmp_path / "store", FIRST) as (store, clock):
        hand_in(store, FIRST, APRIL, "80", "provisional")
        before = statement(store, APRIL)
        clock.now = at("2018-06-07 09:00")
        hand_in(store, FIRST, APRIL, "95", "final")
        (line,) = (each for each in statement(store, APRIL).lines if each.indicator == "F1")
        assert (line.amount, line.measure) == (-500_00, "80.0% (80 of 100)")
        assert "Its stage: provisional; final 95.0% (95 of 100) is not priced." in line.words
        assert [(each.submission, each.cells) for each in line.evidence] == [(1, "B7, C7, D7")]
        # The return that brought the later stage is known to the statement too.
        assert statement(store, APRIL).digest != before.digest
        # A provisional figure that is corrected is priced as corrected, and takes the final one back.
        hand_in(store, FIRST, APRIL, "91", "provisional")
        assert (shown(store).measure, shown(store).stage) == ("91.0% (91 of 100)", "provisional")


def test_a_return_that_gives_an_earlier_stage_again_takes_the_later_one_back(tmp_path: Path) -> None:
    with staged(tmp_path / "store", FINAL) as (store, clock):
        hand_in(store, FINAL, APRIL, "80", "final")
        assert shown(store).data_status == "reported"
        hand_in(store, FINAL, APRIL, "80", "provisional")
        assert shown(store).data_status == "awaiting its stage"
        clock.now = at("2018-06-07 09:00")
        hand_in(store, FINAL, APRIL, "", "")
        assert (shown(store).data_status, shown(store).measure) == ("awaiting its stage", "Later figure to come")


def test_the_rows_behind_a_figure_are_those_of_the_stage_that_is_priced(tmp_path: Path) -> None:
    with staged(tmp_path / "store", FIRST) as (store, clock):
        hand_in(store, FIRST, APRIL, "80", "provisional")
        clock.now = at("2018-06-07 09:00")
        hand_in(store, FIRST, APRIL, "95", "final")
        behind = show_rows(store, OFFICER, RowsAsked(contract=CONTRACT, month=APRIL, indicator="F1", costs=True))
        # Without the provisional row the final one is the first figure: 95%, which costs nothing.
        (row,) = behind.rows
        assert (row.cells[0].cell, row.cost, row.without) == ("A7", 500_00, "95.0% (95 of 100)")


def test_another_figure_may_be_supposed_at_whichever_stage_it_stands(tmp_path: Path) -> None:
    with staged(tmp_path / "store", TRUED_UP) as (store, clock):
        hand_in(store, TRUED_UP, APRIL, "80", "provisional")
        clock.now = at("2018-06-07 09:00")
        hand_in(store, TRUED_UP, APRIL, "85", "final")
        asked = WhatIfAsked.model_validate({"contract": CONTRACT, "scenarios": ("F1 +5", "F1 +4")})
        as_it_was, enough, too_few = what_if(store, OFFICER, asked).replays
        assert [each.deducted for each in (as_it_was, enough, too_few)] == [500_00, 0, 500_00]


def test_the_wait_is_over_at_midnight_in_london(tmp_path: Path) -> None:
    rule = FINAL.replace("months: 6", "months: 3")
    with staged(tmp_path / "store", rule) as (store, clock):
        hand_in(store, rule, APRIL, "95", "provisional")
        # The end of July is 23:00 UTC: what was worked out before is not kept beyond it.
        clock.now = at("2018-07-31 22:59")
        assert shown(store).data_status != "missing"
        clock.now = at("2018-07-31 23:01")
        assert shown(store).data_status == "missing"
