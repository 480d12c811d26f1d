"""Percentages that are counted: so many of so many, held against a target."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from metrics.watch.question import FEWEST, LATEST


@dataclass(frozen=True)
class Counted:
    """A month's count: ``part`` of ``whole`` cases, one or more, and the target as a share (9/10), if there is one."""

    part: int
    whole: int
    target: Fraction | None


def latest(months: Sequence[Counted]) -> Sequence[Counted]:
    """Return the months that are looked at, oldest first; none where there are too few."""
    return months[-LATEST:] if len(months) >= FEWEST else ()


def share(months: Sequence[Counted]) -> float:
    """Return the share over all months, kept off nought and one so that its odds are a number."""
    return (sum(each.part for each in months) + 0.5) / (sum(each.whole for each in months) + 1)
