"""A series of figures by month, as the outlook reads it: what is known, and which months are still to come."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import isfinite
from typing import Final, Literal

from contracts.months import Month

Kind = Literal["rate", "count", "sum"]
"""A rate goes on at its level; a count or a sum of a month follows the year, as far as nothing else is known."""

LARGEST: Final = 1e15
"""Figures beyond are no figures of a contract; as in control charts."""


@dataclass(frozen=True)
class Series:
    """The known figures of a series by month, in the displayed unit, and the months to come, in order.

    ``lowest`` and ``highest`` are the least and the most that such a figure can be.
    """

    name: str
    kind: Kind
    known: Mapping[Month, float]
    to_come: tuple[Month, ...] = ()
    lowest: float = float("-inf")
    highest: float = float("inf")

    @cached_property
    def usable(self) -> dict[Month, float]:
        """The figures that are figures, oldest first."""
        return {
            month: value for month, value in sorted(self.known.items()) if isfinite(value) and abs(value) <= LARGEST
        }

    def until(self, last: Month) -> "Series":
        """Return the series as it stood after a month, with the later known months as those to come."""
        before = {month: value for month, value in self.usable.items() if month <= last}
        after = tuple(month for month in self.usable if month > last)
        return Series(self.name, self.kind, before, after, self.lowest, self.highest)
