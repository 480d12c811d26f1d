"""Control charts of a thousand series, beside a bare polars pass over the same rows."""

import time
from collections.abc import Callable, Iterator

import numpy as np
import polars as pl

from benchmarks.false_alarms import SEED, rows
from benchmarks.result import Measured
from metrics.trends.charts import control_charts

_SERIES, _POINTS, _TIMES = 1_000, 36, 15


def measure() -> Iterator[Measured]:
    """Yield the median milliseconds of the charts of a thousand series of 36 points, warm."""
    values = np.random.default_rng(SEED).normal(90, 3, (_SERIES, _POINTS))
    drawn = rows(values).with_columns(better=pl.lit("higher"), target=pl.lit(88.0))
    ours = _milliseconds(lambda: control_charts(drawn))
    bare = _milliseconds(lambda: _bare(drawn))
    yield Measured(f"control charts of {_SERIES:,} series of {_POINTS} points, median ms", "under 50", ours, bare)


def _bare(drawn: pl.DataFrame) -> pl.DataFrame:
    """Sort, and take a mean and a mean range by series: what no control chart can do without."""
    step = (pl.col("value") - pl.col("value").shift()).abs()
    return (
        drawn.sort("series", "date")
        .with_columns(mean=pl.col("value").mean().over("series"), range=step.mean().over("series"))
        .with_columns(outside=(pl.col("value") - pl.col("mean")).abs() > 2.66 * pl.col("range"))
    )


def _milliseconds(run: Callable[[], object]) -> float:
    times = []
    for _ in range(_TIMES + 2):
        began = time.perf_counter()
        run()
        times.append(time.perf_counter() - began)
    return sorted(times[2:])[_TIMES // 2] * 1000
