"""Rows as they should not be: a chart with a sentence, or a sentence; never an error, and never a false signal."""

import itertools
import math
from datetime import date

import polars as pl
import pytest

from metrics.trends import words
from metrics.trends.chart import read_charts, refusals
from metrics.trends.charts import control_charts
from metrics.trends.options import Every, Options, Rebase
from tests.metrics.trends.made import ALTERNATING, LATER, SERIES, charted, day, reasons, rows


@pytest.mark.parametrize("missing", [*itertools.combinations(range(0, 24, 4), 2), tuple(range(24)), tuple(range(12))])
def test_missing_months_anywhere(missing: tuple[int, ...]) -> None:
    values = [None if at in missing else value for at, value in enumerate([*ALTERNATING, *ALTERNATING])]
    chart = charted(values)
    assert not any(reasons(chart))
    assert words.finding(chart).endswith(".")


def test_all_missing() -> None:
    chart = charted([None] * 14)
    assert words.finding(chart) == "There is no figure to chart."
    assert (words.signal(chart), chart.current.mean, words.assurance(chart)) == ("Not known", None, None)


def test_a_single_figure() -> None:
    for values in ([90.0], [None, 90.0, None], [90.0, None, 80.0]):
        chart = charted(values, targets=95.0)
        assert not any(reasons(chart))
        assert words.signal(chart) == "Not known"
        assert "There are no limits yet: that takes two figures next to each other." in [*words.remarks(chart)]


def test_no_rows_at_all() -> None:
    charts = control_charts(rows([]))
    assert (charts.points.height, charts.series.height, charts.groups.height, read_charts(charts)) == (0, 0, 0, {})


@pytest.mark.parametrize("value", [0.0, 0.1, 100.0, -1 / 3])
def test_a_constant_series(value: float) -> None:
    chart = charted([value] * 24)
    assert not any(reasons(chart))
    assert "All figures that the limits come from are the same: any other figure lies outside them." in [
        *words.remarks(chart)
    ]


@pytest.mark.parametrize("place", range(24))
@pytest.mark.parametrize("other", [97.0, 0.0, 103.0])
def test_one_different_month_is_the_only_signal(place: int, other: float) -> None:
    values = [100.0] * 24
    values[place] = other
    found = reasons(charted(values))
    assert found[place].startswith("outside")
    assert sum(bool(each) for each in found) == 1


def test_a_month_that_differs_at_the_very_end_of_a_constant_series_is_outside() -> None:
    assert reasons(charted([95.0] * 23 + [95.5]))[-1] == "outside+"


@pytest.mark.parametrize("strange", [math.inf, -math.inf, math.nan, 1e300, -1.7e308])
def test_infinite_and_absurd_figures_are_missing_and_said(strange: float) -> None:
    chart = charted([*ALTERNATING, strange, *ALTERNATING])
    assert chart.points[12].value is None
    assert not any(reasons(chart))
    assert chart.notes[0].endswith("for 2021-01-01: that is no figure. It is taken as missing.")
    assert (chart.current.lower, chart.current.upper) == (352.0, 1948.0)


def test_an_infinite_target_is_none() -> None:
    assert charted(ALTERNATING, targets=math.inf).assurance is None


def test_dates_out_of_order_are_put_in_order_and_said() -> None:
    values = [*ALTERNATING, 2500.0, *ALTERNATING]
    ordered, mixed = rows(values), rows(values).reverse()
    first, second = read_charts(control_charts(ordered))[SERIES], read_charts(control_charts(mixed))[SERIES]
    assert first.points == second.points
    assert first.notes == ()
    assert second.notes == ("The rows were not in order of date; they have been put in order.",)


def test_a_month_that_stands_twice() -> None:
    given = rows([*ALTERNATING, 1000.0])
    same = control_charts(pl.concat([given, given.tail(1)]))
    assert read_charts(same)[SERIES].notes == ("2021-01-01 stands twice with the same figure; it counts once.",)
    assert len(read_charts(same)[SERIES].points) == 13
    other = pl.concat([given, given.tail(1).with_columns(value=pl.lit(5.0)), rows(ALTERNATING, series="beside")])
    charts = control_charts(other)
    assert refusals(charts)[SERIES].startswith("Found 1000.0 and 5.0 for one step, 2021-01-01.")
    # The others are charted all the same.
    assert list(read_charts(charts)) == ["beside"]
    # In the same month, on other days, counts as the same month.
    later = given.tail(1).with_columns(date=pl.lit(date(2021, 1, 31)), value=pl.lit(None, pl.Float64))
    assert "1000.0 and no figure" in refusals(control_charts(pl.concat([given, later])))[SERIES]


