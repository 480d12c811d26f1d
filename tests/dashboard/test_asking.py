"""What an indicator's page asks, says of what moved it, and draws of small counts, beside its chart."""

import json
from dataclasses import replace

import pytest

from dashboard.figures import control_chart, drivers, history, questions
from statements.drivers.operations import DriversAsked, show_drivers
from statements.trend_documents import QuestionShown
from store.session import Store
from tests.dashboard.made import parsed, text
from tests.dashboard.test_indicator import charted, opened
from tests.demonstration import CONTRACT

RATE = "Where nothing is wrong this is asked of at most 4 series in 1,000."


def test_a_question_stands_with_its_rate_and_none_is_nothing() -> None:
    asked = QuestionShown(question="just met", words="In 9 of 17 months & so on.", rate=RATE)
    shown = parsed(questions.section([asked]) or "")
    assert [text(each) for each in shown.findall(".//li/*")] == ["In 9 of 17 months & so on.", RATE]
    assert text(shown.find(".//h3")) == "Worth asking about"
    assert questions.section([]) is None


def test_the_page_asks_what_the_figures_raise_and_nothing_of_others(demonstrated: Store) -> None:
    said = [each.value for each in opened(demonstrated, month="2018-03", indicator="OP10").html]
    assert any("Worth asking about" in each and "asked of at most" in each for each in said)
    page = opened(demonstrated, month="2018-03", indicator="OP5")
    assert not any("Worth asking about" in each.value for each in page.html)


def test_limits_by_count_are_drawn_month_by_month(demonstrated: Store) -> None:
    few = replace(charted(demonstrated, "OP4"), limits="by denominator")
    shapes = json.loads(control_chart.figure(few, "light").to_json())["layout"]["shapes"]
    bands = [each for each in shapes if each["type"] == "rect"]
    known = [each for each in few.run if each.value is not None]
    assert len(bands) == len(known) == 18
    assert {each["x1"] - each["x0"] for each in bands} == {1}
    # March 2018 counts 4 schools: the mean of all, less three standard errors of 4.
    assert few.chart is not None
    mean = few.chart.current.mean or 0
    assert bands[-1]["y0"] == pytest.approx(mean - 3 * (mean * (100 - mean) / 4) ** 0.5)
    assert "p-chart" in (history.key(few) or "")
    assert "p-chart" not in (history.key(charted(demonstrated, "OP4")) or "")


@pytest.mark.parametrize(("indicator", "offered"), [("OP4", True), ("OP5", False), ("OP6", False), ("SP2", False)])
def test_the_choice_is_offered_where_half_of_the_months_count_few(
    demonstrated: Store, indicator: str, offered: bool
) -> None:
    assert charted(demonstrated, indicator).has_small_counts is offered


def test_what_moved_it_stands_in_a_table_that_adds_up(demonstrated: Store) -> None:
    asked = DriversAsked(contract=CONTRACT, indicator="SP1", before="2018-02", after="2018-03", by="area")
    told = show_drivers(demonstrated, "r.levene", asked)
    shown = parsed(drivers.table(told, told.moved_by[0]))
    assert [text(each) for each in shown.findall(".//thead//th")] == [
        "Area", "Feb 2018", "Mar 2018", "By its own value", "By its share", "Together",
    ]  # fmt: skip
    rows = [[text(cell) for cell in row] for row in shown.findall(".//tbody/tr")]
    assert rows[0] == ["North", "82.4% (14 of 17)", "93.8% (15 of 16)", "+4.3 points", "+0.5 points", "+4.8 points"]
    # Tenths of a point: 48 − 32 − 19 is −3.
    tenths = [int(row[-1].removesuffix(" points").replace("−", "-").replace(".", "")) for row in rows]
    assert sum(tenths) == -3
    assert text(shown.find(".//tfoot")) == "The change−0.3 points"


def test_the_page_says_what_moved_an_indicator_that_is_counted_from_rows(demonstrated: Store) -> None:
    page = opened(demonstrated, month="2018-03", indicator="SP1")
    assert any("By area, North moved it most" in each.value for each in page.html)
    assert not [each for each in opened(demonstrated, month="2018-03", indicator="OP5").header if "moved" in each.value]
