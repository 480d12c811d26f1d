"""A change of a ratio parted between groups: what each did itself, and what its share of the whole did. It adds up.

The method is Kitagawa's (E. M. Kitagawa, “Components of a Difference Between Two Rates”, Journal of the American
Statistical Association 50, 1955): a group's own change counts with the mean of its shares in the two months, the change
of its share with how far the mean of its two values lies from the mean of the whole. Neither month is the base, nothing
is left over, and everything is exact.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from contracts.rounding import half_up

NOTHING = Fraction(0)


@dataclass(frozen=True)
class Sums:
    """What a group adds to a figure in a month; a plain sum has no denominator anywhere."""

    numerator: Fraction = NOTHING
    denominator: Fraction = NOTHING

    @property
    def value(self) -> Fraction | None:
        """Its own value, if it has one."""
        return self.numerator / self.denominator if self.denominator else None


@dataclass(frozen=True)
class Moved:
    """What a group moved a figure by: by its own value, and by its share of the whole."""

    own: Fraction
    share: Fraction

    @property
    def together(self) -> Fraction:
        """What it moved the figure by in all."""
        return self.own + self.share


Groups = Mapping[str, tuple[Sums, Sums]]
"""By name what a group adds in the earlier and in the later month; nothing where it has no row."""


def sum_moved(groups: Groups) -> dict[str, Moved]:
    """Part the change of a plain sum: each group moved it by its own change."""
    return {name: Moved(later.numerator - earlier.numerator, NOTHING) for name, (earlier, later) in groups.items()}


def ratio_moved(groups: Groups) -> dict[str, Moved]:
    """Part the change of a ratio, whose denominators are above nothing in both months when added up.

    A group that is only in one of the months has no change of its own: all it does is by its share. One that adds to
    the numerator alone has no share, and all it does is its own.
    """
    earlier, later = (whole([each[place] for each in groups.values()]) for place in (0, 1))
    middle = (earlier.numerator / earlier.denominator + later.numerator / later.denominator) / 2
    return {name: _moved(*group, earlier, later, middle) for name, group in groups.items()}


def whole(parts: list[Sums]) -> Sums:
    """Add up what groups add."""
    return Sums(sum((each.numerator for each in parts), NOTHING), sum((each.denominator for each in parts), NOTHING))


def _moved(before: Sums, after: Sums, earlier: Sums, later: Sums, middle: Fraction) -> Moved:
    shares = before.denominator / earlier.denominator, after.denominator / later.denominator
    grown = shares[1] - shares[0]
    if any(not each.denominator and each.numerator for each in (before, after)):
        added = after.numerator / later.denominator - before.numerator / earlier.denominator
        return Moved(added - middle * grown, NOTHING)
    values = [each.value for each in (before, after)]
    first, second = (value if value is not None else other for value, other in zip(values, values[::-1], strict=True))
    if first is None or second is None:
        return Moved(NOTHING, NOTHING)
    return Moved((shares[0] + shares[1]) / 2 * (second - first), ((first + second) / 2 - middle) * grown)


def shared_out(amounts: list[Fraction], places: int) -> list[Fraction]:
    """Round amounts to decimal places so that they add up to their rounded sum: largest remainders are rounded up."""
    scale = 10**places
    cut = [amount * scale // 1 for amount in amounts]
    missing = half_up(sum(amounts, NOTHING) * scale) - sum(cut)
    order = sorted(range(len(amounts)), key=lambda place: cut[place] - amounts[place] * scale)
    chosen = set(order[: int(missing)])
    return [Fraction(int(each) + (place in chosen), scale) for place, each in enumerate(cut)]
