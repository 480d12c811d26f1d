"""An indicator's history agrees with the board and with every statement."""

import pytest

from contracts import months
from statements import drafting
from statements.documents import Board, Statement
from statements.history import NoSuchIndicator
from statements.ledger import Ledger
from statements.operations import OPERATIONS, IndicatorAsked, show_indicator
from store.people import UnknownPerson
from store.session import Store
from tests.demonstration import CONTRACT

MARCH_2018 = months.parse("2018-03")


@pytest.fixture(scope="module")
def board(ledger: Ledger) -> Board:
    return drafting.board(ledger, MARCH_2018)


def test_every_month_is_the_boards_and_costs_what_it_says(ledger: Ledger, board: Board) -> None:
    for agreed in ledger.frozen.contract.indicators:
        told = drafting.indicator_history(ledger, agreed.id, MARCH_2018)
        assert [each.shown for each in told.months] == [each for each in board.grid if each.indicator == agreed.id]
        for each in told.months:
            assert sum(cost.amount for cost in each.costs) == (each.shown.deducted or 0)


def test_costs_are_the_lines_of_the_statements(ledger: Ledger, statements: list[Statement]) -> None:
    lines = {
        (line.indicator, line.measured, each.month, line.kind, line.words): -line.amount
        for each in statements
        for line in each.lines
        if line.indicator
    }
    told = {
        (agreed.id, each.shown.month, cost.charged, cost.kind, cost.words): cost.amount
        for agreed in ledger.frozen.contract.indicators
        for each in drafting.indicator_history(ledger, agreed.id, max(ledger.net)).months
        for cost in each.costs
    }
    assert told == lines


def test_a_failure_and_its_repetition_are_told_apart(ledger: Ledger) -> None:
    november = drafting.indicator_history(ledger, "SP2", months.parse("2016-11")).months[-1]
    assert [(cost.kind, cost.amount) for cost in november.costs] == [("performance", 225_000), ("repeat", 450_000)]
    assert november.targets == (720.0,)
    assert november.value == 648.0


def test_it_ends_with_the_month_in_view_and_begins_with_the_contract(ledger: Ledger) -> None:
    told = drafting.indicator_history(ledger, "OP5", months.parse("2016-11"))
    assert [each.shown.month for each in told.months] == [f"2016-{month:02}" for month in range(4, 12)]
    assert told.definition.startswith("Applications received in the month")
    assert told.service == "Admissions"


def test_a_figure_that_cannot_be_judged_is_not_drawn(ledger: Ledger) -> None:
    told = {each.shown.data_status: each for each in drafting.indicator_history(ledger, "OP4", MARCH_2018).months}
    assert told["below minimum"].value is None
    assert told["nil activity"].value is None
    assert told["reported"].value is not None


def test_what_is_counted_from_records_says_which_rows(ledger: Ledger) -> None:
    november = drafting.indicator_history(ledger, "SP1", months.parse("2016-11")).months[-1]
    assert [(each.sheet, each.cells) for each in november.evidence][-1] == ("EHC assessments", "rows 4 to 281")


def test_an_indicator_that_is_not_agreed_is_refused_with_those_that_are(ledger: Ledger) -> None:
    with pytest.raises(NoSuchIndicator, match=r"Found “SP99”.*SP1, SP2"):
        drafting.indicator_history(ledger, "SP99", MARCH_2018)


def test_who_may_see_the_board_may_ask(store: Store) -> None:
    asked = IndicatorAsked(contract=CONTRACT, month="2018-03", indicator="SP1")
    assert show_indicator(store, "r.levene", asked).indicator == "SP1"
    assert OPERATIONS["indicator"].does is show_indicator
    with pytest.raises(UnknownPerson):
        show_indicator(store, "nobody", asked)
