"""What a row cost, worked out in the head: a point that a band hangs on, and two rows that cost nothing one by one."""

from datetime import UTC, datetime

import pytest

from statements.operations import StatementAsked, draft_statement
from statements.rows.documents import RowCost, RowsOfMonth
from statements.rows.one import NoSuchRow, NotARow
from statements.rows.operations import RowCostAsked, RowsAsked, show_row_cost, show_rows
from store.policy import NotAllowed
from store.session import Store
from tests.statements.rows.marsh import APRIL, BOARD_MEMBER, CONTRACT, ELSEWHERE, MAY, OFFICER, POINT, PROVIDER


def rows(store: Store, indicator: str, month: str, person: str = OFFICER, by: str | None = None) -> RowsOfMonth:
    asked = RowsAsked(contract=CONTRACT, month=month, indicator=indicator, by=by, costs=True)
    return show_rows(store, person, asked)


def cost(store: Store, month: str, row: str, person: str = OFFICER) -> RowCost:
    return show_row_cost(store, person, RowCostAsked(contract=CONTRACT, month=month, row=row))


def test_nine_of_ten_on_time_fail_by_one_row_and_that_row_cost_the_whole(small: Store) -> None:
    april = rows(small, "P1", APRIL)
    assert (april.measure, april.status, april.entered, april.failed) == ("90.0% (9 of 10)", "missed", 10, 1)
    first, *others = april.rows
    assert (first.key, first.did, first.days_taken, first.without) == ("C-00", "late", 150, "100.0% (9 of 9)")
    assert (first.cost, [(each.month, each.pence) for each in first.costs]) == (POINT, [(APRIL, POINT)])
    counted = [each for each in others if each.did == "on time"]
    assert [(each.cost, each.without) for each in counted] == [(0, "88.9% (8 of 9)")] * 9
    assert [(step.rows, step.measure, step.pence) for step in april.steps] == [(1, "100.0% (9 of 9)", POINT)]


def test_two_rows_cost_nothing_one_by_one_and_the_whole_together(small: Store) -> None:
    may = rows(small, "P1", MAY)
    assert may.measure == "80.0% (8 of 10)"
    assert [each.cost for each in may.rows if each.did == "late"] == [0, 0]
    assert [(step.rows, step.measure, step.pence) for step in may.steps] == [(2, "100.0% (8 of 8)", POINT)]


def test_a_row_from_the_cell_up(small: Store) -> None:
    told = cost(small, APRIL, "EHC assessments!7")
    statement = draft_statement(small, OFFICER, StatementAsked(contract=CONTRACT, month=APRIL))
    assert (told.key, told.row, told.file_name, told.cost) == ("C-00", 7, "2018-04-EHC assessments.csv", POINT)
    (difference,) = told.statements
    assert (difference.month, difference.net, difference.net_without) == (APRIL, statement.net, statement.net + POINT)
    (effect,) = told.effects
    assert (effect.did, effect.measure, effect.measure_without) == ("late", "90.0% (9 of 10)", "100.0% (9 of 9)")
    assert (effect.status, effect.status_without) == ("missed", "met")
    assert told.words.startswith("Without this row: P1 100.0% (9 of 9), met. The payments would be £500.00 more")
    assert "do not add up" in told.words


def test_one_row_and_the_list_agree(small: Store) -> None:
    for indicator, sheet in (("P1", "EHC assessments"), ("T1", "SEN transport"), ("F1", "Indicators")):
        for each in rows(small, indicator, APRIL).rows[:2]:
            told = cost(small, APRIL, f"{sheet}!{each.row}")
            assert (told.cost, told.effects[0].measure_without) == (each.cost, each.without)


def test_a_row_left_out_costs_nothing(small: Store) -> None:
    april = rows(small, "P1", APRIL)
    left = {each.key: (each.why, each.cost) for each in april.rows if each.did == "left out"}
    assert left == {
        "C-90": ("It has an exception, and counts on neither side", 0),
        "C-91": ("Case type “re-assessment”: only new counts", 0),
    }
    assert [(each.why, each.rows) for each in april.left_out if each.why.startswith("No plan")] == [
        ("No plan was issued in the month of the return", 1)
    ]
    assert cost(small, APRIL, "EHC assessments!19").words.startswith("It counts in no indicator")


def test_a_row_that_is_the_figure_is_no_cost_but_would_be_missing(small: Store) -> None:
    # April's 95% costs nothing; without the row the worst band is taken for what is missing, £500.00 more.
    told = cost(small, APRIL, "Indicators!7")
    assert (told.cost, told.effects[0].measure_without) == (-POINT, "Not reported")
    assert told.words == (
        "This row is the figure of F1. Without it the figure would be missing, for which the contract takes the worst "
        "band (clause 4.1): £500.00 more would be deducted. That is no cost of the row: what the figure cost stands on "
        "the lines of F1."
    )
    # May's 80% has the worst band already: to leave it out would change nothing.
    assert cost(small, MAY, "Indicators!7").cost == 0
    stated = rows(small, "F1", APRIL)
    assert (stated.source, [each.did for each in stated.rows], stated.breakdowns) == ("stated", ["stated"], ())


def test_a_row_that_is_the_figure_is_no_cost_either_while_it_could_still_come(small: Store) -> None:
    """The return for May came on 5 June and is due on the 7th: on the 6th its figure would be still to come."""
    known = datetime(2018, 6, 6, tzinfo=UTC)
    asked = RowCostAsked(contract=CONTRACT, month=MAY, row="Indicators!7", as_known_on=known)
    told = show_row_cost(small, OFFICER, asked)
    assert (told.cost, told.effects[0].measure_without) == (POINT, "Not due yet")
    assert told.words == (
        "This row is the figure of F1. Without it the figure would be still to come, and cost nothing until then: "
        "£500.00 less would be deducted. That is no cost of the row: what the figure cost stands on the lines of F1."
    )


def test_a_case_is_for_those_who_may_see_cases(small: Store) -> None:
    assert cost(small, APRIL, "EHC assessments!7", PROVIDER).cost == POINT
    with pytest.raises(NotAllowed, match=r"on “Fenland libraries” is for an officer.*you are a board member"):
        cost(small, APRIL, "EHC assessments!7", BOARD_MEMBER)
    assert cost(small, APRIL, "Indicators!7", BOARD_MEMBER).cost == -POINT
    with pytest.raises(NotAllowed, match="you have no appointment"):
        cost(small, APRIL, "Indicators!7", ELSEWHERE)


@pytest.mark.parametrize("row", ["", "EHC assessments", "17", "EHC assessments!x"])
def test_a_text_that_names_no_row(small: Store, row: str) -> None:
    with pytest.raises(NotARow, match="such as “EHC assessments!17”"):
        cost(small, APRIL, row)


@pytest.mark.parametrize("row", ["EHC assessments!6", "EHC assessments!20", "Finance lines!4", "Elsewhere!7"])
def test_a_row_that_the_returns_do_not_have(small: Store, row: str) -> None:
    with pytest.raises(NoSuchRow, match="“EHC assessments” has rows 7 to 19"):
        cost(small, APRIL, row)
