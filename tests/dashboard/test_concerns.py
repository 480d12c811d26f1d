"""What needs the board’s attention, and that the page adds up with it."""

from dataclasses import replace

from contracts import months
from contracts.rules import ReportingFailure
from dashboard.figures import concerns
from dashboard.figures.in_view import InView
from tests.dashboard.made import line, measure, parsed, receipt, text, view
from tests.dashboard.matters_made import followed


def shown(seen: InView) -> str:
    return text(parsed(concerns.cards(seen, followed(), "light")))


def test_failures_largest_effect_first_and_what_is_met_not_at_all() -> None:
    seen = view(measure("A", band=3), measure("B", band=4), measure("C"), line("A", 100_00), line("B", 900_00))
    assert [each.title for each in concerns.concerns(seen)] == ["Offers made in time", "Plans issued in time"]


def test_a_failure_in_words() -> None:
    seen = view(
        measure("A", "2016-09", band=2, deducted=50_00),
        measure("A", band=4, place_in_run=2, deducted=300_00, commentary="One post is vacant."),
        line("A", 100_00),
        line("A", 200_00, kind="repeat", before_caps=-250_00),
    )
    found = concerns.concerns(seen)[0]
    assert found.cost == 300_00
    assert found.happened == "90.5% (172 of 190) against 95%. Failure 2 in a row. Green amber in September."
    assert found.why == "“One post is vacant.”"
    assert found.costs == ("£200.00 of it for failing again; a cap holds back £50.00 more; £350.00 in all since April")
    assert found.owner == "Admissions Manager"
    assert found.clause == "Figure sampled. A, clause 4.2"


def test_a_figure_that_did_not_come_is_said_with_what_the_contract_takes() -> None:
    seen = view(
        measure("A", band=4, data_status="missing", measure="Not reported", reason_not_reported="System moved.")
    )
    found = concerns.concerns(seen)[0]
    assert found.mark.word == "Not reported"
    assert found.happened == "No figure came; the contract takes that as red (clause 9.1)."
    assert found.why == "“System moved.”"
    assert "sampled" not in found.clause


def test_a_figure_that_did_not_come_and_costs_nothing_is_still_said() -> None:
    found = concerns.concerns(view(measure("A", band=None, data_status="missing")))[0]
    assert (found.happened, found.cost, found.costs) == ("No figure came.", None, "Nothing this month")


def test_nothing_is_put_into_the_providers_mouth() -> None:
    assert concerns.concerns(view(measure("A", band=4)))[0].why == concerns.NOTHING_SAID
    missed = view(measure("A", band=4), receipt("missing"))
    assert concerns.concerns(missed)[0].why == concerns.NOTHING_CAME


def test_a_late_return_says_when_it_came_and_when_it_was_due() -> None:
    rule = ReportingFailure(
        late="£100.00",
        missing="£500.00",
        per="dataset",
        additional="yes",
        returned_to=None,
        prices_of=None,
        clause="9.1",
    )
    deductions = view().contract.deductions.model_copy(update={"reporting_failure": rule})
    found = concerns.concerns(view(receipt("late"), line(None, 100_00), deductions=deductions))[0]
    assert (found.mark.word, found.cost, found.clause) == ("Late", 100_00, "Clause 9.1")
    assert found.happened == "The whole return came on 9 Dec 2016, 09:00. Due by 7 Dec 2016, 17:00."
    assert found.why == ""


def test_a_return_that_never_came_is_missing() -> None:
    found = concerns.concerns(view(receipt("missing")))[0]
    assert (found.mark.word, found.cost) == ("Missing", None)
    assert found.happened == "The whole return did not come. Due by 7 Dec 2016, 17:00."


def test_what_is_deducted_besides_is_said_below() -> None:
    seen = view(
        measure("A", band=4), measure("B", band=2), line("A", 900_00), line("B", 56_25),
        line("C", 10_00, measured="2016-10", brought_forward=True),
    )  # fmt: skip
    assert shown(seen).endswith(
        "£56.25 more is for 1 indicator that does not fail but whose status costs money. "
        "£10.00 more was brought forward from earlier months."
    )


def test_what_was_put_right_since_it_was_certified_is_not_said_to_cost_by_its_status() -> None:
    # B met its target on what is known now; the certified statement has it as missed, by another figure.
    seen = view(measure("A", band=4), measure("B", measure="95.0% (95 of 100)"), line("A", 900_00), line("B", 56_25))
    certified = replace(seen, statement=seen.statement.model_copy(update={"state": "certified"}))
    assert shown(certified).endswith(
        "£56.25 more is for 1 indicator whose figure was put right since the month was certified."
    )


def test_what_the_next_payment_prices_is_told_with_that_payment_and_never_as_nothing() -> None:
    later = view().contract.rules.model_copy(update={"priced": "the next month's charge"})
    seen = view(
        measure("A", band=4, deducted=900_00), measure("B", band=4, deducted=950_00),
        line("A", 70_00, measured="2016-10"), rules=later,
    )  # fmt: skip
    first, second = concerns.concerns(seen)
    assert (first.title, first.cost, first.later) == ("Offers made in time", None, 950_00)
    assert second.costs == "With the payment for December 2016"
    assert "With the payment for December 2016 −£950.00" in shown(seen)
    assert shown(seen).endswith("£70.00 of this payment is for figures of earlier months.")


def test_nothing_to_attend_to_is_said_as_it_is() -> None:
    assert "No indicator fails, no figure is missing and the return came in time." in shown(view(measure("A")))
    assert "before the return comes" in shown(view(receipt("awaited")))
    after_the_last = replace(view(), board=view().board.model_copy(update={"receipts": ()}))
    assert "No indicator is measured this month, and no return is due for it." in shown(after_the_last)
    relieved = view(measure("A", band=None, data_status="relieved"), measure("B"))
    assert "1 of 2 figures is excused. No other fails or is missing." in shown(relieved)


def test_cards_and_what_is_besides_make_up_the_months_deduction(every_month: list[InView]) -> None:
    for seen in every_month:
        found = concerns.concerns(seen)
        costs = sum(each.cost or 0 for each in found)
        titles = {each.title for each in found}
        green = sum(seen.costs(each.indicator) or 0 for each in seen.measured.values() if each.title not in titles)
        carried = -sum(each.amount for each in seen.earlier_lines)
        assert costs + green + carried == seen.statement.deducted, months.label(seen.month)


def test_a_failure_that_free_points_cover_says_so(every_month: list[InView]) -> None:
    """In January 2018 SP2's four points are free, being the first; OP2's are not."""
    seen = every_month[21]
    costs = {each.indicator: each.costs for each in concerns.concerns(seen)}
    assert (seen.costs("SP2"), costs["SP2"].partition(";")[0]) == (0, "Within the free points")
    assert all("free points" not in said for indicator, said in costs.items() if seen.costs(indicator or ""))


def test_in_november_2016_the_conversions_come_first(every_month: list[InView]) -> None:
    november = next(each for each in every_month if each.board.month == "2016-11")
    first = concerns.concerns(november)[0]
    assert first.title == "Statements converted to EHC plans"
    assert first.happened == "648 against 720. Failure 4 in a row. Red amber in October."
    assert "advice from a psychologist" in first.why


def test_more_is_said_only_beside_something_that_costs() -> None:
    seen = view(measure("A", band=2), line("A", 20_00))
    assert "£20.00 is for 1 indicator that does not fail" in text(parsed(concerns.cards(seen, followed(), "light")))
