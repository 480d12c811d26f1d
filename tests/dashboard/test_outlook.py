"""The outlook on an indicator's page: a dashed range on the chart, and its table."""

from dataclasses import replace
from typing import Any

from contracts import months
from dashboard import data, looking_ahead
from dashboard.figures import control_chart, outlook
from dashboard.figures.charted import Charted
from dashboard.figures.ink import INKS
from statements.outlook.documents import Outlook
from store.session import Store
from tests.dashboard.made import parsed, text
from tests.demonstration import CONTRACT


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


def test_the_latest_figure_is_written_clear_of_the_outlook_that_begins_beside_it(demonstrated: Store) -> None:
    charted, _ = ahead(demonstrated, "SP1")
    ends = [
        next(trace for trace in drawn(each)["data"] if trace["name"] == "Value")["textposition"][-1]
        for each in (charted, replace(charted, ahead=()))
    ]
    assert ends == ["top left", "top center"]


def test_each_theme_has_a_drawing_of_its_own(demonstrated: Store) -> None:
    charted, _ = ahead(demonstrated, "SP1")
    light = control_chart.figure(charted, "light").layout.font.color
    dark = control_chart.figure(charted, "dark").layout.font.color
    assert (light, dark) == (INKS["light"].text, INKS["dark"].text)
    assert control_chart.figure(charted, "light").layout.font.color == light


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
