"""What a chart shows, in words."""

import pytest

from metrics.trends import words
from metrics.trends.options import Better
from tests.metrics.trends.made import ALTERNATING, LATER, charted


def finding(*values: float | None) -> str:
    return words.finding(charted([*ALTERNATING, *values], LATER))


def test_the_finding_claims_no_more_than_the_rule_shows() -> None:
    assert finding(1000.0) == "The latest figure is usual variation."
    assert finding(2000.0) == "The latest figure is above the upper limit of usual variation."
    assert finding(300.0) == "The latest figure is below the lower limit of usual variation."
    rise = [1010.0, 1050.0, 1100.0, 1180.0, 1220.0, 1250.0, 1290.0]
    assert finding(*rise) == "7 figures in a row, each higher than the last, are more than usual variation."
    assert finding(*rise, 1400.0).startswith("8 figures in a row, each higher")
    assert finding(*reversed(rise)).startswith("8 figures in a row, each lower")
    assert finding(1000.0, 1700.0, 1200.0, 1700.0) == (
        "Two of the last three figures near the upper limit are more than usual variation."
    )
    assert finding(1000.0, *[1200.0, 1210.0] * 4) == "8 in a row above the mean are more than usual variation."
    assert finding(None) == "The latest month has no figure of its own to tell usual variation by."


@pytest.mark.parametrize(
    ("better", "high", "low"),
    [
        ("higher", "Better than usual", "Worse than usual"),
        ("lower", "Worse than usual", "Better than usual"),
        ("within range", "More than usual", "More than usual"),
    ],
)
def test_the_signal_is_named_by_what_is_better(better: Better, high: str, low: str) -> None:
    named = [words.signal(charted([*ALTERNATING, value], LATER, better)) for value in (2000.0, 300.0, 1000.0)]
    assert named == [high, low, "Usual variation"]


def test_nothing_is_said_of_a_target_before_thirteen_figures() -> None:
    assert words.assurance(charted(ALTERNATING, targets=300.0)) is None
    assert words.assurance(charted([*ALTERNATING, 1000.0], targets=300.0)) == (
        "Usual variation lies wholly on the good side of the target: it will be met while nothing changes."
    )


def test_where_the_latest_figure_is_not_usual_nothing_is_said_of_what_will_be() -> None:
    assert words.assurance(charted([*ALTERNATING, 2000.0], LATER, targets=1980.0)) == (
        "Usual variation lies wholly on the wrong side of the target, but the latest figure is not usual: that may be "
        "changing."
    )


def test_what_limits_rest_on_is_said() -> None:
    young = charted(ALTERNATING[:8])
    assert words.standing(young) == "Provisional: 8 of 13 figures"
    assert [*words.remarks(young)] == ["The limits rest on 8 figures and are provisional until there are 13."]
    screened = charted([10.0, 12.0] * 7 + [50.0])
    assert "1 change from one figure to the next is too wide to be usual and left out of the limits." in [
        *words.remarks(screened)
    ]


@pytest.mark.parametrize(
    ("value", "written"),
    [(None, ""), (0.0, "0.00"), (-0.25, "−0.25"), (94.04, "94.0"), (1150.4, "1,150"), (-1234567.0, "−1,234,567")],
)
def test_a_label_is_short(value: float | None, written: str) -> None:
    assert words.short(value) == written
