"""The levels of a month's figure to begin with: every one, or those around each stated edge where they are many."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Final

from contracts.contract import Contract
from contracts.indicators import Indicator
from contracts.months import Month
from contracts.terms.calendar import FIGURE_SCALE
from contracts.terms.judgement import bands_in, stretches_in, table_in, target_in
from metrics.replay.figures import Figure
from statements.what_if.replays import as_ratio

MOST: Final = 60
"""Of more levels than this only those around edges, a few between them, and the figure's own are worked out."""

_BETWEEN: Final = 12
_ROOM: Final = 5
"""Steps beyond the outermost edges and the figure itself."""


@dataclass(frozen=True)
class Step:
    """What one more is: its size in the displayed unit, and whether it is one of the things that are counted."""

    size: Fraction
    is_counted: bool


def step_of(contract: Contract, one: Indicator, figure: Figure, month: Month) -> Step:
    """Return what one step of a figure is: one of those counted, or the finest that its bands are written in."""
    below = Fraction(figure.denominator, FIGURE_SCALE)
    if one.unit == "percent" and one.measure.of is not None and one.measure.from_ in ("indicators", "ehc_assessments"):
        return Step(Fraction(100) / below, is_counted=True)
    edges = [*edges_of(contract, one, month), target_in(one, month) or Fraction(0)]
    places = max(_places(edge) for edge in edges)
    return Step(Fraction(1, 10**places), is_counted=one.unit in ("count", "days") and places == 0)


def edges_of(contract: Contract, one: Indicator, month: Month) -> list[Fraction]:
    """Return the values at which a band, or a cost within it, begins or ends, both ends of a range included."""
    ladder = bands_in(contract, one, month)
    lowest = [band.lowest for band in ladder if band.lowest is not None]
    linear = [band.rung.linear for band in ladder if band.rung.linear is not None]
    ends = {end for each in linear for stretch in stretches_in(one, month, each) for end in stretch}
    ends |= {band.rung.per_unit.above for band in ladder if band.rung.per_unit is not None}
    if one.within is not None:
        return sorted({one.within.from_ + edge for edge in lowest} | {one.within.to - edge for edge in lowest} | ends)
    sign = -1 if one.better == "lower" else 1
    by_value = table_in(contract, one, month).judged_on == "value"
    target = Fraction(0) if by_value else target_in(one, month) or Fraction(0)
    return sorted({target + sign * edge for edge in lowest} | ends)


def levels_of(
    contract: Contract, one: Indicator, figure: Figure, month: Month, lifted: Fraction = Fraction(0)
) -> list[Fraction]:
    """Return the levels to be worked out first, in the displayed unit, in their order.

    Where what they come to changes between two of them, more are worked out in between. ``lifted`` is by how much
    relief made the figure another one.
    """
    step, stated = step_of(contract, one, figure, month), edges_of(contract, one, month)
    # A figure that relief lifts meets an edge from further away; no share passes the whole for it.
    moved = [edge - lifted for edge in stated if one.unit != "percent" or edge - lifted <= 100]
    edges = [*stated, *moved] if lifted else stated
    value = figure.value / as_ratio(one.unit, Fraction(1))
    low, high = _reach(one, value, edges, step.size)
    first, last = ceil(low / step.size), floor(high / step.size)
    chosen = range(first, last + 1) if last - first <= MOST else _around(first, last, [*edges, value], step.size)
    levels = {place * step.size for place in chosen} | {value}
    return in_order(one, levels)


def in_order(one: Indicator, levels: Iterable[Fraction]) -> list[Fraction]:
    """Return levels from the worst to the best; of a range upwards."""
    return sorted(levels, reverse=one.better == "lower")


def _reach(one: Indicator, value: Fraction, edges: list[Fraction], step: Fraction) -> tuple[Fraction, Fraction]:
    if one.unit == "milestone":
        return Fraction(0), Fraction(1)
    if one.unit == "percent" and value <= 100 and max(edges) <= 100:
        return Fraction(0), Fraction(100)
    span = max([value, *edges]) - min([value, *edges])
    room = max(span / 4, _ROOM * step)
    low = min([value, *edges]) - room
    return low if low >= 0 or min([value, *edges]) < 0 else Fraction(0), max([value, *edges]) + room


def _around(first: int, last: int, edges: list[Fraction], step: Fraction) -> Iterator[int]:
    yield from (first, last)
    yield from (first + (last - first) * part // _BETWEEN for part in range(1, _BETWEEN))
    for edge in edges:
        yield from (place for place in range(floor(edge / step) - 1, ceil(edge / step) + 2) if first <= place <= last)


def _places(value: Fraction) -> int:
    places = 0
    while value.denominator != 1:
        value, places = value * 10, places + 1
    return places
