"""Bands as half-open intervals of goodness, whatever way the contract wrote them.

*Goodness* is the number in which more is always better: the value itself where higher is better, minus the value
where lower is better, and for a band table on distance the distance from target, better being positive. A rung
holds goodness from ``lowest`` (inclusive, so that a value on an edge has the better band) up to the next better one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from contracts.indicators import BandTable, Rung


@dataclass(frozen=True)
class Interval:
    """One band. ``lowest`` is None for the worst, which has no end; ``rank`` is 1 for the best."""

    rank: int
    lowest: Fraction | None
    rung: Rung


@dataclass(frozen=True)
class Hole:
    """Values that stand in no band (``bands`` empty) or in two, between two numbers as the contract writes them."""

    first: Fraction
    last: Fraction
    bands: tuple[str, ...]

    @property
    def example(self) -> Fraction:
        """A value to show: the middle."""
        return (self.first + self.last) / 2


def is_ladder(table: BandTable) -> bool:
    """Say whether a table is written as a ladder (the form that cannot have gaps)."""
    return all(rung.at_least is not None or rung.at_most is not None or rung.otherwise for rung in table.rungs)


def intervals(table: BandTable, *, lower_is_better: bool) -> tuple[Interval, ...]:
    """Return a table's bands, best first, on goodness. The table must have passed the linter."""
    sign = -1 if lower_is_better and table.judged_on == "value" else 1
    lowest = [_lowest(rung, sign) for rung in table.rungs]
    ordered = sorted(zip(lowest, table.rungs, strict=True), key=lambda pair: (pair[0] is None, -(pair[0] or 0)))
    return tuple(Interval(rank, low, rung) for rank, (low, rung) in enumerate(ordered, start=1))


def _lowest(rung: Rung, sign: int) -> Fraction | None:
    edge = next(
        (edge for edge in (rung.at_least, rung.at_most, rung.exactly) if edge is not None),
        rung.from_ if sign > 0 else (rung.below if rung.below is not None else rung.to),
    )
    return None if edge is None else sign * edge


def holes(table: BandTable) -> Iterable[Hole]:
    """Find the values that written-out ranges leave in no band or put in two."""
    ranges = sorted((_span(rung) for rung in table.rungs), key=lambda span: (span.start is not None, span.start or 0))
    furthest = ranges[0]
    for after in ranges[1:]:
        yield from _between(furthest, after)
        furthest = max(furthest, after, key=lambda span: (span.end is None, span.end or 0, span.closed))


def _between(before: "_Span", after: "_Span") -> Iterable[Hole]:
    """Find the hole between the range that reaches furthest so far and the next one."""
    both = (before.name, after.name)
    ends = [end for end in (before.end, after.end) if end is not None]
    if after.start is None:
        # Both go down without end; a value below the nearer of their upper edges stands for those in two bands.
        shown = min(ends, default=Fraction(1)) - 1
        yield Hole(shown, shown, both)
    elif before.end is None or before.end > after.start or (before.end == after.start and before.closed):
        yield Hole(after.start, min(ends, default=after.start), both)
    elif before.end < after.start:
        yield Hole(before.end, after.start, ())


@dataclass(frozen=True)
class _Span:
    """One range: from ``start`` inclusive to ``end``, inclusive only if ``closed``; None is no edge."""

    start: Fraction | None
    end: Fraction | None
    closed: bool
    name: str


def _span(rung: Rung) -> _Span:
    start = rung.exactly if rung.exactly is not None else rung.from_
    end = next((edge for edge in (rung.exactly, rung.to, rung.below) if edge is not None), None)
    return _Span(start, end, rung.below is None and end is not None, rung.status)
