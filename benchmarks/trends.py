"""Control charts of a thousand series, beside a bare polars pass over the same rows; and how often they cry wolf.

``python -m benchmarks.trends`` prints the false-alarm rates: of stable simulated series, how many show a signal at
all, and how many show one at their latest point, which is what a reader of a page sees. The seed is fixed.
"""

import time
from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

import numpy as np
import polars as pl

from benchmarks.result import Measured
from metrics.trends.charts import control_charts
from metrics.trends.options import Options

_SERIES, _POINTS, _TIMES = 1_000, 36, 15
_SEED: Final = 20261122
_BATCH, _BATCHES = 5_000, 4
_LENGTHS: Final = (13, 24, 36)
_RULES: Final = ("outside", "trend", "two of three", "shift")


def measure() -> Iterator[Measured]:
    """Yield the median milliseconds of the charts of a thousand series of 36 points, warm."""
    values = np.random.default_rng(_SEED).normal(90, 3, (_SERIES, _POINTS))
    rows = _rows(values).with_columns(better=pl.lit("higher"), target=pl.lit(88.0))
    ours = _milliseconds(lambda: control_charts(rows))
    bare = _milliseconds(lambda: _bare(rows))
    yield Measured(f"control charts of {_SERIES:,} series of {_POINTS} points, median ms", "under 50", ours, bare)


def _bare(rows: pl.DataFrame) -> pl.DataFrame:
    """Sort, and take a mean and a mean range by series: what no control chart can do without."""
    step = (pl.col("value") - pl.col("value").shift()).abs()
    return (
        rows.sort("series", "date")
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


def _rows(values: np.ndarray) -> pl.DataFrame:
    """Return a row for each figure of a table with a series a line, monthly."""
    count, points = values.shape
    months = [date(2015 + at // 12, at % 12 + 1, 1) for at in range(points)]
    names = [f"series {number:05}" for number in range(count)]
    return pl.DataFrame(
        {"series": np.repeat(names, points), "date": months * count, "value": values.reshape(-1)},
        schema_overrides={"series": pl.String},
    )


Kind = Callable[[np.random.Generator, tuple[int, int]], np.ndarray]


def _percentages(chance: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
    """Draw percentages of cases in time, nine of ten, of 40 to 60 cases a month."""
    cases = chance.integers(40, 61, shape)
    return chance.binomial(cases, 0.9) * 100 / cases


_KINDS: Final[dict[str, Kind]] = {
    "normal": lambda chance, shape: chance.normal(90, 3, shape),
    "counts, mean 20": lambda chance, shape: chance.poisson(20, shape).astype(float),
    "percentages of about 50 cases": _percentages,
}


def false_alarms() -> Iterator[str]:
    """Yield a table's rows, in Markdown: of each kind and length the share of series with a signal, in per cent."""
    chance = np.random.default_rng(_SEED)
    for kind, draw in _KINDS.items():
        for points in _LENGTHS:
            found = [_alarms(_rows(draw(chance, (_BATCH, points)))) for _ in range(_BATCHES)]
            shares = np.mean(found, axis=0) * 100
            yield f"| {kind} | {points} | {' | '.join(f'{share:.1f}%' for share in shares)} |"


def _alarms(rows: pl.DataFrame) -> list[float]:
    """Return the share of series with any signal, with one at the latest point, and there by each of the rules."""
    points = control_charts(rows, (), Options(every="row")).points
    of_series = points.group_by("series", maintain_order=True).agg(
        any=pl.col("rule").is_not_null().any(), latest=pl.col("rule").last()
    )
    latest = of_series["latest"]
    shares = [of_series["any"].mean(), latest.is_not_null().mean()]
    shares += [(latest == rule).fill_null(False).mean() for rule in _RULES]
    return [float(str(share)) for share in shares]


def main() -> None:
    """Print the false-alarm rates."""
    print(f"{_BATCH * _BATCHES:,} stable series of each kind and length, seed {_SEED}\n")
    print("| figures | points | any signal | at the latest point | " + " | ".join(_RULES) + " |")
    print("|---|---|---|---|" + "---|" * len(_RULES))
    for row in false_alarms():
        print(row, flush=True)


if __name__ == "__main__":
    main()
