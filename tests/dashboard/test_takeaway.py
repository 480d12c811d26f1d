"""The sentences to take away, as a table of months and what is said of them."""

import pytest

from contracts import months
from contracts.relief import Relief
from dashboard.figures import takeaway
from dashboard.figures.in_view import InView
from tests.dashboard.made import BEDDING_IN, line, measure, receipt, view

OCTOBER = {"2016-10": 100_00}
NO_OCTOBER = {"2016-10": 0}
FOUR_TIMES = [measure("A", f"2016-{month:02}", band=3) for month in (7, 8, 9, 10)]

BOARD = {
    "more, and most of it one": (
        view(line("A", 300_00), line("B", 50_00), earlier=OCTOBER),
        ("£350.00 is deducted this month, £250.00 more than in October. "
        "Most of it is one indicator: Plans issued in time."),
    ),
    "less, and all of it one: its repeated failure counts with it": (
        view(line("A", 30_00), line("A", 20_00, kind="repeat"), earlier=OCTOBER),
        "£50.00 is deducted this month, £50.00 less than in October. All of it is one indicator: Plans issued in time.",
    ),
    "the same, half and half": (
        view(line("A", 50_00), line("B", 50_00), earlier=OCTOBER),
        ("£100.00 is deducted this month, the same as in October. "
        "All of it is two indicators: Plans issued in time, and Offers made in time."),
    ),
    "three parts alike": (
        view(line("A", 40_00), line("B", 30_00), line("C", 30_00), earlier=NO_OCTOBER),
        ("£100.00 is deducted this month; nothing was in October. "
        "More than half of it is two indicators: Plans issued in time, and Offers made in time."),
    ),
    "a late return is no indicator": (
        view(line(None, 500_00), line("B", 50_00), earlier=NO_OCTOBER),
        ("£550.00 is deducted this month; nothing was in October. "
        "Most of it is for returns that came late or not at all."),
    ),
    "held back by a cap": (
        view(line("A", 60_00, before_caps=-90_00)),
        "£60.00 is deducted this month. Caps hold back £30.00 more. All of it is one indicator: Plans issued in time.",
    ),
    "brought forward is no part of what a cap holds back": (
        view(line("A", 60_00, before_caps=0, measured="2016-10", brought_forward=True)),
        "£60.00 is deducted this month. All of it is one indicator: Plans issued in time.",
    ),
    "more comes back than is deducted": (
        view(line("A", 30_00), line("B", -50_00, kind="earn back"), earlier=OCTOBER),
        "£20.00 more is given back than deducted this month.",
    ),
    "after a month in which more came back": (
        view(line("A", 30_00), earlier={"2016-10": -20_00}),
        "£30.00 is deducted this month; nothing was in October. All of it is one indicator: Plans issued in time.",
    ),
    "none": (view(earlier=NO_OCTOBER), "Nothing is deducted this month."),
    "none, after some": (view(earlier=OCTOBER), "Nothing is deducted this month; £100.00 was in October."),
    "last December is named with its year": (
        view(earlier={"2016-12": 100_00}, month=months.parse("2017-01")),
        "Nothing is deducted this month; £100.00 was in December 2016.",
    ),
    "bedding-in": (
        view(relief=Relief(bedding_in=BEDDING_IN, suspensions=(), agreed=None)),
        "Nothing is deducted: the bedding-in period lasts to the end of November 2016 (clause 3.1).",
    ),
    "nothing returned yet": (
        view(receipt("awaited"), measure("A", band=None, data_status="awaited")),
        "No return has come for November 2016. It is due by 7 Dec 2016, 17:00.",
    ),
    "nothing returned yet, but something brought forward": (
        view(receipt("awaited"), line("A", 60_00, before_caps=0, measured="2016-10", brought_forward=True)),
        ("No return has come for November 2016. It is due by 7 Dec 2016, 17:00. £60.00 is deducted this month. "
        "All of it is one indicator: Plans issued in time."),
    ),
    "green for the first time": (
        view(*FOUR_TIMES, measure("A")),
        "Nothing is deducted this month. Green for the first time: Plans issued in time.",
    ),
    "green again is no news": (
        view(*FOUR_TIMES, measure("A", "2016-06"), measure("A")),
        "Nothing is deducted this month.",
    ),
    "green after too few times is no news": (view(*FOUR_TIMES[2:], measure("A")), "Nothing is deducted this month."),
}  # fmt: skip

PAYMENT = {
    "deducted": (
        view(line("A", 300_00), line("B", 0)),
        "£899,700.00 is payable before VAT: the charge of £900,000.00, less £300.00 deducted.",
    ),
    "more comes back than is deducted": (
        view(line("A", 30_00), line("B", -50_00, kind="earn back")),
        (
            "£900,020.00 is payable before VAT: the charge of £900,000.00, plus £20.00, "
            "which is more given back than deducted."
        ),
    ),
    "none": (view(), "£900,000.00 is payable before VAT: the whole charge. Nothing is deducted this month."),
    "nothing returned yet: no total": (
        view(receipt("awaited")),
        (
            "No return has come for November 2016. It is due by 7 Dec 2016, 17:00. "
            "Until then only the charge of £900,000.00 is known."
        ),
    ),
}


@pytest.mark.parametrize("case", BOARD)
def test_the_board_is_told(case: str) -> None:
    seen, said = BOARD[case]
    assert takeaway.of_board(seen) == said


@pytest.mark.parametrize("case", PAYMENT)
def test_the_payment_page_tells(case: str) -> None:
    seen, said = PAYMENT[case]
    assert takeaway.of_payment(seen) == said


def test_every_month_of_the_demonstration_is_told_in_a_few_sentences(every_month: list[InView]) -> None:
    for seen in every_month:
        for said in (takeaway.of_board(seen), takeaway.of_payment(seen)):
            assert said.endswith(".")
            assert len(said) < 420, said
            assert "None" not in said
