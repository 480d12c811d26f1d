"""Simulated futures of a series: what the chosen method says of each month to come, and an error it made before.

The errors are those of held-back months as far ahead, each with both signs, and wider the fewer there are. What is
drawn follows from the seed and the name of the series alone: the same figures have the same futures.
"""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from contracts.months import Month
from metrics.outlook.back_test import BackTest, back_test
from metrics.outlook.methods import YEAR, Table
from metrics.outlook.series import Series
from metrics.outlook.walk import Walk

SEED: Final = 20_260_401
COVERAGE: Final = 80
"""Of a hundred futures so many lie within a range."""
_TAIL: Final = (100 - COVERAGE) / 200
_STAYS: Final = 0.8
"""How often a future is as far off in a month as it was in the one before: a level that moved stays where it is."""
_FEWEST_BEFORE: Final = 6
"""Errors are taken of what a method says from so many figures, or from half of those that there are."""
_ABOUT: Final = 2
"""Errors up to so many months nearer or farther ahead count as the same distance."""
_ENOUGH_NEAR: Final = 6
"""With fewer errors of a distance those of every distance count."""


@dataclass(frozen=True)
class Range:
    """What a figure lies within in eight of ten futures, in the displayed unit."""

    low: float
    high: float


@dataclass(frozen=True)
class Missed:
    """How far a method was from a figure held back, so many months ahead; of sums in proportion to what it said."""

    origin: Month
    ahead: int
    error: float


@dataclass(frozen=True)
class Futures:
    """Simulated figures, a row a future and a column a month to come, and how the method behind them was chosen.

    ``said`` is what the method itself says of each month: it is never shown, and only held against what came.
    """

    series: Series
    test: BackTest
    figures: Table
    said: Mapping[Month, float]

    def range_in(self, month: Month) -> Range:
        """Return the range of a month to come."""
        return range_of(self.of(month))

    def of(self, month: Month) -> Table:
        """Return a month's figure in each future."""
        return self.figures[:, self.series.to_come.index(month)]


def range_of(figures: Table) -> Range:
    """Return the range in which eight of ten figures lie; each of its ends is one of them."""
    low, high = np.quantile(figures, [_TAIL, 1 - _TAIL], method="inverted_cdf")
    return Range(float(low), float(high))


def futures_of(series: Series, copies: int, method: str | None = None, seed: int = SEED) -> Futures:
    """Simulate the months to come of a series with a figure, by the method that its back-test speaks for or another."""
    test = back_test(series)
    chosen = method or test.chosen
    errors = tuple(missed(series, chosen))
    chance = np.random.default_rng([seed, zlib.crc32(series.name.encode())])
    walk, last = Walk(series, 1, series.to_come), max(series.usable)
    found, rank, told = np.empty((copies, len(series.to_come))), chance.random(copies), {}
    for place, month in enumerate(series.to_come):
        said = walk.next(chosen, month)
        walk.add(month, said)
        told[month] = float(said[0])
        rank = np.where(chance.random(copies) < _STAYS, rank, chance.random(copies))
        off = _drawn(errors, month - last, rank)
        found[:, place] = walk.within(said * (1 + off) if series.kind == "sum" else said + off)
    return Futures(series, test, found, told)


def missed(series: Series, method: str) -> Iterator[Missed]:
    """Yield how far a method was from each figure up to twelve months after each month it was asked in."""
    known = list(series.usable)
    for origin in known[min(_FEWEST_BEFORE, len(known) // 2) - 1 : -1] if len(known) > 1 else ():
        past = series.until(origin)
        ahead = [month for month in past.to_come if month <= origin + YEAR] or list(past.to_come[:1])
        walk = Walk(past, 1, ahead)
        for month in ahead:
            said = walk.next(method, month)
            walk.add(month, said)
            error, level = series.usable[month] - float(said[0]), float(said[0])
            if series.kind != "sum":
                yield Missed(origin, month - origin, error)
            elif level > 0:
                yield Missed(origin, month - origin, error / level)


def _drawn(errors: Sequence[Missed], ahead: int, rank: Table) -> Table:
    """Return the error of each rank between 0 and 1 among those made about so far ahead."""
    if not errors:
        return np.zeros(len(rank))
    far = min(ahead, max(each.ahead for each in errors))
    near = [each for each in errors if abs(each.ahead - far) <= _ABOUT]
    near = near if len(near) >= _ENOUGH_NEAR else list(errors)
    wider = 1 + 1 / len({each.origin for each in near})
    pool: Table = np.sort([sign * each.error * wider for each in near for sign in (1, -1)])
    off: Table = pool[(rank * len(pool)).astype(int)]
    return off
