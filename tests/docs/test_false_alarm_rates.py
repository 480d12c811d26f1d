"""The false-alarm rates in the guides are those that were measured, and a small measurement agrees with them."""

import re
from math import sqrt

import numpy as np
import pytest

from benchmarks import false_alarms
from benchmarks.false_alarms import FIGURES, SIGNALS, STABLE, charted, raised
from metrics.watch import rates
from metrics.watch.question import LEVEL, Kind
from tests.docs.pages import DOCS, section

CHARTS, WATCH = DOCS / "control-charts.md", DOCS / "watch-checks.md"
SMALL = 800
QUESTIONS = [(kind, made) for kind, series in STABLE.items() for made in series]


def rows(text: str) -> list[str]:
    """Return the rows of the tables in a text, without their headings."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [line for line in lines if re.search(r"\d%", line) and not line.startswith("| question")]


def test_the_guides_state_what_was_measured() -> None:
    found = rates.measured()
    assert rows(section(CHARTS, "How often it cries wolf")) == [*false_alarms.chart_rows(found)]
    assert rows(section(WATCH, "How often they are asked for no reason")) == [*false_alarms.question_rows(found)]
    assert rows(section(WATCH, "What they would notice")) == [*false_alarms.noticed_rows(found)]
    for page in (CHARTS, WATCH):
        text = page.read_text(encoding="utf-8")
        assert f"{found.series:,} simulated series" in text
        assert f"seed {found.seed}" in text


def test_enough_series_were_drawn_and_no_question_is_asked_too_often() -> None:
    found = rates.measured()
    assert found.series >= 10_000
    assert {kind: set(series) for kind, series in found.questions.items()} == {k: set(v) for k, v in STABLE.items()}
    for kind in found.questions:
        # The chi-square is not exact for counts: a tenth more than the level is let pass.
        assert max(found.questions[kind].values()) <= 1.1 * LEVEL * found.series, kind
        assert f"at most {rates.in_a_thousand(kind)} series in 1,000" in rates.said(kind)


@pytest.mark.parametrize(("kind", "made"), QUESTIONS, ids=str)
def test_a_small_measurement_of_a_question_agrees(kind: Kind, made: str) -> None:
    found = rates.measured()
    asked = raised(np.random.default_rng(7), STABLE[kind][made], SMALL) / SMALL
    assert_near(asked, found.questions[kind][made] / found.series, SMALL)


@pytest.mark.parametrize("figures", FIGURES)
def test_a_small_measurement_of_the_charts_agrees(figures: str) -> None:
    found = rates.measured()
    counted = charted(np.random.default_rng(7), FIGURES[figures], 24, SMALL)
    for signal in SIGNALS:
        assert_near(counted[signal] / SMALL, found.charts[figures][24][signal] / found.series, SMALL)


def assert_near(found: float, rate: float, series: int) -> None:
    """Four standard errors, and one series that may fall either way where a rate is next to nought."""
    assert abs(found - rate) <= 4 * sqrt(max(rate, 1 / series) * (1 - rate) / series) + 1 / series
