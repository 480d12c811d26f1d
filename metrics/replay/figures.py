"""Figures as they might have been: more successes, or another level, on the denominator that was returned."""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Literal

Better = Literal["higher", "lower", "within range"]


@dataclass(frozen=True)
class Figure:
    """A numerator and a denominator in millionths, as the facts have them; the denominator is above nothing."""

    numerator: int
    denominator: int

    @property
    def value(self) -> Fraction:
        """The exact ratio."""
        return Fraction(self.numerator, self.denominator)


def with_more(figure: Figure, successes: int, better: Better, *, is_share: bool) -> Figure:
    """Return a figure with so many more successes, in millionths: fewer of them where lower is better.

    It does not fall below nothing, and a share does not pass the whole, further than it did.
    """
    moved = figure.numerator + (-successes if better == "lower" else successes)
    moved = max(moved, min(figure.numerator, 0))
    if is_share:
        moved = min(moved, max(figure.denominator, figure.numerator))
    return Figure(moved, figure.denominator)


def at_level(figure: Figure, level: Fraction, better: Better) -> Figure:
    """Return a figure whose value is a level, on the same denominator.

    Where no whole number of millionths gives it, the nearest is taken that is no worse.
    """
    exact = level * figure.denominator
    return Figure(floor(exact) if better == "lower" else ceil(exact), figure.denominator)
