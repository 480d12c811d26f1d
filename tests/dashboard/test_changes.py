"""What changed since last month."""

from contracts import months
from contracts.rules import Variation
from dashboard.figures import changes
from dashboard.figures.in_view import InView
from tests.dashboard.made import contract, measure, parsed, text, view


def listed(seen: InView) -> dict[str, list[str]]:
    found = parsed(changes.columns(seen, "light")).findall(".//div/div")
    return {text(each.find("h3")): [text(item) for item in each.iter("li")] for each in found}


def test_better_and_worse_are_told_with_what_was_before() -> None:
    seen = view(
        measure("A", "2016-10", band=3), measure("A", band=1),
        measure("B", "2016-08", band=1), measure("B", band=4),
        measure("C", "2016-10", band=2), measure("C", band=2),
        earlier={"2016-10": 0},
    )  # fmt: skip
    assert listed(seen) == {
        "Worse": ["Offers made in time: red; green in August"],
        "Better": ["Plans issued in time: green; red amber in October"],
        "New terms": ["None"],
    }
    assert [each.title for each in changes.changes(seen)] == ["Offers made in time", "Plans issued in time"]


def test_a_figure_that_did_not_come_is_worse_but_is_not_called_red() -> None:
    seen = view(measure("A", "2016-10", band=1), measure("A", band=4, data_status="missing"))
    assert listed(seen)["Worse"] == ["Plans issued in time: not reported; green in October"]


def test_what_was_or_is_not_judged_is_no_change() -> None:
    seen = view(
        measure("A", "2016-10", band=None, data_status="relieved"), measure("A", band=4),
        measure("B", "2016-10", band=4), measure("B", band=None, data_status="below minimum"),
    )  # fmt: skip
    assert changes.changes(seen) == ()
    assert listed(seen)["Worse"] == ["Nothing to compare"]


def test_the_largest_change_comes_first() -> None:
    seen = view(
        measure("A", "2016-10", band=1), measure("A", band=2), measure("B", "2016-10", band=1), measure("B", band=4)
    )
    assert [each.title for each in changes.changes(seen)] == ["Offers made in time", "Plans issued in time"]


def test_a_target_that_moved_and_a_variation_are_new_terms() -> None:
    variation = Variation(
        ref="CCN-1", title="A lower target", signed="2016-11-02", effective="2016-11", known="2016-11-03",
        replaces="this entry", changes={"indicators.A.target": "90"},
    )  # fmt: skip
    seen = view(measure("A", "2016-10", target="95%"), measure("A", target="90%"), variations=(variation,))
    assert changes.new_terms(seen) == ("CCN-1: A lower target", "Plans issued in time: target 90%, was 95%")


def test_the_first_month_begins_the_contract() -> None:
    seen = view(month=months.parse("2016-04"))
    assert changes.new_terms(seen) == ("The contract begins: 4 indicators",)
    assert "What is new" in text(parsed(changes.columns(seen, "light")))
    assert len(contract().indicators) == 4
