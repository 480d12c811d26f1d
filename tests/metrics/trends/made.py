"""Series made by hand: one a call, monthly from January 2020, as a frame or at once as a chart."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from contracts import months
from metrics.trends.chart import ControlChart, read_charts
from metrics.trends.charts import STANDARD, control_charts
from metrics.trends.options import Better, Options, Rebase

FIRST = months.parse("2020-01")
SERIES = "OP4"

ALTERNATING = [1000.0, 1300.0] * 6
"""Mean 1150; every range is 300, so the limits are 1150 ± 2.66 × 300 = 352 and 1948, the near ones 618 and 1682."""

LATER = Options(baseline=12)
"""Limits from those twelve, whatever comes after."""


def day(place: int) -> date:
    return months.first_day(months.Month(FIRST + place))


def rows(
    values: Sequence[float | None],
    better: Better | None = "higher",
    targets: Sequence[float | None] | float | None = None,
    series: str = SERIES,
) -> pl.DataFrame:
    """A row a month; a missing value has its row."""
    held = targets if isinstance(targets, Sequence) else [targets] * len(values)
    schema = {
        "series": pl.String, "date": pl.Date, "value": pl.Float64, "better": pl.String, "target": pl.Float64,
    }  # fmt: skip
    found = [(series, day(at), value, better, held[at]) for at, value in enumerate(values)]
    return pl.DataFrame(found, schema, orient="row")


def charted(
    values: Sequence[float | None],
    options: Options = STANDARD,
    better: Better | None = "higher",
    targets: Sequence[float | None] | float | None = None,
    rebased: Sequence[int] = (),
) -> ControlChart:
    """The chart of one series; ``rebased`` are places at which it begins anew."""
    rebases = [Rebase(SERIES, day(at), "A second team") for at in rebased]
    return read_charts(control_charts(rows(values, better, targets), rebases, options))[SERIES]


def reasons(chart: ControlChart, first: int = 0) -> list[str]:
    """Each point's rule with its sign, such as ``shift+``, or nothing where it is usual."""
    return [f"{each.rule}{'+' if each.sign > 0 else '-'}" if each.rule else "" for each in chart.points[first:]]
