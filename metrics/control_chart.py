"""The control chart of a series (XmR): its mean, the limits of usual variation and what lies outside it.

The rules are those of NHS England's "Making Data Count" as the R package NHSRplotthedots works them out, but a missing
point never fails a chart: no run goes through it and no range is taken across it. Nothing here decides a band or a
pound, so binary floats are good enough.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import fsum
from typing import Final, Literal

from contracts.errors import ReckonerError

_LIMIT: Final = 2.66
_SCREEN: Final = 3.267
_RUN: Final = 7
ENOUGH: Final = 13
"""From so many points on limits are no longer provisional."""

Values = Sequence[float | None]
Reason = Literal["outside", "shift"]


class NothingToChart(ReckonerError):
    """A series in which no two neighbouring points are known, so that no range can be taken."""

    def __init__(self, points: int) -> None:
        super().__init__(
            f"Found {points} points, no two of them next to each other. A control chart needs two neighbours at least."
        )


@dataclass(frozen=True)
class Signal:
    """Why a point is more than usual variation; ``side`` is 1 where it lies high and -1 where it lies low."""

    reason: Reason
    side: int


@dataclass(frozen=True)
class ControlChart:
    """A series' mean and limits, in its own unit, and for each of its points its signal or ``None``.

    ``screened_out`` counts the ranges too wide to be usual, which the limits leave out. ``provisional`` says that there
    are fewer than 13 points.
    """

    mean: float
    lower: float
    upper: float
    screened_out: int
    provisional: bool
    signals: tuple[Signal | None, ...]


def control_chart(values: Values, baseline: int | None = None, *, screened: bool = True) -> ControlChart:
    """Return the control chart of a series.

    Args:
        values: oldest first; ``None`` where a point is missing.
        baseline: mean and limits come from so many points at the beginning, the missing ones counted; from all if
            nothing is said.
        screened: whether ranges of 3.267 times their mean and more are left out, once.

    Raises:
        NothingToChart: there are no two neighbouring points in the baseline.
    """
    base = values[:baseline]
    ranges = [abs(after - before) for before, after in pairwise(base) if before is not None and after is not None]
    if not ranges:
        raise NothingToChart(sum(value is not None for value in values))
    mean = exact_mean([value for value in base if value is not None])
    kept = _screened(ranges) if screened else ranges
    reach = _LIMIT * exact_mean(kept)
    sides = [None if value is None else (value > mean) - (value < mean) for value in values]
    outside = [value is not None and not mean - reach <= value <= mean + reach for value in values]
    return ControlChart(
        mean=mean,
        lower=mean - reach,
        upper=mean + reach,
        screened_out=len(ranges) - len(kept),
        provisional=sum(value is not None for value in values) < ENOUGH,
        signals=tuple(map(_signal, sides, outside, _in_shift(sides))),
    )


def exact_mean(values: Sequence[float]) -> float:
    """Return the mean; that of equal values is that value, which a plain sum and division often miss by a little."""
    mean = fsum(values) / len(values)
    return mean + fsum(value - mean for value in values) / len(values)


def _screened(ranges: list[float]) -> list[float]:
    """Leave out what is too wide; where that would leave nothing, all ranges stay."""
    widest = _SCREEN * exact_mean(ranges)
    return [each for each in ranges if each < widest] or ranges


def _in_shift(sides: Sequence[int | None]) -> list[bool]:
    """Say of each point whether it belongs to seven or more in a row strictly on one side of the mean."""
    found = [False] * len(sides)
    for first in range(len(sides) - _RUN + 1):
        run = sides[first : first + _RUN]
        if run[0] and set(run) == {run[0]}:
            found[first : first + _RUN] = [True] * _RUN
    return found


def _signal(side: int | None, outside: bool, in_shift: bool) -> Signal | None:
    if side is None or not (outside or in_shift):
        return None
    return Signal("outside" if outside else "shift", side)
