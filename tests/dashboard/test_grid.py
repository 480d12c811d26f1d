"""The grid of statuses: no figure invented, the signal apart from the status, and it adds up."""

import re
from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree

from contracts import months
from contracts.relief import Relief
from contracts.wording import pounds
from dashboard.figures import grid
from dashboard.figures.in_view import InView
from statements.documents import Beside, TravelShown
from tests.dashboard.made import BEDDING_IN, NOVEMBER, line, measure, parsed, receipt, text, view

MIXED = view(
    measure("A", "2016-10", band=3),
    measure("A"),
    measure("B", band=4),
    measure("C", band=None, data_status="below minimum"),
    line("B", 300_00),
)


def rows(seen: InView) -> Iterator[tuple[str, list[ElementTree.Element]]]:
    table = parsed(grid.grid(seen, "light"))
    for row in table.findall(".//tbody/tr"):
        name, *cells = row
        yield (name.findtext("a") or ""), cells


def pence(written: str) -> int:
    return int(re.sub(r"[£,.]", "", written))


def test_a_cell_says_its_month_its_word_and_its_figure() -> None:
    cells = dict(rows(MIXED))["Plans issued in time"]
    october = cells[6]
    assert october.get("title") == "October 2016: Red amber, 90.5% (172 of 190)"
    image = october.find("img")
    assert image is not None
    assert image.get("alt") == "Red amber"
    assert (image.get("src") or "").endswith("light/status-red-amber.svg")


def test_a_signal_stands_in_a_column_of_its_own_and_leaves_the_status_alone() -> None:
    worse = TravelShown(indicator="A", month="2016-11", variation="worse", direction="low", finding="8 in a row.")
    unknown = TravelShown(indicator="B", month=None, variation=None, direction=None, finding="Too few figures.")
    told = replace(MIXED, board=MIXED.board.model_copy(update={"travel": (worse, unknown)}))
    plain, travelled = dict(rows(MIXED)), dict(rows(told))
    for name, cells in travelled.items():
        before = plain[name]
        # Months, figure, target and pounds are the same, signal or not.
        same = [*range(10), 11]
        assert [text(cells[at]) for at in same] == [text(before[at]) for at in same]
        assert [ElementTree.tostring(each) for each in cells[:8]] == [ElementTree.tostring(each) for each in before[:8]]
    cell = travelled["Plans issued in time"][10]
    assert text(cell) == "Worse than usual"
    assert cell[0].get("title") == "8 in a row."
    (image,) = cell.findall(".//img")
    assert (image.get("src") or "").endswith("light/variation-worsening-falling.svg")
    assert text(travelled["Offers made in time"][10]) == "Not charted"
    assert text(travelled["Schools judged good"][10]) == "–"


def test_what_has_no_target_names_none_on_a_narrow_screen() -> None:
    table = parsed(grid.grid(view(measure("A"), measure("B", target="")), "light"))
    narrow = {row[0].findtext("a"): row[0].findtext("small") or "" for row in table.findall(".//tbody/tr")}
    assert "target" in narrow["Plans issued in time"]
    assert "target" not in narrow["Offers made in time"]


def test_beside_the_month_stands_what_the_contract_year_cost_so_far() -> None:
    seen = view(measure("A", "2016-10", deducted=5_00), measure("A", band=3, deducted=300_00), line("A", 300_00))
    cells = dict(rows(seen))["Plans issued in time"]
    assert text(cells[-1]) == "£300.00 £305.00"


def test_a_month_without_a_measurement_shows_the_dash_and_never_a_nought() -> None:
    cells = dict(rows(MIXED))["Schools judged good"]
    for cell in cells[:8]:
        image = cell.find("img")
        assert image is not None
        assert image.get("alt") == "Not measured this month"
    assert [text(cell) for cell in cells[8:]] == ["Due Dec 2016", "–", "–", "–"]


def test_what_is_not_judged_has_its_reason_beside_its_figure_and_costs_no_nought() -> None:
    cells = dict(rows(MIXED))["Meals taken up"]
    assert [text(cell) for cell in cells[8:]] == ["90.5% (172 of 190), too few to judge", "95%", "–", "–"]


def test_a_failure_that_free_points_covered_is_a_worked_out_nil() -> None:
    cells = dict(rows(view(measure("A", band=3))))["Plans issued in time"]
    assert text(cells[-1]) == "£0.00"


def test_the_month_in_view_is_boxed_and_headed() -> None:
    table = parsed(grid.grid(MIXED, "dark"))
    boxed = [cell for cell in table.iter() if "now" in (cell.get("class") or "").split()]
    assert len(boxed) == 5
    assert text(boxed[0]) == "Nov"


