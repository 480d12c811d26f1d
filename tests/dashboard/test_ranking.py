"""In which order the board's grid stands, and how another is chosen."""

from urllib.parse import parse_qs, urlsplit

from dashboard.figures import grid, ranking
from dashboard.figures.in_view import InView
from tests.dashboard.made import line, measure, parsed, text, view

MIXED = view(
    measure("A", "2016-10", band=3, deducted=900_00),
    measure("A"),
    measure("B", band=4, deducted=300_00),
    measure("C", band=None, data_status="below minimum"),
    line("B", 300_00),
)


def ids(seen: InView, order: str) -> list[str]:
    return [each.id for each in ranking.ranked(seen, order)]


def test_what_cost_most_this_year_comes_first_and_of_the_rest_the_worst() -> None:
    # A cost £900 in October and nothing since; C was not judged and D is not measured before December.
    assert ids(MIXED, ranking.COST) == ["A", "B", "C", "D"]


def test_failing_comes_first_then_not_judged_then_met_then_not_measured() -> None:
    assert ids(MIXED, "worst") == ["B", "C", "A", "D"]


def test_of_two_alike_the_dearer_comes_first() -> None:
    seen = view(measure("A", band=3), measure("B", band=3), line("B", 300_00))
    assert ids(seen, "worst")[:2] == ["B", "A"]


def test_the_order_of_the_contract() -> None:
    assert ids(MIXED, "contract") == ["A", "B", "C", "D"]


def test_the_address_chooses_and_what_it_does_not_know_is_passed_over() -> None:
    assert ranking.chosen({}) == ranking.chosen({"order": "sideways"}) == "cost"
    for order, first in (("worst", "Offers made in time"), ("contract", "Plans issued in time")):
        table = parsed(grid.grid(MIXED, "light", {"order": order}))
        assert table.findtext(".//tbody/tr/th/a") == first


def test_the_other_orders_are_links_that_keep_the_address_and_the_place() -> None:
    shown = parsed(ranking.choices({"contract": "x", "order": "worst"}, "every-indicator"))
    assert text(shown) == "In order of: cost this year · worst this month · contract order"
    assert [each.text for each in shown.findall(".//b")] == ["worst this month"]
    for link in shown.findall(".//a"):
        parts = urlsplit(link.get("href") or "")
        assert parts.fragment == "every-indicator"
        assert parse_qs(parts.query)["contract"] == ["x"]


def test_what_is_still_to_come_is_an_order_once_it_is_known() -> None:
    to_come = {"C": 2_000.0, "B": 500.0}
    assert [each.id for each in ranking.ranked(MIXED, ranking.TO_COME, to_come)] == ["C", "B", "A", "D"]
    asked = {"order": ranking.TO_COME}
    assert ranking.chosen(asked) == ranking.COST
    assert "still to come" not in ranking.choices(asked, "here")
    assert ranking.chosen(asked, to_come) == ranking.TO_COME
    assert "Simulated" in ranking.choices(asked, "here", to_come)
    assert "Simulated" not in ranking.choices({}, "here", to_come)
