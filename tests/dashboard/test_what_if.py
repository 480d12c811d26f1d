"""The What if page: scenarios side by side, the incentive map, and what is shown where neither can be."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.asking import Asked
from dashboard.figures import incentive, incentive_chart, replay_chart, replayed
from dashboard.installation import Installation, serving
from statements.what_if.documents import (
    IncentiveMap,
    IndicatorReplayed,
    Level,
    MonthReplayed,
    Replay,
    Stretch,
    WhatIf,
)
from store.session import Store
from tests.dashboard.made import parsed, text
from tests.dashboard.small_store import CONTRACT, filled

KNOWN = datetime(2018, 5, 4, tzinfo=UTC)


def cells(table: ElementTree.Element, of: str = "tr") -> list[str]:
    """The rows of a table, or what else is asked for, with a stroke between their parts."""
    return [" | ".join(filter(None, (text(part) for part in row))) for row in table.iter(of)]


def replay(words: str, *deducted: int) -> Replay:
    months = tuple(
        MonthReplayed(month=f"2016-{at:02}", net=90_000_00 - pence, deducted=pence)
        for at, pence in enumerate(deducted, start=4)
    )
    parts = (
        IndicatorReplayed(indicator="A", title="Plans", deducted=sum(deducted) - 50),
        IndicatorReplayed(indicator="B", title="Offers", deducted=50),
    )
    return Replay(
        scenario=words or "As it was",
        words=words,
        deducted=sum(deducted),
        net=sum(each.net for each in months),
        difference=1_000_00 - sum(deducted),
        months=months,
        indicators=parts,
    )


def found(*others: Replay) -> WhatIf:
    said = {"contract": "c", "title": "Barnet", "known_at": KNOWN, "illustrative": True}
    return WhatIf(
        **said, first="2016-04", last="2016-06", replays=(replay("", 0, 600_00, 400_00), *others), words="A: less."
    )


ONE = found(replay("A better by 1", 0, 600_00, 0))
BOTH = found(replay("A better by 1", 0, 600_00, 0), replay("dearer", 0, 900_00, 400_00), replay("both", 0, 900_00, 0))


def test_each_scenario_stands_beside_what_was() -> None:
    assert cells(parsed(replayed.figures(ONE)), "div") == [
        "As it was | £1,000.00 | deducted in all",
        "What if | £600.00 | £400.00 less | A better by 1",
    ]
    assert replayed.takeaway(ONE) == "A: less."
    assert replayed.takeaway(BOTH) == (
        "Alone, the one change would have meant £400.00 less deducted and the other £300.00 more; both together "
        "£100.00 less."
    )
    assert replayed.takeaway(None).startswith("Nothing is changed yet.")
    assert text(parsed(replayed.chart_heading(ONE))).startswith("1 of 3 statements would have been different")


def test_another_charge_changes_every_statement_though_each_deducts_as_much() -> None:
    dearer = replay("a dearer charge", 0, 600_00, 400_00)
    raised = tuple(each.model_copy(update={"net": each.net + 10_00}) for each in dearer.months)
    heading = replayed.chart_heading(found(dearer.model_copy(update={"months": raised})))
    assert text(parsed(heading)).startswith("3 of 3 statements would have been different")


def test_what_stays_the_same_is_one_row_and_what_changes_is_marked() -> None:
    table = parsed(replayed.by_indicator(BOTH))
    assert cells(table)[1:] == [
        "A Plans | £999.50 | £599.50 | £1,299.50 | £899.50",
        "The other 1, no difference | £0.50 | £0.50 | £0.50 | £0.50",
        "Deducted in all | £1,000.00 | £600.00 | £1,300.00 | £900.00",
    ]
    months = parsed(replayed.by_month(BOTH))
    assert [text(each) for each in months.iter("b")] == ["£900.00", "£900.00", "£0.00", "£0.00"]


def test_lines_are_told_apart_by_mark_dash_and_name() -> None:
    drawn = replay_chart.figure(BOTH, "light")
    assert [trace.name for trace in drawn.data] == ["As it was", "One change", "The other", "Both together"]
    assert len({(trace.marker.symbol, trace.line.dash) for trace in drawn.data}) == 4
    assert list(drawn.data[2].y) == [0, 900, 400]
    heights = sorted(each.y for each in drawn.layout.annotations)
    assert len(heights) == 4
    assert all(after > before for before, after in pairwise(heights))


LEVELS = tuple(
    Level(
        value=float(at),
        says=f"{at}%",
        status="red" if at < 90 else "green",
        before_caps=before,
        pence=pence,
        held_back=before - pence,
    )
    for at, before, pence in ((0, 900_00, 700_00), (88, 900_00, 700_00), (89, 500_00, 500_00), (90, 0, 0), (100, 0, 0))
)
MAP = IncentiveMap(
    indicator="A", title="Plans", month="2018-03", measure="88%", unit="percent", better="higher",
    step="one more success", levels=LEVELS,
    stretches=(
        Stretch(
            first="0%", last="88%", status="red", costs_at_first=700_00, pence=700_00, before_caps=900_00, worth=200_00
        ),
        Stretch(first="90%", last="100%", status="green", costs_at_first=0, pence=0, before_caps=0, worth=None),
    ),
    now=1, worth_now=200_00, steepest=2, is_cliff=False, dead=((0, 1),), held_back=(0, 1),
    notes=("A dead zone: at 88% and worse.", "Caps bite at 88% and worse."), words="It stood at 88%.",
)  # fmt: skip


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_map_marks_the_figure_the_dead_zone_the_steepest_step_and_the_cap(theme: str) -> None:
    drawn = incentive_chart.figure(MAP, theme)  # type: ignore[arg-type]
    assert [trace.name for trace in drawn.data] == ["Before caps", "After all caps", "The figure"]
    assert (list(drawn.data[2].x), list(drawn.data[2].y)) == ([88], [700])
    (zone,) = drawn.layout.shapes
    assert zone.x1 == 88
    said = [each.text for each in drawn.layout.annotations]
    assert said == ["Dead zone", "Steepest: £500.00", "Before caps", "<b>88%</b>: £700.00"]
    assert incentive_chart.is_cut(MAP)


def test_the_map_has_its_table_and_says_what_to_know() -> None:
    rows = cells(parsed(incentive.table(MAP, "light")))
    assert rows[1:] == ["0% to 88% | Red | £900.00 | £700.00 | +£200.00", "90% to 100% | Green | £0.00 | £0.00"]
    notes = incentive.notes(MAP)
    assert notes is not None
    assert [text(each) for each in parsed(notes).iter("b")] == ["A dead zone", "Caps bite"]
    assert "not drawn" in text(parsed(incentive.heading(MAP, cut=True)))


@pytest.mark.parametrize(
    ("asked", "scenarios"),
    [
        (Asked(), ()),
        (Asked("+5"), ("OP1 +5",)),
        (Asked("90", "2017-04"), ("OP1 at 90 from 2017-04",)),
        (Asked("", "", "a.b", "1"), ("a.b = 1",)),
        (Asked("", "", "a.b", ""), ()),
        (Asked("-1", "2017-04", "a.b", "1"), (
            "OP1 -1 from 2017-04", "a.b = 1 from 2017-04", "OP1 -1 from 2017-04; a.b = 1 from 2017-04",
        )),
    ],
)  # fmt: skip
def test_what_the_address_asks(asked: Asked, scenarios: tuple[str, ...]) -> None:
    indicator = CONTRACT.contract.indicators[0].model_copy(update={"id": "OP1"})
    assert asked.scenarios(indicator) == scenarios


def page(store: Store, **address: str) -> AppTest:
    """Run the page once as a browser that asks for an address."""
    run = AppTest.from_file(str(Path(__file__).parent / "what_if_page.py"), default_timeout=60)
    for name, value in address.items():
        run.query_params[name] = value
    with serving(Installation(store, demo=True)):
        run.run()
    assert not run.exception
    return run


def drawn(run: AppTest) -> ElementTree.Element:
    return parsed("".join(each.proto.body for each in run.main.get("html")))


ASKED = {"month": "2018-03", "indicator": "OP2", "figure": "+5", "since": "2017-04"}


def test_a_link_asks_again_what_it_asked(demonstrated: Store) -> None:
    run = page(demonstrated, person="a.clarke", **ASKED, term="deductions.point.percent", value="0.04")
    headings = [text(each) for each in drawn(run).iter("h2")]
    assert headings[0].endswith("statements would have been different")
    assert headings[1:3] == ["By indicator, all months together", "By statement month"]
    assert headings[3].startswith("What one more is worth: Annual reviews")
    assert [each.value for each in run.text_input] == ["+5", "0.04"]
    assert "It is no statement" in " ".join(each.value for each in run.markdown)
    assert not run.error


def test_a_provider_asks_about_performance_and_not_about_terms(demonstrated: Store) -> None:
    run = page(demonstrated, person="j.osei", **ASKED)
    assert not run.error
    assert len(run.text_input) == 1
    refused = page(demonstrated, person="j.osei", **ASKED, term="deductions.point.percent", value="0.04")
    assert "price of a variation" in refused.error[0].value


def test_nothing_is_asked_at_first_and_what_cannot_be_is_named_beside_the_form(demonstrated: Store) -> None:
    empty = page(demonstrated, person="a.clarke", month="2018-03")
    assert "Nothing is changed yet." in text(drawn(empty))
    assert next(text(each) for each in drawn(empty).iter("h2")).startswith("What one more is worth")
    wrong = page(demonstrated, person="a.clarke", **ASKED | {"figure": "+many"})
    assert "Found “OP2 +many" in wrong.error[0].value
    assert len(wrong.text_input) == 2


def test_markup_in_an_address_comes_out_as_text(demonstrated: Store) -> None:
    acting = "x ![a](https://evil.example/pixel.png)"
    refused = page(demonstrated, person="a.clarke", **ASKED | {"figure": acting}).error[0].value
    assert "pixel.png" in refused
    assert "![a](" not in refused
    assert "https://evil.example" not in refused


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with filled(tmp_path_factory.mktemp("store")) as store:
        yield store


def test_without_a_figure_there_is_no_map(demonstrated: Store, small: Store) -> None:
    excused = page(demonstrated, person="a.clarke", month="2016-05", indicator="SP1")
    assert "was not judged by a figure of its own up to May 2016" in text(drawn(excused))
    assert page(small, person="a.clarke").info[0].value.startswith("Found no accepted return")
