"""A month whose figures are priced with the next payment: what is told with which payment, and that it adds up."""

from dataclasses import replace

import pytest

from dashboard.figures import concerns, grid, headline, lines, takeaway
from dashboard.figures.in_view import InView
from tests.dashboard.made import line, measure, parsed, receipt, text, view


@pytest.fixture(scope="module")
def seen() -> InView:
    """November: October's failure and missing return are taken off, November's come off the payment for December."""
    later = view().contract.rules.model_copy(update={"priced": "the next month's charge"})
    month = view(
        measure("A", band=4, deducted=900_00), receipt("missing"), line("A", 70_00, measured="2016-10"),
        line(None, 100_00, measured="2016-10"), rules=later,
    )  # fmt: skip
    return replace(month, board=month.board.model_copy(update={"returns_later": 500_00}))


def test_the_sentence_tells_both_payments(seen: InView) -> None:
    said = takeaway.of_board(seen)
    assert said.startswith("£170.00 is deducted this month.")
    assert said.endswith("November’s own figures and returns take £1,400.00 off the payment for December.")


def test_the_return_costs_with_the_next_payment(seen: InView) -> None:
    missing = next(each for each in concerns.concerns(seen) if each.title == "The return for November 2016")
    assert (missing.cost, missing.later) == (None, 500_00)
    assert missing.costs == "By itself, with the payment for December 2016"


def test_what_this_payment_takes_off_is_of_earlier_months(seen: InView) -> None:
    tiles = text(parsed(headline.figures(seen)))
    assert "£170.00for figures and returns of earlier months" in tiles


def test_the_column_of_costs_comes_to_the_total(seen: InView) -> None:
    table = parsed(grid.grid(seen, "light"))
    assert text(table.findall(".//thead/tr")[-1][-1]).startswith("Cost")
    (own,) = (text(row[-1]) for row in table.findall(".//tbody/tr") if row[0].findtext("a") == "Plans issued in time")
    assert own.startswith("£900.00")
    below = [[text(cell) for cell in row] for row in table.findall(".//tfoot/tr")]
    assert below == [
        ["Comes off the payment for December", "−£900.00"],
        ["For figures of earlier months", "£70.00"],
        ["Returns late or missing", "£100.00"],
        ["Total deducted in November", "£170.00"],
    ]


def test_a_line_on_another_month_says_which(seen: InView) -> None:
    table = parsed(lines.line_by_line(seen, "light"))
    assert [text(each) for each in table.iter("span") if each.get("class") == "tag"] == ["For October 2016"]


def test_a_payment_that_has_none_of_the_month_s_figures_waits_for_no_return() -> None:
    later = view().contract.rules.model_copy(update={"priced": "the next month's charge"})
    seen = view(receipt("awaited"), measure("A", band=None, data_status="awaited"), rules=later)
    # October did not fail, so the whole charge is payable; November's figures are a matter of the next payment.
    said = takeaway.of_payment(seen)
    assert "is payable before VAT: the whole charge." in said
    assert "No return" not in said
    assert "Payable: not known yet" not in text(parsed(headline.figures(seen)))
    # The board is told of the figures too: they have not come.
    assert takeaway.of_board(seen).startswith("No return has come for November 2016.")
