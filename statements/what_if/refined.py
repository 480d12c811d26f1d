"""The levels between those worked out, until what they come to changes between two that are one step apart.

Stated edges are not all: a figure is rounded or relieved before it meets its bands, and no cap begins at one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import Final

ROUNDS: Final = 4
"""How often levels are added at most: a gap of sixty-four levels takes one round, of four thousand two."""

_PARTS: Final = 64
"""So many at once, since a round takes far longer than the levels that it works out."""

_AT_ONCE: Final = 8
_ROUNDED: Final = 2
"""Pence by which rounding may take an amount off the straight line that it lies on."""


@dataclass(frozen=True)
class Worked:
    """A level that was worked out, in the displayed unit: its band and the amounts that it comes to, in pence."""

    level: Fraction
    band: int | None
    amounts: tuple[int, ...]


Gap = tuple[Worked, Worked]


def between(worked: Sequence[Worked], step: Fraction) -> list[Fraction]:
    """Return the levels to be worked out next, in a few gaps at once; none where nothing is left to be found.

    A gap is left alone where nothing changes across it, and where its amounts lie on one straight line with those of
    the gaps beside it in the same band: there every step is worth the same.
    """
    gaps = list(pairwise(sorted(worked, key=lambda each: each.level)))
    hiding = [gap for place, gap in enumerate(gaps) if _hides(gaps, place, step)]
    # Where too many change at once, another band comes before another amount, and the greatest change before the rest.
    hiding.sort(key=lambda gap: (gap[0].band == gap[1].band, -max(map(abs, _changes(gap)))))
    return [level for gap in hiding[:_AT_ONCE] for level in _inside(gap, step)]


def _hides(gaps: Sequence[Gap], place: int, step: Fraction) -> bool:
    """Say whether something changes within a gap, nobody knows where."""
    below, above = gaps[place]
    if above.level - below.level <= step or (below.band, below.amounts) == (above.band, above.amounts):
        return False
    near = (gaps[each] for each in (place - 1, place + 1) if 0 <= each < len(gaps))
    beside = [gap for gap in near if gap[0].band == gap[1].band == below.band == above.band]
    return not beside or not all(_in_line(gaps[place], gap) for gap in beside)


def _in_line(one: Gap, other: Gap) -> bool:
    wide, beside = _width(one), _width(other)
    return all(
        abs(change * beside - further * wide) <= _ROUNDED * (wide + beside)
        for change, further in zip(_changes(one), _changes(other), strict=True)
    )


def _width(gap: Gap) -> Fraction:
    return gap[1].level - gap[0].level


def _changes(gap: Gap) -> list[int]:
    return [after - before for before, after in zip(gap[0].amounts, gap[1].amounts, strict=True)]


def _inside(gap: Gap, step: Fraction) -> Iterator[Fraction]:
    """Yield the levels that part a gap evenly; all of them where they are few."""
    before, beyond = floor(gap[0].level / step), ceil(gap[1].level / step)
    places = {before + (beyond - before) * part // _PARTS for part in range(1, _PARTS)}
    yield from (place * step for place in sorted(places) if before < place < beyond)
