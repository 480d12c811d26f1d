"""The four figures and the tally."""

import pytest

from contracts import months
from contracts.wording import pounds
from dashboard.figures import headline
from dashboard.figures.in_view import InView
from statements.documents import CapUse
from tests.dashboard.made import MONTH_CAP, beside, line, measure, parsed, receipt, text, view

CAP = CapUse(cap="one month", title="Cap per month", clause="7.3", limit=1_000_000, used=250_000)


def figures(seen: InView) -> list[str]:
    return [text(each) for each in parsed(headline.figures(seen)).findall("./dl/div")]


def tally(seen: InView) -> list[str]:
    return [text(each) for each in parsed(headline.tally(seen, "light")).iter("li")]


def test_the_four_figures() -> None:
    seen = view(
        measure("A", band=4), measure("B"), line("A", 2500_00), CAP, earlier={"2016-03": 99, "2016-10": 100_00},
        caps=(MONTH_CAP,),
    )  # fmt: skip
    assert figures(seen) == [
        "Monthly charge£900,000.00£897,500.00 payable before VAT",
        "Deducted in November£2,500.00for 1 of 2 indicators due",
        "Deducted, April to November£2,600.00The year has no cap",
        "Monthly cap used25.0%£2,500.00 of £10,000.00",
    ]


def test_what_no_indicator_of_the_month_costs_is_said_apart() -> None:
    seen = view(measure("A", band=4), line("A", 100_00), line(None, 500_00))
    assert figures(seen)[1] == "Deducted in November£600.00for 1 of 1 indicator due; £500.00 besides"


def test_what_is_deducted_for_earlier_figures_alone_is_told_as_that() -> None:
    seen = view(measure("A", band=4), line("A", 70_00, measured="2016-10"))
    assert figures(seen)[1] == "Deducted in November£70.00for figures of earlier months"


def test_before_the_return_nothing_is_a_nought() -> None:
    seen = view(receipt("awaited"), CAP, earlier={"2016-10": 100_00}, caps=(MONTH_CAP,))
    assert figures(seen) == [
        "Monthly charge£900,000.00Payable: not known yet",
        "Deducted in November–No return has come",
        "Deducted, April to October£100.00The year has no cap",
        "Monthly cap used–of £10,000.00",
    ]


def test_the_first_month_of_a_year_without_its_return() -> None:
    seen = view(receipt("awaited", "2017-04"), month=months.parse("2017-04"))
    assert figures(seen)[2] == "Deducted this contract year–Its first month"


def test_the_tally_runs_from_best_to_worst_then_what_is_not_judged() -> None:
    seen = view(measure("A", band=4), measure("B"), measure("C", band=4, data_status="missing"))
    assert tally(seen) == ["4 indicators", "1 green", "1 red", "1 not reported", "1 not measured this month"]


def test_every_month_of_the_demonstration_counts_every_indicator_once(every_month: list[InView]) -> None:
    for seen in every_month:
        whole, *counts = tally(seen)
        assert sum(int(each.split()[0]) for each in counts) == int(whole.split()[0]) == 29


@pytest.mark.parametrize("label", ["2016-12", "2018-03"])
def test_the_contract_year_so_far_is_what_its_yearly_cap_counts(every_month: list[InView], label: str) -> None:
    seen = next(each for each in every_month if each.board.month == label)
    cap = seen.cap("contract year")
    assert cap is not None
    assert pounds(cap.used) in figures(seen)[2]


def test_what_is_given_back_is_no_deduction_below_nothing() -> None:
    back = line("B", -50_00, kind="earn back")
    assert figures(view(measure("A"), back))[1] == "Given back in November£50.00Nothing was deducted"
    both = figures(view(measure("A", band=4), line("A", 20_00), back))[1]
    assert both == "Given back in November£30.00£20.00 deducted, £50.00 given back"


def test_what_the_years_cap_counts_is_named_where_it_is_another_sum() -> None:
    year = MONTH_CAP.model_copy(update={"id": "one year", "per": "contract year"})
    use = CAP.model_copy(update={"cap": "one year", "used": 250_000})
    for deducted, said in ((2_500_00, "25.0% of the year’s cap"), (2_400_00, None)):
        seen = view(measure("A", band=4), line("A", deducted), use, caps=(year,))
        assert figures(seen)[2].endswith(said or "25.0% of the year’s cap is used: £2,500.00 of £10,000.00")


def test_what_is_paid_beside_the_charge_is_no_part_of_it() -> None:
    paid = line(None, -4_400_00, kind="outcome", title="Into work")
    shared = line(None, 400_00, kind="pain share", title="Target cost")
    assert figures(beside(view(), paid, shared))[0] == (
        "Monthly charge£900,000.00+£4,400.00 of outcome payments, −£400.00 of pain share; "
        "£904,000.00 payable before VAT"
    )


def test_a_status_of_two_words_is_written_small_in_the_tally() -> None:
    assert "1 green delivered" in tally(view(measure("A").model_copy(update={"status": "green Delivered"})))