def test_rows_without_a_date_are_left_out_and_said() -> None:
    undated = rows([5.0, 6.0]).with_columns(date=pl.lit(None, pl.Date))
    chart = read_charts(control_charts(pl.concat([rows(ALTERNATING), undated])))[SERIES]
    assert len(chart.points) == 12
    assert chart.notes == ("2 rows have no date and were left out.",)


def test_a_mistyped_year() -> None:
    given = rows(ALTERNATING).with_columns(
        date=pl.when(pl.col("date") == day(11)).then(pl.lit(date(2920, 12, 1))).otherwise("date")
    )
    refused = refusals(control_charts(given))[SERIES]
    assert refused == "Found no row between 2020-11-01 and 2920-12-01. That is too long for a series: check the year."


def test_a_target_only_part_of_the_time() -> None:
    values = [*ALTERNATING, *ALTERNATING]
    assert charted(values, targets=[300.0] * 12 + [None] * 12).assurance is None
    assert charted(values, targets=[None] * 12 + [300.0] * 12).assurance == "pass"


def test_a_rebase_on_no_month_is_not_applied_and_said() -> None:
    rebases = [Rebase(SERIES, date(2030, 1, 1), "Mistyped"), Rebase("another series", day(3), "Elsewhere")]
    chart = read_charts(control_charts(rows([*ALTERNATING, *ALTERNATING]), rebases))[SERIES]
    assert len(chart.groups) == 1
    assert chart.notes == ("A rebase was asked for at 2030-01-01, where the series has no row. It was not applied.",)


def test_a_rebase_at_the_first_the_last_and_a_missing_month() -> None:
    values: list[float | None] = [*ALTERNATING, None, *ALTERNATING]
    assert [each.number for each in charted(values, rebased=[0]).groups] == [1]
    last = charted(values, rebased=[24])
    assert (len(last.groups), last.current.mean, last.current.upper) == (2, 1300.0, None)
    assert not any(reasons(last))
    # The month without a row exists all the same.
    sent = rows(values).filter(pl.col("value").is_not_null())
    chart = read_charts(control_charts(sent, [Rebase(SERIES, day(12), "A second team")]))[SERIES]
    assert [(each.first, each.known) for each in chart.groups] == [(day(0), 12), (day(12), 12)]


def test_columns_that_were_left_out_are_missing() -> None:
    bare = rows(ALTERNATING).select("series", "date", "value")
    assert read_charts(control_charts(bare))[SERIES].assurance is None


@pytest.mark.parametrize(
    ("every", "days"),
    [
        ("quarter", [date(2020, 1, 31), date(2020, 4, 30), date(2020, 10, 31)]),
        ("year", [date(2019, 3, 31), date(2020, 3, 31), date(2022, 3, 31)]),
        ("week", [date(2020, 12, 21), date(2020, 12, 31), date(2021, 1, 11)]),
        ("day", [date(2020, 2, 27), date(2020, 2, 28), date(2020, 3, 1)]),
        ("month", [date(2020, 1, 31), date(2020, 2, 29), date(2020, 4, 30)]),
    ],
)
def test_a_step_without_a_row_is_missing_however_often_figures_come(every: Every, days: list[date]) -> None:
    given = pl.DataFrame({"series": SERIES, "date": days, "value": [1.0, 2.0, 3.0]})
    chart = read_charts(control_charts(given, (), Options(every=every)))[SERIES]
    assert [each.value for each in chart.points] == [1.0, 2.0, None, 3.0]
    assert days[1] < chart.points[2].day < days[2]


def test_a_baseline_without_figures_has_no_limits() -> None:
    chart = charted([*[None] * 12, *ALTERNATING], LATER)
    assert words.finding(chart) == "Too few figures to tell usual variation."
    assert not any(reasons(chart))
