"""Stable series seldom signal: the rates that are published come from many more of them (``benchmarks.trends``)."""

import random

import polars as pl

from metrics.trends.charts import control_charts
from metrics.trends.options import Options
from tests.metrics.trends.made import day


def test_of_two_thousand_stable_series_few_signal_at_their_latest_point() -> None:
    chance = random.Random(20261122)
    series, points = 2000, 24
    rows = pl.DataFrame(
        {
            "series": [f"{number:04}" for number in range(series) for _ in range(points)],
            "date": [day(at) for at in range(points)] * series,
            "value": [chance.gauss(90, 3) for _ in range(series * points)],
        }
    )
    judged = control_charts(rows, (), Options(every="row")).points
    latest = judged.group_by("series").agg(pl.col("rule").last())["rule"].is_not_null().mean()
    # About 1.6 in 100; two thousand series tell it to within half a per cent.
    assert isinstance(latest, float)
    assert 0.008 < latest < 0.026
    any_signal = judged.group_by("series").agg(pl.col("rule").is_not_null().any())["rule"].mean()
    assert isinstance(any_signal, float)
    assert 0.14 < any_signal < 0.23
