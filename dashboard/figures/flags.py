"""What happened, written above a chart: each event and each beginning anew over a line down to its month.

Labels stand above the drawing and not in it, so that they never lie on a figure; those that would touch on a narrow
screen are put one above the other.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from textwrap import wrap
from typing import Any, Final

from contracts import months
from dashboard.figures.charted import Charted
from dashboard.figures.ink import SIZE, Ink

_LINE: Final = 18
"""Pixels that a line of a label takes."""
_LETTERS: Final = 18
"""Letters of a label in one line."""
_WIDE: Final = 0.62
"""The share of a narrow screen's drawing that a line of a label takes."""


@dataclass(frozen=True)
class Flag:
    """A label over a month: its lines, how many pixels above the drawing it begins, and to which side it is written."""

    at: int
    words: tuple[str, ...]
    is_rebase: bool
    leftward: bool
    above: int = 0


@dataclass(frozen=True)
class Flags:
    """The labels above a chart, from the left, and how many pixels they need there."""

    flags: tuple[Flag, ...]
    height: int

    def lines(self, ink: Ink) -> Iterator[dict[str, Any]]:
        """Draw a line from each label down through its month: of a beginning anew or a new definition, before it."""
        for each in self.flags:
            at = each.at - 0.5 if each.is_rebase else each.at
            drawn = {"color": ink.control, "width": 1, "dash": "solid" if each.is_rebase else "dot"}
            line = {"type": "line", "x0": at, "x1": at, "yref": "paper", "line": drawn}
            yield {**line, "y0": 0, "y1": 1, "layer": "below"}
            if each.above:
                yield {**line, "ysizemode": "pixel", "yanchor": 1, "y0": 0, "y1": each.above}

    def labels(self, ink: Ink) -> Iterator[dict[str, Any]]:
        """Write each label on the page's own colour, so that the line of a label above it does not run through it."""
        for each in self.flags:
            yield {
                "text": "<br>".join(escape(line, quote=False) for line in each.words),
                "x": each.at - 0.5 if each.is_rebase else each.at,
                "xanchor": "right" if each.leftward else "left",
                "align": "right" if each.leftward else "left",
                "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": each.above,
                "showarrow": False,
                "bgcolor": ink.page,
                "font": {"color": ink.text, "size": SIZE},
            }  # fmt: skip


def flags_of(charted: Charted) -> Flags:
    """Return the labels of a chart's events and of where it begins anew, within the months that are drawn."""
    drawn = [months.parse(each.shown.month) for each in charted.run]
    first, last = drawn[0], drawn[-1]
    told = [(months.of_day(each.day), each.words, False) for each in charted.events]
    told += [(months.of_day(each.day), "Begun anew", True) for each in charted.rebases]
    anew = {at for at, _, is_rebase in told if is_rebase}
    told += [(at, "New definition", True) for at in charted.defined_anew if at not in anew and at > first]
    flags = [
        Flag(at, tuple(wrap(words, _LETTERS)), is_rebase, leftward=(at - first) * 2 > last - first)
        for at, words, is_rebase in sorted(told)
        if first <= at <= last
    ]
    return _stacked(flags, (last - first + 1) * _WIDE)


def _stacked(flags: list[Flag], width: float) -> Flags:
    """Put each label above those before it that it would touch, a label taking so many months."""
    placed: list[Flag] = []
    for each in flags:
        tops = [other.above + len(other.words) * _LINE for other in placed if _touch(each, other, width)]
        placed.append(Flag(each.at, each.words, each.is_rebase, each.leftward, max(tops, default=0)))
    return Flags(tuple(placed), max((each.above + len(each.words) * _LINE for each in placed), default=0))


def _touch(one: Flag, other: Flag, width: float) -> bool:
    starts = [each.at - (width if each.leftward else 0) for each in (one, other)]
    return abs(starts[0] - starts[1]) < width
