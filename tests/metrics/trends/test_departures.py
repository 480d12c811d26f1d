"""Where we depart from the reference: each as we do it, and each as the reference does."""

from dataclasses import replace

import polars as pl
import pytest

from metrics.trends import words
from metrics.trends.chart import read_charts, refusals
from metrics.trends.charts import STANDARD, control_charts
from metrics.trends.options import REFERENCE, Options
from tests.metrics.trends.made import ALTERNATING, LATER, SERIES, charted, day, reasons, rows

RISE = [1010.0, 1050.0, 1100.0, None, 1220.0, 1250.0, 1290.0, 1000.0]


def test_1_a_missing_figure_breaks_a_run_or_stops_the_chart() -> None:
    values = [*ALTERNATING, 1300.0, *RISE]
    assert not any(reasons(charted(values, LATER)))
    stopped = control_charts(rows(values), (), replace(LATER, gaps="refuse"))
    assert refusals(stopped)[SERIES].startswith("A figure is missing among the seven up to 2021-08-01")
    assert stopped.points.height == 0
    # Where a known step goes the other way no trend is possible, and the reference goes on too.
    clear = [*ALTERNATING, None, *ALTERNATING]
    assert not refusals(control_charts(rows(clear), (), replace(LATER, gaps="refuse")))


def test_2_where_screening_would_leave_nothing_the_limits_are_unscreened() -> None:
    values = [100.0] * 12 + [80.0] + [100.0] * 11
    ours = charted(values)
    # 23 ranges, two of 20: their mean is 40/23. The mean of the figures is 2380/24.
    assert ours.current.near_constant
    assert ours.current.screened_out == 0
    assert ours.current.upper == pytest.approx(2380 / 24 + 2.66 * 40 / 23)
    assert [each for each in reasons(ours) if each] == ["outside-"]
    assert any("Nearly all figures are the same" in each for each in words.remarks(ours))
    theirs = charted(values, replace(STANDARD, near_constant="as screened"))
    assert theirs.current.upper == theirs.current.lower == theirs.current.mean
    assert sum(each == "outside+" for each in reasons(theirs)) == 23


def test_2_a_constant_series_has_its_value_for_limits_or_none() -> None:
    ours = charted([95.0] * 24, targets=98.0)
    assert (ours.current.lower, ours.current.upper, ours.assurance) == (95.0, 95.0, "fail")
    assert charted([95.0] * 24, targets=90.0).assurance == "pass"
    assert charted([95.0] * 24, targets=95.0).assurance == "inconsistent"
    theirs = charted([95.0] * 24, replace(STANDARD, near_constant="as screened"), targets=98.0)
    assert (theirs.current.lower, theirs.assurance) == (None, "inconsistent")


def test_3_a_month_with_no_row_is_a_missing_month_or_none_at_all() -> None:
    # Eight figures above the mean, the fourth of which was never sent.
    values = [*ALTERNATING, 1000.0, *[1200.0, 1210.0] * 4, 1000.0]
    sent = rows(values).filter(pl.col("date") != day(16))
    ours = read_charts(control_charts(sent, (), LATER))[SERIES]
    assert [(each.day, each.value) for each in ours.points][16] == (day(16), None)
    assert not any(reasons(ours))
    theirs = read_charts(control_charts(sent, (), replace(LATER, every="row")))[SERIES]
    assert [each for each in reasons(theirs) if each] == ["shift+"] * 7


def test_4_targets_are_dated_steps_and_the_latest_decides_or_there_is_one_for_all() -> None:
    # Limits 352 and 1948: 300 lies below them, 1500 between.
    values = [*ALTERNATING, *ALTERNATING]
    assert charted(values, targets=[300.0] * 12 + [1500.0] * 12).assurance == "inconsistent"
    assert charted(values, targets=[1500.0] * 12 + [300.0] * 12).assurance == "pass"
    one = replace(STANDARD, targets="one")
    assert charted(values, one, targets=300.0).assurance == "pass"
    several = control_charts(rows(values, targets=[300.0] * 12 + [1500.0] * 12), (), one)
    assert refusals(several) == {SERIES: "Found 2 targets. One for all rows was expected."}


def test_4_directions_and_targets_are_each_series_own() -> None:
    values = [*ALTERNATING, *ALTERNATING]
    many = pl.concat(
        [
            rows(values, "higher", 300.0, "higher"),
            rows(values, "lower", 300.0, "lower"),
            rows(values, "within range", 300.0, "range"),
            rows(values, None, 300.0, "unknown"),
            rows(values, "higher", None, "without"),
        ]
    )
    found = {series: chart.assurance for series, chart in read_charts(control_charts(many)).items()}
    assert found == {"higher": "pass", "lower": "fail", "range": None, "unknown": None, "without": None}


COUNTED = Options(limits="by denominator")


def counted(pairs: list[tuple[float | None, float | None]]) -> pl.DataFrame:
    parts, wholes = zip(*pairs, strict=True)
    return rows([None] * len(pairs)).with_columns(
        numerator=pl.Series(parts, dtype=pl.Float64), denominator=pl.Series(wholes, dtype=pl.Float64)
    )


def test_5_limits_may_come_from_denominators() -> None:
    # 10 of 25 and 90 of 100 in turn: 600 of 750 in all, so the mean is 80%.
    chart = read_charts(control_charts(counted([(10, 25), (90, 100)] * 6), (), COUNTED))[SERIES]
    assert chart.current.mean == pytest.approx(80)
    # Three standard errors: 3 × √(80 × 20 / 25) = 24, and 3 × √(80 × 20 / 100) = 12.
    assert [each.lower for each in chart.points[:2]] == pytest.approx([56.0, 68.0])
    assert [each.upper for each in chart.points[:2]] == pytest.approx([100.0, 92.0])
    # 40% of 25 lies outside; from ranges, all of 50 points, it would not.
    assert reasons(chart)[:2] == ["outside-", ""]
    assert [each.value for each in chart.points[:2]] == [40.0, 90.0]
    assert not any(reasons(charted([40.0, 90.0] * 6)))


def test_5_what_cannot_be_a_share_is_missing_and_said() -> None:
    pairs: list[tuple[float | None, float | None]] = [(10, 25), (26, 25), (0, 0), (None, 10), (-1, 10), (12, 25)]
    chart = read_charts(control_charts(counted(pairs), (), COUNTED))[SERIES]
    assert [each.value for each in chart.points] == [40.0, None, None, None, None, 48.0]
    assert chart.notes == (
        "Found 26.0 of 25.0 for 2020-02-01: a share is of 0% to 100%. It is taken as missing. And 1 more like it.",
    )


def test_the_reference_is_every_departure_undone() -> None:
    assert Options(gaps="refuse", near_constant="as screened", every="row", targets="one") == REFERENCE
    assert Options() == Options(
        gaps="break a run", near_constant="unscreened", every="month", targets="dated", limits="by range"
    )
