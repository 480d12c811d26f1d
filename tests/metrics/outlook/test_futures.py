"""Simulated futures: the same figures have the same ones, a range holds what it says, and nothing stops them."""

import itertools
import math

import numpy as np
import pytest

from contracts import months
from contracts.months import Month
from metrics.outlook.coverage import coverage
from metrics.outlook.futures import futures_of, range_of
from metrics.outlook.series import Kind, Series

FIRST = months.parse("2016-04")
ZIGZAG = [90.0, 92, 91, 94, 89, 93] * 4


def series(figures: list[float], kind: Kind = "rate", name: str = "made", *, to_come: int = 12) -> Series:
    known = {Month(FIRST + place): value for place, value in enumerate(figures)}
    last = FIRST + len(figures)
    return Series(name, kind, known, tuple(Month(last + place) for place in range(to_come)), lowest=0, highest=100)


def test_the_same_figures_have_the_same_futures() -> None:
    first, again = futures_of(series(ZIGZAG), 50), futures_of(series(ZIGZAG), 50)
    assert (first.figures == again.figures).all()
    assert (first.figures != futures_of(series(ZIGZAG, name="other"), 50).figures).any()
    assert (first.figures != futures_of(series(ZIGZAG), 50, seed=1).figures).any()


def test_eight_of_ten_lie_in_a_range_and_its_ends_are_figures() -> None:
    assert range_of(np.arange(1.0, 101.0)) == range_of(np.arange(100.0, 0.0, -1.0))
    found = range_of(np.arange(1.0, 101.0))
    assert (found.low, found.high) == (10, 90)


def test_no_figure_leaves_what_is_possible() -> None:
    found = futures_of(series([0.0, 100.0] * 12), 200).figures
    assert (found.min(), found.max()) == (0, 100)


def test_the_range_of_stable_figures_holds_eight_of_ten() -> None:
    chance = np.random.default_rng(7)
    found = [coverage(series(list(chance.normal(50, 3, 24)), name=f"{n}", to_come=0), copies=100) for n in range(15)]
    assert 0.7 <= sum(each.within for each in found) / sum(each.ranges for each in found) <= 0.92


def test_an_error_counts_with_both_signs() -> None:
    # Each figure is one above the last, so the last value was always too low; it may be too high next time.
    rising = futures_of(series([float(place) for place in range(24)]), 200, "last value").of(Month(FIRST + 24))
    assert rising.min() < 23 < rising.max()


def test_what_is_known_from_the_year_before_is_narrower_than_what_is_not() -> None:
    seasonal = [float(50 + 5 * (place % 12)) for place in range(36)]
    widths = [futures_of(series(seasonal), 100, method).range_in(Month(FIRST + 36)) for method in (None, "last value")]
    assert widths[0].high - widths[0].low < widths[1].high - widths[1].low


@pytest.mark.parametrize("kind", ["rate", "count", "sum"])
@pytest.mark.parametrize(
    "missing", [*itertools.combinations(range(0, 24, 5), 2), tuple(range(3, 24)), tuple(range(12))]
)
def test_missing_months_anywhere(kind: Kind, missing: tuple[int, ...]) -> None:
    known = {Month(FIRST + place): value for place, value in enumerate(ZIGZAG) if place not in missing}
    found = futures_of(Series("made", kind, known, series(ZIGZAG).to_come, lowest=0), 20).figures
    assert np.isfinite(found).all()


def test_a_single_figure_goes_on() -> None:
    assert set(futures_of(series([42.0]), 20).figures.ravel()) == {42.0}


@pytest.mark.parametrize("value", [0.0, 0.1, 100.0])
@pytest.mark.parametrize("kind", ["rate", "count", "sum"])
def test_a_constant_series_stays(value: float, kind: Kind) -> None:
    assert futures_of(series([value] * 24, kind), 20).figures == pytest.approx(np.full((20, 12), value))


@pytest.mark.parametrize("strange", [math.inf, -math.inf, math.nan, 1e300])
def test_what_is_no_figure_is_passed_over(strange: float) -> None:
    found = futures_of(series([*ZIGZAG[:10], strange, *ZIGZAG[11:]]), 20)
    assert np.isfinite(found.figures).all()
    assert len(found.series.usable) == 23
