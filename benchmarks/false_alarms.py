"""How often control charts signal, and watch questions are raised, of stable series in which nothing is wrong.

``python -m benchmarks.false_alarms`` draws many series of each kind from a fixed seed, writes what it counted to
``metrics/watch/false_alarms.yaml`` and prints the tables of ``docs/control-charts.md`` and ``docs/watch-checks.md``.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, replace
from datetime import date
from fractions import Fraction
from math import ceil
from typing import Any, Final, Literal

import numpy as np
import polars as pl
import yaml

from metrics.trends.charts import control_charts
from metrics.trends.options import Options
from metrics.watch.counted import Counted
from metrics.watch.helpful_edits import Edits, helpful_edits
from metrics.watch.just_met import just_met
from metrics.watch.late_exceptions import Steps, late_exceptions
from metrics.watch.rates import FILE, Measured
from metrics.watch.too_smooth import too_smooth

SEED: Final = 20261122
SERIES: Final = 20_000
LENGTHS: Final = (13, 24, 36)
SIGNALS: Final = ("any signal", "at the latest point", "outside", "trend", "two of three", "shift")

_BATCH: Final = 5_000
Chance = np.random.Generator
Draw = Callable[[Chance, tuple[int, int]], np.ndarray]


def _percentages(chance: Chance, shape: tuple[int, int]) -> np.ndarray:
    """Draw percentages of cases in time, nine of ten, of 40 to 60 cases a month."""
    cases = chance.integers(40, 61, shape)
    return chance.binomial(cases, 0.9) * 100 / cases


FIGURES: Final[dict[str, Draw]] = {
    "normal": lambda chance, shape: chance.normal(90, 3, shape),
    "counts, mean 20": lambda chance, shape: chance.poisson(20, shape).astype(float),
    "percentages of about 50 cases": _percentages,
}


def rows(values: np.ndarray) -> pl.DataFrame:
    """Return a row for each figure of a table with a series a line, monthly."""
    count, points = values.shape
    months = [date(2015 + at // 12, at % 12 + 1, 1) for at in range(points)]
    names = [f"series {number:05}" for number in range(count)]
    return pl.DataFrame(
        {"series": np.repeat(names, points), "date": months * count, "value": values.reshape(-1)},
        schema_overrides={"series": pl.String},
    )


def charted(chance: Chance, draw: Draw, points: int, series: int) -> dict[str, int]:
    """Count the stable series with any signal, with one at the latest point, and there by each of the rules."""
    counted = dict.fromkeys(SIGNALS, 0)
    for first in range(0, series, _BATCH):
        values = draw(chance, (min(_BATCH, series - first), points))
        judged = control_charts(rows(values), (), Options(every="row")).points
        of_series = judged.group_by("series", maintain_order=True).agg(
            any=pl.col("rule").is_not_null().any(), latest=pl.col("rule").last()
        )
        counted["any signal"] += int(of_series["any"].sum())
        counted["at the latest point"] += of_series["latest"].len() - of_series["latest"].null_count()
        for rule in SIGNALS[2:]:
            counted[rule] += int((of_series["latest"] == rule).sum())
    return counted


Raised = Callable[[Chance], bool]
"""Draws one stable series, and says whether it raises a question."""

_POINTS: Final = 24


def _months(chance: Chance, cases: int, share: float, target: str) -> list[Counted]:
    wholes = chance.integers(cases * 4 // 5, cases * 6 // 5 + 1, _POINTS)
    parts = chance.binomial(wholes, share)
    return [Counted(int(part), int(whole), Fraction(target)) for part, whole in zip(parts, wholes, strict=True)]


def _nudged(by: int) -> Raised:
    """Draw months of which each that misses its target by so few cases is returned as just meeting it."""

    def drawn(chance: Chance) -> bool:
        months = _months(chance, 50, 0.9, "9/10")
        least = [ceil(each.whole * Fraction(9, 10)) for each in months]
        moved = (
            replace(each, part=wanted if wanted - by <= each.part < wanted else each.part)
            for each, wanted in zip(months, least, strict=True)
        )
        return just_met([*moved], "higher") is not None

    return drawn


def _smoothed(chance: Chance) -> bool:
    """Draw months of which each lies halfway between what was counted and what was to be expected."""
    months = _months(chance, 50, 0.9, "9/10")
    return too_smooth([replace(each, part=round((each.part + 0.9 * each.whole) / 2)) for each in months]) is not None


def _just_met(cases: int, share: float, target: str, better: Literal["higher", "lower"] = "higher") -> Raised:
    return lambda chance: just_met(_months(chance, cases, share, target), better) is not None


def _too_smooth(cases: int, share: float) -> Raised:
    return lambda chance: too_smooth(_months(chance, cases, share, "1/2")) is not None


def _late(near: int, others: int, often: float, times: float = 1) -> Raised:
    """Draw the new exceptions of two years among open cases, so many times as often near the deadline as elsewhere."""

    def drawn(chance: Chance) -> bool:
        found = chance.binomial((near, others), (often * times, often))
        return late_exceptions(Steps(near, int(found[0]), others, int(found[1]))) is not None

    return drawn


def _edited(mean: float, helping: float = 0.5) -> Raised:
    def drawn(chance: Chance) -> bool:
        edits = int(chance.poisson(mean))
        helped = int(chance.binomial(edits, helping))
        return helpful_edits(Edits(helped, edits - helped)) is not None

    return drawn


STABLE: Final[Mapping[str, Mapping[str, Raised]]] = {
    "just met": {
        "about 50 cases, 90%, target 90%": _just_met(50, 0.9, "9/10"),
        "about 50 cases, 93%, target 90%": _just_met(50, 0.93, "9/10"),
        "about 50 cases, 87%, target 90%": _just_met(50, 0.87, "9/10"),
        "about 20 cases, 75%, target 75%": _just_met(20, 0.75, "3/4"),
        "about 200 cases, 5%, ceiling 5%": _just_met(200, 0.05, "1/20", "lower"),
    },
    "late exceptions": {
        "1,000 steps near and 4,000 others, 0.6%": _late(1000, 4000, 0.006),
        "1,000 steps near and 4,000 others, 0.1%": _late(1000, 4000, 0.001),
        "300 steps near and 600 others, 1%": _late(300, 600, 0.01),
    },
    "helpful edits": {"about 10 edits": _edited(10), "about 30 edits": _edited(30), "about 100 edits": _edited(100)},
    "too smooth": {
        "about 50 cases, 90%": _too_smooth(50, 0.9),
        "about 50 cases, 50%": _too_smooth(50, 0.5),
        "about 200 cases, 97%": _too_smooth(200, 0.97),
        "about 200 cases, 75%": _too_smooth(200, 0.75),
    },
}
"""Stable series of each question by what they are made of: nothing changes, and nobody does anything about it."""

HELPED_ALONG: Final[Mapping[str, Mapping[str, Raised]]] = {
    "just met": {
        "about 50 cases, 90%, a miss by one case returned as met": _nudged(1),
        "about 50 cases, 90%, a miss by one or two cases returned as met": _nudged(2),
    },
    "late exceptions": {
        "1,000 steps near and 4,000 others, twice as often near": _late(1000, 4000, 0.006, 2),
        "1,000 steps near and 4,000 others, four times as often near": _late(1000, 4000, 0.006, 4),
    },
    "helpful edits": {
        "about 10 edits, nine of ten help": _edited(10, 0.9),
        "about 30 edits, three of four help": _edited(30, 0.75),
    },
    "too smooth": {"about 50 cases, 90%, half the variation": _smoothed},
}
"""Series in which somebody does something about it: what a question that is worth asking would notice."""


def raised(chance: Chance, draw: Raised, series: int) -> int:
    """Count the stable series that raise a question."""
    return sum(draw(chance) for _ in range(series))


def measure(seed: int = SEED, series: int = SERIES) -> Measured:
    """Count what so many stable series of each kind raise."""
    chance = np.random.default_rng(seed)
    charts = {
        figures: {points: charted(chance, draw, points, series) for points in LENGTHS}
        for figures, draw in FIGURES.items()
    }
    questions, noticed = (_of_each(chance, made, series) for made in (STABLE, HELPED_ALONG))
    return Measured(seed, series, charts, questions, noticed)


def _of_each(chance: Chance, made: Mapping[str, Mapping[str, Raised]], series: int) -> Any:
    return {kind: {name: raised(chance, draw, series) for name, draw in draws.items()} for kind, draws in made.items()}


def chart_rows(found: Measured) -> Iterator[str]:
    """Yield the rows of the table of signals, in Markdown."""
    for figures, lengths in found.charts.items():
        for points, counted in lengths.items():
            shares = " | ".join(f"{100 * counted[signal] / found.series:.1f}%" for signal in SIGNALS)
            yield f"| {figures} | {points} | {shares} |"


def question_rows(found: Measured) -> Iterator[str]:
    """Yield the rows of the table of what is asked where nothing is wrong, in Markdown."""
    for kind, counts in found.questions.items():
        for made, number in counts.items():
            yield f"| {kind} | {made} | {100 * number / found.series:.2f}% |"


def noticed_rows(found: Measured) -> Iterator[str]:
    """Yield the rows of the table of what is asked where something was done, in Markdown."""
    for kind, counts in found.noticed.items():
        for made, number in counts.items():
            yield f"| {kind} | {made} | {100 * number / found.series:.0f}% |"


def main() -> None:
    """Count, write the file and print the tables."""
    found = measure()
    head = "# Written by python -m benchmarks.false_alarms: of so many stable series how many raised what.\n"
    FILE.write_text(head + yaml.safe_dump(asdict(found), sort_keys=False), encoding="utf-8")
    print(f"{found.series:,} stable series of each kind, seed {found.seed}\n")
    print("| figures | points | " + " | ".join(SIGNALS) + " |", *chart_rows(found), sep="\n")
    print("\n| question | stable series | asked of |", *question_rows(found), sep="\n")
    print("\n| question | what is done | asked of |", *noticed_rows(found), sep="\n")


if __name__ == "__main__":
    main()
