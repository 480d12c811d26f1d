"""The board's document agrees with the statements, and the policy says who sees it."""

import pytest

from contracts import months
from statements import drafting
from statements.documents import Board, Statement
from statements.drafting import NoSuchMonth
from statements.ledger import Ledger
from statements.operations import BoardAsked, show_board
from store.people import UnknownPerson
from store.session import Store
from tests.demonstration import CONTRACT


@pytest.fixture(scope="module")
def board(ledger: Ledger) -> Board:
    return drafting.board(ledger, months.parse("2018-03"))


def test_totals_are_those_of_the_statements(board: Board, statements: list[Statement]) -> None:
    drawn = {each.month: (each.charge, each.deducted, each.net) for each in statements}
    assert len(board.months) == 24
    assert {each.month: (each.charge, each.deducted, each.net) for each in board.months} == {
        month: drawn[month] for month in list(drawn)[:24]
    }


def test_what_indicators_cost_is_what_all_statements_deduct(board: Board, statements: list[Statement]) -> None:
    lines = [line for each in statements if each.month <= "2018-03" for line in each.lines]
    of_measures = -sum(line.amount for line in lines if line.kind in ("performance", "repeat"))
    carried_on = -sum(
        line.amount
        for each in statements
        if each.month > "2018-03"
        for line in each.lines
        if line.kind in ("performance", "repeat") and line.measured <= "2018-03"
    )
    assert sum(each.deducted or 0 for each in board.grid) == of_measures + carried_on


def test_every_indicator_has_a_place_in_the_months_it_is_measured(board: Board) -> None:
    monthly = {each.month for each in board.grid if each.indicator == "OP5"}
    assert len(monthly) == 24
    assert [each.month for each in board.grid if each.indicator == "OP14"] == ["2016-11", "2017-11"]
    assert {each.data_status for each in board.grid if each.status is None} <= {
        "below minimum", "nil activity", "not measurable", "relieved", "awaited",
    }  # fmt: skip


def test_receipts_name_what_was_late(board: Board) -> None:
    late = {(each.month, each.dataset) for each in board.receipts if each.receipt_status == "late"}
    september = {("2016-09", each.dataset) for each in board.receipts}
    assert late == september | {("2017-03", "finance_lines")}
    # 17:00 itself was still on time.
    december = [each for each in board.receipts if each.month == "2016-12"]
    assert {each.receipt_status for each in december} == {"on time"}
    assert all(each.received_at == each.due_at for each in december)


def test_it_names_its_facts_and_that_it_is_illustrative(board: Board) -> None:
    assert board.illustrative
    assert any("Management fee of £10.8m a year." in fact for fact in board.facts)


def test_a_month_outside_the_contract(ledger: Ledger) -> None:
    with pytest.raises(NoSuchMonth, match=r"Found 2016-03.*from 2016-04 to"):
        drafting.board(ledger, months.parse("2016-03"))


def test_a_board_member_sees_it_and_a_stranger_does_not(store: Store) -> None:
    asked = BoardAsked(contract=CONTRACT, month="2018-03")
    assert show_board(store, "r.levene", asked).month == "2018-03"
    with pytest.raises(UnknownPerson):
        show_board(store, "n.body", asked)


def test_what_is_set_off_stands_on_the_board_as_the_grid_says_it(ledger: Ledger) -> None:
    seen = set()
    for month in (month for month in sorted(ledger.net) if months.label(month) <= "2018-03"):
        board = drafting.board(ledger, month)
        plans = {each.indicator for each in board.triggers if each.trigger == "rectification plan due"}
        last = {each.indicator: each for each in board.grid if each.data_status != "awaited"}
        strategic = {name: each for name, each in last.items() if name.startswith("SP")}
        assert plans == {name for name, each in strategic.items() if each.status == "red" or each.place_in_run >= 3}
        seen |= {each.trigger for each in board.triggers}
    assert "rectification plan due" in seen