def test_headings_are_headings_of_columns_and_rows() -> None:
    table = parsed(grid.grid(MIXED, "light"))
    assert {each.get("scope") for each in table.iter("th")} == {"col", "row", "colgroup"}
    assert all(row[0].get("scope") == "row" for row in table.findall(".//tbody/tr"))


def test_twelve_months_at_most_and_none_before_the_contract() -> None:
    assert len(parsed(grid.grid(MIXED, "light")).findall(".//abbr")) == 8
    later = view(measure("A", "2018-03"), month=months.parse("2018-03"))
    named = [each.get("title") for each in parsed(grid.grid(later, "light")).findall(".//abbr")]
    assert (len(named), named[0], named[-1]) == (12, "April 2017", "March 2018")


def test_bedding_in_is_bracketed_over_its_months() -> None:
    seen = view(
        measure("A", band=None, data_status="relieved"),
        relief=Relief(bedding_in=BEDDING_IN, suspensions=(), agreed=None),
    )
    table = parsed(grid.grid(seen, "light"))
    bracket = next(each for each in table.iter("th") if text(each) == "bedding-in")
    assert bracket.get("colspan") == "8"
    assert "clause 3.1" in text(table)


def test_before_the_return_the_total_is_a_dash() -> None:
    seen = view(receipt("awaited"), measure("A", band=None, data_status="awaited", measure="Not due yet"))
    total = parsed(grid.grid(seen, "light")).find(".//tfoot/tr[last()]")
    assert text(total) == "Total deducted in November–"


def test_every_month_of_the_demonstration_adds_up_down_the_page(every_month: list[InView]) -> None:
    for seen in every_month:
        table = parsed(grid.grid(seen, "light"))
        column = [row[-1].text or "" for row in table.findall(".//tbody/tr")]
        *others, total = [text(row[-1]) for row in table.findall(".//tfoot/tr")]
        added = sum(pence(each) for each in (*column, *others) if each != "–")
        assert total == (pounds(seen.statement.deducted) if seen.has_result else "–")
        assert added == seen.statement.deducted, months.label(seen.month)


def test_where_the_year_s_costs_are_not_what_is_deducted_the_page_says_why() -> None:
    seen = view(measure("A", "2016-10", deducted=5_00), measure("A", band=3, deducted=300_00), line("A", 300_00))
    earned = (Beside(says="for returns that came late", pence=40_00), Beside(says="earned back", pence=-200_00))
    told = replace(seen, board=seen.board.model_copy(update={"besides": earned}))
    said = (
        "Since April the indicators above come to £305.00, and £145.00 is deducted: "
        "£40.00 more for returns that came late and £200.00 less earned back."
    )
    assert said in text(parsed(grid.grid(told, "light")))
    back = replace(seen, board=seen.board.model_copy(update={"besides": (Beside(says="earned back", pence=-400_00),)}))
    assert "and £95.00 more is given back than deducted: £400.00 less earned back." in grid.grid(back, "light")
    even = (Beside(says="for returns that came late", pence=200_00), earned[1])
    for agrees in (seen, replace(seen, board=seen.board.model_copy(update={"besides": even}))):
        assert "indicators above come to" not in grid.grid(agrees, "light")


def test_every_row_has_a_cell_for_every_column(every_month: list[InView]) -> None:
    for seen in every_month:
        table = parsed(grid.grid(seen, "light"))
        widths = {sum(int(cell.get("colspan", "1")) for cell in row) for row in table.iter("tr")}
        assert len(widths) == 1, (months.label(seen.month), widths)


def test_a_title_cannot_become_markup() -> None:
    agreed = MIXED.contract.indicators[0].model_copy(update={"title": "<script>alert(1)</script>"})
    hostile = view(measure("A", measure="<b>&"), month=NOVEMBER, indicators=(agreed,))
    assert "<script" not in grid.grid(hostile, "light")
    assert [name for name, _ in rows(hostile)] == ["<script>alert(1)</script>"]


def test_a_figure_that_waits_for_its_stage_is_a_dash_that_says_so() -> None:
    waits = measure("A", band=None, data_status="awaiting its stage", measure="Provisional 86.0% (86 of 100)", stage="")
    table = grid.grid(view(waits, measure("B", stage="provisional")), "light")
    assert "A dash: not measured in that month, or a later figure is to come" in table
    titles = [each.get("title") for each in parsed(table).iter("td") if each.get("title")]
    assert "November 2016: Later figure to come, Provisional 86.0% (86 of 100)" in titles
    assert "November 2016: Green, 90.5% (172 of 190), provisional" in titles
