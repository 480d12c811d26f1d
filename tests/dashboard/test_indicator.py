"""The Indicators page: its address, its chart's data, and every month with what it cost."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from contracts import months
from contracts.wording import pounds
from dashboard.figures import concerns, control_chart, grid, history, lines
from dashboard.figures.charted import Charted
from dashboard.figures.in_view import InView
from dashboard.figures.ink import INKS
from dashboard.installation import Installation, serving
from dashboard.marks import Theme
from metrics.trends.options import Event, Rebase
from statements import drafting
from statements.ledgers import ledger_of
from store.session import Store
from tests.dashboard.made import parsed, text
from tests.dashboard.matters_made import followed
from tests.demonstration import CONTRACT

MARCH_2018 = months.parse("2018-03")
ADDRESS = {"contract": CONTRACT, "month": "2016-11", "person": "r.levene"}


def opened(store: Store, **address: str) -> AppTest:
    """Run the page once as a browser that asks for an address."""
    page = AppTest.from_file(str(Path(__file__).parent / "indicator_page.py"), default_timeout=60)
    for name, value in address.items():
        page.query_params[name] = value
    with serving(Installation(store, demo=True)):
        page.run()
    assert not page.exception
    return page


def charted(store: Store, indicator: str, month: str = "2018-03") -> Charted:
    ledger = ledger_of(store, CONTRACT)
    agreed = next(each for each in ledger.frozen.contract.indicators if each.id == indicator)
    return Charted(agreed, drafting.indicator_history(ledger, indicator, months.parse(month)))


def drawn(store: Store, indicator: str, month: str = "2018-03", theme: Theme = "light") -> dict[str, Any]:
    """What the browser is sent of a chart."""
    read: dict[str, Any] = json.loads(control_chart.figure(charted(store, indicator, month), theme).to_json())
    return read


def values(figure: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in figure["data"] if each["name"] == "Value")
    return found


def test_an_address_opens_its_indicator_and_month(demonstrated: Store) -> None:
    page = opened(demonstrated, **ADDRESS, indicator="OP4")
    assert page.title[0].value == "Schools causing concern: plan agreed in 10 days"
    assert {name: page.query_params[name] for name in ADDRESS} == ADDRESS
    assert page.query_params["indicator"] == "OP4"


def test_without_a_wish_the_worst_indicator_of_the_month_is_shown(demonstrated: Store) -> None:
    page = opened(demonstrated, month="2016-11", indicator="none of these")
    assert page.query_params["indicator"] == "SP2"


def test_the_address_follows_the_choice(demonstrated: Store) -> None:
    page = opened(demonstrated, month="2016-11", indicator="OP4")
    with serving(Installation(demonstrated, demo=True)):
        page.selectbox(key="indicator chosen").set_value("SP1").run()
    assert page.query_params["indicator"] == "SP1"
    assert page.title[0].value == "New EHC plans issued within 20 weeks"


def test_a_page_that_was_left_opens_again_where_its_address_says(demonstrated: Store) -> None:
    page = AppTest.from_file(str(Path(__file__).parent / "indicator_page.py"), default_timeout=60)
    page.query_params["indicator"] = "OP4"
    # What is left after another page was shown: the widget's own state is gone, what it followed is not.
    page.session_state["indicator in address"] = "OP4"
    with serving(Installation(demonstrated, demo=True)):
        page.run()
    assert page.query_params["indicator"] == "OP4"


def test_a_board_member_sees_cells_and_counts_and_no_case(demonstrated: Store) -> None:
    page = opened(demonstrated, **ADDRESS, indicator="SP1")
    seen = "".join(each.proto.body for each in page.main.get("html"))
    with demonstrated.read() as cursor:
        cases = {row[0] for row in cursor.sql("select distinct case_key from case_row").fetchall()}
    assert len(cases) > 100
    assert not [case for case in cases if case in seen]
    assert "rows 4 to 281" in text(parsed(seen))


def test_every_indicator_of_every_month_has_its_page(demonstrated: Store, every_month: list[InView]) -> None:
    for seen in every_month[::6]:
        for agreed in seen.contract.indicators:
            shown = charted(demonstrated, agreed.id, months.label(seen.month))
            parts = (
                history.definition(shown), history.figures(shown, "dark"), history.chart_heading(shown),
                history.key(shown), history.table(shown, "dark"),
            )  # fmt: skip
            assert parsed("".join(part for part in parts if part)) is not None
            assert history.takeaway(shown).endswith(".")
            if shown.can_be_drawn:
                control_chart.figure(shown, "dark")


def test_the_takeaway_claims_no_more_than_the_rules_show(demonstrated: Store) -> None:
    usual = history.takeaway(charted(demonstrated, "OP4", "2016-11"))
    assert usual == (
        "83.3% (5 of 6) against 100% in November 2016; October 2016 was 100.0%. The latest figure is usual variation."
    )
    run = history.takeaway(charted(demonstrated, "OP5"))
    assert run.endswith("8 in a row below the mean are more than usual variation.")
    assert history.takeaway(charted(demonstrated, "SP2", "2016-11")).endswith("72 behind the plan.")
    assert history.takeaway(charted(demonstrated, "SP8")).endswith("Too few figures to tell usual variation.")
    assert history.takeaway(charted(demonstrated, "MS1")) == "no against yes in September 2016."


def test_status_and_signal_are_two_things(demonstrated: Store) -> None:
    # Since April 2017 the target is 92%: the figure is green, and yet worse than it used to be.
    shown = charted(demonstrated, "OP5")
    figures = [text(each) for each in parsed(history.figures(shown, "light")).findall(".//dl/div")]
    assert figures[0].startswith("March 201893.3%")
    assert "Green" in figures[0]
    assert figures[1] == "SignalWorse than usual From 24 figures Usually on either side of the target"


def test_the_chart_draws_the_figures_of_the_table(demonstrated: Store) -> None:
    trace = values(drawn(demonstrated, "SP1"))
    assert trace["x"] == list(range(MARCH_2018 - 23, MARCH_2018 + 1))
    # Published for July to November 2016; in August 2017 there were too few to judge.
    assert trace["y"][3:8] == [32, 63, 78, 88, 94]
    assert trace["y"][16] is None
    assert trace["customdata"][7] == "November 2016: 94.0% (47 of 50), against 90%. Green"


def test_markers_say_better_and_worse_by_shape(demonstrated: Store) -> None:
    rising = values(drawn(demonstrated, "SP1"))["marker"]
    assert (rising["symbol"][0], rising["symbol"][23]) == ("diamond", "circle")
    # Of assessments past their date fewer are better.
    falling = values(drawn(demonstrated, "OP1"))["marker"]
    assert (falling["symbol"][0], falling["symbol"][23]) == ("diamond", "circle")
    assert falling["opacity"] == 1


def test_the_target_is_a_dashed_step_that_is_labelled_with_its_date(demonstrated: Store) -> None:
    figure = drawn(demonstrated, "SP1")
    target = next(each for each in figure["data"] if each["name"] == "Target")
    assert target["line"]["shape"] == "hv"
    assert target["y"] == [75] * 5 + [90] * 20
    labels = {each["text"] for each in figure["layout"]["annotations"]}
    # Five months of 24: on a narrow screen there is room for the figure alone before the line steps up.
    assert {"75%", "Target 90%<br>from Sep 2016"} <= labels
    begun = {each["text"] for each in drawn(demonstrated, "SP1", "2016-11")["layout"]["annotations"]}
    assert "Target 75%" in begun
    assert any(label.startswith("Mean 77.0") for label in labels)
    assert [each["y"][0] for each in drawn(demonstrated, "SP8")["data"][:2]] == [4, 8]


def test_the_band_is_the_limits_and_stands_behind(demonstrated: Store) -> None:
    chart = charted(demonstrated, "OP5").chart
    assert chart is not None
    band, mean = drawn(demonstrated, "OP5")["layout"]["shapes"][:2]
    now = chart.current
    assert (band["y0"], band["y1"], band["layer"]) == (now.lower, now.upper, "below")
    assert (mean["y0"], mean["y1"]) == (now.mean, now.mean)
    assert (band["x0"], band["x1"]) == (MARCH_2018 - 23.5, MARCH_2018 + 0.5)


def test_signal_and_assurance_have_drawings_of_their_own_from_thirteen_figures_on(demonstrated: Store) -> None:
    def drawings(indicator: str, month: str) -> list[str]:
        markup = parsed(history.figures(charted(demonstrated, indicator, month), "light"))
        found = [each.get("src") or "" for each in markup.iter("img")]
        return [each.rpartition("/")[2] for each in found if "status-" not in each]

    assert drawings("OP5", "2018-03") == ["variation-worsening-falling.svg", "assurance-either.svg"]
    # Of assessments past their date fewer are better.
    assert drawings("OP1", "2018-03")[0] == "variation-improving-falling.svg"
    assert drawings("OP5", "2017-03") == []
    assert history.figures(charted(demonstrated, "OP5", "2017-03"), "light").count("Provisional: 12 of 13 figures") == 1


def test_a_rebase_and_an_event_are_drawn_where_they_stand(demonstrated: Store) -> None:
    day = date(2017, 4, 1)
    shown = replace(
        charted(demonstrated, "SP1"),
        rebases=(Rebase("SP1", day, "A second team"),),
        events=(Event("SP1", date(2016, 9, 1), "Locums started"),),
    )
    layout = json.loads(control_chart.figure(shown, "light").to_json())["layout"]
    bands = [(each["x0"], each["x1"]) for each in layout["shapes"] if each["type"] == "rect"]
    begun = months.of_day(day)
    assert bands == [(MARCH_2018 - 23.5, begun - 0.5), (begun - 0.5, MARCH_2018 + 0.5)]
    said = {each["text"]: each["x"] for each in layout["annotations"]}
    assert said["Begun anew"] == begun - 0.5
    assert said["Locums started"] == months.parse("2016-09")


def test_what_the_provider_says_is_held_against_the_chart(demonstrated: Store) -> None:
    def read(commentary: str) -> str:
        shown = charted(demonstrated, "OP4")
        last = shown.run[-1]
        said = last.model_copy(update={"shown": last.shown.model_copy(update={"commentary": commentary})})
        told = replace(shown, history=shown.history.model_copy(update={"months": (*shown.run[:-1], said)}))
        return text(parsed(history.reading(told) or "<section/>"))

    claimed = read("Timeliness has improved.")
    assert "“Timeliness has improved.” The text says “improved”; the chart shows only usual variation." in claimed
    assert "The text says" not in read("One post is vacant.")


def test_each_month_stands_beside_the_same_month_of_the_year_before(demonstrated: Store) -> None:
    def table(indicator: str, month: str = "2018-03") -> str:
        return text(parsed(history.table(charted(demonstrated, indicator, month), "light") or ""))

    # 46 of 50 against 45 of 49; August 2016 has a figure, and August 2017 has too few to judge.
    plans = table("SP1")
    assert "Beside each month stands the same month of the year before" in plans
    assert "March 2018 was 92.0%, March 2017 91.8%, 0.2 percentage points better." in plans
    assert plans.count("a year before") == 11
    # An answer takes 4.3 days and took 4.8: less is better. Seven cases were past their date in both years.
    assert ", 0.5 days better." in table("OP6")
    assert "March 2018 was 7, March 2017 7, the same." in table("OP1")
    # In the first year there is nothing to stand beside, and nothing is said.
    assert "year before" not in table("SP1", "2017-03")


def test_figures_are_compared_and_joined_within_one_definition_alone(demonstrated: Store) -> None:
    """OP2 counts something else from April 2017 on."""
    begun = months.parse("2017-04")
    later, first = charted(demonstrated, "OP2"), charted(demonstrated, "OP2", "2017-04")
    table = text(parsed(history.table(later, "light") or ""))
    assert "a year before" not in table
    assert "percentage points" not in table
    assert "The definition changed from April 2017: no month stands beside one of before it." in table
    assert ", as then defined." in history.takeaway(first)
    line = values(json.loads(control_chart.figure(later, "light").to_json()))
    place = line["x"].index(begun)
    assert (line["x"][place - 1], line["y"][place - 1]) == (None, None)
    assert len({len(line[name]) for name in ("x", "y", "text", "textposition", "customdata")}) == 1
    flags = {each["text"]: each["x"] for each in drawn(demonstrated, "OP2")["layout"]["annotations"]}
    assert flags["New definition"] == begun - 0.5
    read = text(parsed(history.reading(later) or ""))
    assert "the mean and the limits run across Apr 2017 and rest on figures of both definitions" in read


def test_a_chart_that_was_begun_anew_rests_on_one_definition(demonstrated: Store) -> None:
    begun = Rebase("OP2", date(2017, 4, 1), "The definition changed.")
    shown = replace(charted(demonstrated, "OP2"), rebases=(begun,))
    assert "both definitions" not in text(parsed(history.reading(shown) or "<p/>"))
    layout = json.loads(control_chart.figure(shown, "light").to_json())["layout"]
    assert not [each for each in layout["annotations"] if each["text"] == "New definition"]


def test_how_the_chart_is_read_stands_below_it(demonstrated: Store) -> None:
    read = text(parsed(history.reading(charted(demonstrated, "OP5")) or ""))
    assert "The target lies within usual variation, but the latest figure is not usual: that may be changing." in read
    assert history.reading(charted(demonstrated, "SP2")) is None


def test_a_plan_has_no_limits(demonstrated: Store) -> None:
    figure = drawn(demonstrated, "SP2", "2016-11")
    assert not figure["layout"].get("shapes")
    assert set(values(figure)["marker"]["symbol"]) == {"circle"}


@pytest.mark.parametrize(
    ("indicator", "first", "is_cut"),
    [("SP1", 0, False), ("OP5", 90, True), ("OP2", 80, True), ("OP8", 0, False), ("OP20", 4.5, True)],
)
def test_an_axis_that_does_not_begin_at_nought_says_so(
    demonstrated: Store, indicator: str, first: float, is_cut: bool
) -> None:
    shown = charted(demonstrated, indicator)
    axis = control_chart.axis_of(shown)
    assert axis.first == pytest.approx(first, abs=0.1)
    assert axis.is_cut == is_cut
    assert ("The axis is cut" in text(parsed(history.chart_heading(shown) or ""))) == is_cut
    torn = [each for each in drawn(demonstrated, indicator)["layout"].get("shapes", []) if each["type"] == "path"]
    assert bool(torn) == is_cut


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_moves_and_nothing_is_explained_elsewhere(demonstrated: Store, theme: Theme) -> None:
    whole = drawn(demonstrated, "SP1", theme=theme)["layout"]
    assert whole["showlegend"] is False
    assert whole["dragmode"] is False
    assert whole["xaxis"]["fixedrange"] and whole["yaxis"]["fixedrange"]
    assert whole["paper_bgcolor"] == INKS[theme].page


def test_labels_beside_each_other_do_not_overlap() -> None:
    assert control_chart.moved_apart([10.0, 100.0, 104.0, 110.0], [18.0, 18.0, 18.0, 36.0]) == [10.0, 65.0, 83.0, 110.0]


def test_a_month_opens_to_its_cells_and_to_the_words_of_what_it_cost(demonstrated: Store) -> None:
    shown = charted(demonstrated, "OP5", "2016-11")
    table = parsed(history.table(shown, "light") or "")
    bodies = table.findall(".//tbody")
    assert [text(cell) for cell in bodies[0][0]] == [
        "Nov 2016", "90.5% (172 of 190)", "95%", "Red amber", "3", "£1,687.50",
    ]  # fmt: skip
    working = text(bodies[0].find(".//details"))
    for words in (
        "£1,687.50 in the statement for November 2016.", "After free points 3 points count",
        "Sheet Indicators, C9: 172, D9: 190, E9: 90.5%",
    ):  # fmt: skip
        assert words in working
    total = sum(each.shown.deducted or 0 for each in shown.run)
    assert text(table.find(".//tfoot")) == f"Deducted so far{pounds(total)}"
    # Green in September: nothing was due, which is no nil that was worked out.
    assert text(bodies[2][0][-1]) == "–"


def test_the_board_and_the_statement_lead_here(every_month: list[InView]) -> None:
    seen = every_month[7]
    for markup in (
        grid.grid(seen, "light", ADDRESS), concerns.cards(seen, followed(), "light", ADDRESS),
        lines.line_by_line(seen, "light", ADDRESS),
    ):  # fmt: skip
        found = {each.get("href") for each in parsed(markup).iter("a")}
        assert f"./indicators?contract={CONTRACT}&month=2016-11&person=r.levene&indicator=SP2" in found


def test_what_open_cases_come_to_says_why_it_is_not_the_outlook(demonstrated: Store) -> None:
    page = opened(demonstrated, **{**ADDRESS, "month": "2018-03", "indicator": "SP1"})
    shown = text(parsed("".join(each.proto.body for each in page.main.get("html"))))
    assert "This is the forecast. It goes by earlier figures alone and looks at no open case" in shown
    # 24 ahead and 14 of the 19 due; with the 5 overdue, late, they are 48: 79.2%, without them 43.
    assert "if all of them do and nothing else changes, April 2018 is 88.4% (38 of 43)" in shown
    forecast = re.search(r"the outlook’s: (?P<low>[\d.]+)% to (?P<high>[\d.]+)%", shown)
    assert forecast is not None
    assert float(forecast["low"]) <= 88.4 <= float(forecast["high"])


def test_a_plan_that_is_over_is_not_shown_as_running(demonstrated: Store) -> None:
    # Its last point is March 2018, from April on there is nothing to convert. 2,003 were, 2,000 were planned.
    april = charted(demonstrated, "SP2", "2018-04")
    tiles = text(parsed(history.figures(april, "light")))
    assert "The plan ended in March 2018" in tiles
    assert "target 2,000" not in tiles
    assert april.finding == "The plan ended in March 2018, 3 ahead of the plan."
    figure = drawn(demonstrated, "SP2", "2018-04")
    (plan,) = (each for each in figure["data"] if each["name"] == "Target")
    assert plan["x"][-1] == MARCH_2018 + 0.5
    # A month earlier it still ran.
    assert charted(demonstrated, "SP2", "2018-03").plan_ended is None


def test_without_a_figure_nobody_is_said_to_have_checked_it(demonstrated: Store) -> None:
    tiles = text(parsed(history.figures(charted(demonstrated, "SP1", "2018-04"), "light")))
    assert "Figure checked–There is no figure to check" in tiles
    assert tiles.count("Not due yet") == 1


def test_no_line_runs_through_a_label_above_the_chart(demonstrated: Store) -> None:
    told = (Event("SP1", date(2016, 7, 1), "Second casework team"), Event("SP1", date(2018, 1, 1), "Two taken on"))
    figure = json.loads(control_chart.figure(replace(charted(demonstrated, "SP1"), events=told), "light").to_json())
    (label,) = (each for each in figure["layout"]["annotations"] if "Second casework" in each["text"])
    assert label["bgcolor"] == INKS["light"].page


def test_the_latest_figure_stands_clear_of_those_it_fell_from(demonstrated: Store) -> None:
    # Reviews fell every month: above its marker the words would lie on the four before it.
    assert values(drawn(demonstrated, "OP2"))["textposition"][-1] == "bottom left"
    assert values(drawn(demonstrated, "SP1"))["textposition"][-1] == "top center"
