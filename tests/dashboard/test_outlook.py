"""The outlook on the pages: a dashed range on the chart, its table, and the board's range of what is deducted."""

from dataclasses import replace
from typing import Any

import pytest

from contracts import months
from dashboard import data, foreseeing, looking_ahead
from dashboard.figures import control_chart, headline, outlook
from dashboard.figures.charted import Charted
from dashboard.figures.in_view import InView
from statements.outlook.documents import Outlook, PenceAhead, PoundsOutlook
from store.session import Store
from tests.dashboard.made import line, measure, parsed, text, view
from tests.dashboard.test_app import visited
from tests.demonstration import CONTRACT

YEAR = PoundsOutlook(
    id="deducted", title="Deducted", so_far=0, so_far_until=None, low=7_500_049, high=13_620_000, straight_line=None,
    months=(PenceAhead(month="2018-04", low=0, high=1), PenceAhead(month="2019-03", low=0, high=1)), finding="",
)  # fmt: skip


def ahead(store: Store, indicator: str, month: str = "2018-03") -> tuple[Charted, Outlook]:
    seen = data.in_view(store, CONTRACT, months.parse(month))
    agreed = next(each for each in seen.contract.indicators if each.id == indicator)
    return looking_ahead.charted(store, seen, agreed)


def drawn(charted: Charted) -> dict[str, Any]:
    figure: dict[str, Any] = control_chart.figure(charted, "light").to_dict()
    return figure


def test_the_ranges_are_drawn_from_the_last_figure_on(demonstrated: Store) -> None:
    charted, told = ahead(demonstrated, "SP1")
    shape, points = (each for each in drawn(charted)["data"] if each["name"] == "Outlook")
    assert shape["line"]["dash"] == "3px,3px"
    assert (shape["x"][0], shape["y"][0]) == (months.parse("2018-03"), 92.0)
    assert list(points["x"]) == [months.parse(each.month) for each in told.indicators[0].months]
    assert points["customdata"][0].endswith("in eight of ten futures")
    assert drawn(charted)["layout"]["xaxis"]["range"][1] == months.parse("2019-03") + 0.5
    assert not [each for each in drawn(replace(charted, ahead=()))["data"] if each["name"] == "Outlook"]


def test_every_range_of_the_chart_stands_in_the_table(demonstrated: Store) -> None:
    charted, told = ahead(demonstrated, "SP2", "2017-11")
    section = outlook.section(charted, told)
    assert section is not None
    rows = [[text(cell) for cell in row] for row in parsed(section).iter("tr")]
    assert rows[0] == ["Month", "From", "To", "Plan"]
    assert [row[0] for row in rows[1:]] == ["December 2017", "January 2018", "February 2018", "March 2018"]
    assert rows[-1][3] == "2,000"
    labels = [each["text"] for each in drawn(charted)["layout"]["annotations"]]
    assert "Plan 2,000<br>in Mar 2018" in labels


def test_without_a_range_a_sentence_says_why(demonstrated: Store) -> None:
    charted, told = ahead(demonstrated, "SP5")
    section = outlook.section(charted, told)
    assert section is not None
    assert "Too few figures for a range: 2 of 6." in text(parsed(section))
    assert parsed(section).find(".//table") is None
    assert charted.ahead == ()


def test_the_board_says_what_the_year_is_expected_to_have_deducted() -> None:
    seen = view(measure("A", band=4), line("A", 2500_00))
    assert "Going on as before, April 2018 to March 2019: £75,000 to £136,200 in eight of ten futures" in figures(
        seen, YEAR
    )
    under_way = YEAR.model_copy(update={"so_far_until": "2018-05"})
    assert "Going on as before, to March 2019: £75,000 to £136,200 in eight of ten futures" in figures(seen, under_way)
    assert "futures" not in figures(seen, None)


def figures(seen: InView, expected: PoundsOutlook | None) -> str:
    return text(parsed(headline.figures(seen, expected)))


@pytest.fixture
def worked_out(demonstrated: Store) -> Store:
    """The store with the outlook of its contract there: few futures, worked out as a server does."""
    with foreseeing.working():
        coming = foreseeing.ask(demonstrated, CONTRACT)
        assert coming is not None
        assert coming.result(timeout=60) is not None
    return demonstrated


def test_the_newest_months_alone_have_it_once_it_is_worked_out(worked_out: Store) -> None:
    found = {
        month: foreseeing.expected(worked_out, data.in_view(worked_out, CONTRACT, months.parse(month)))
        for month in ("2018-02", "2018-03", "2018-04")
    }
    assert found["2018-02"] is None
    assert found["2018-03"] == found["2018-04"] is not None
    page = visited(worked_out, month="2018-03")
    assert "Going on as before, April 2018 to March 2019: £" in "".join(each.proto.body for each in page.get("html"))
