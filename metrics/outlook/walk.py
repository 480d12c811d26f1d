"""Histories carried on month by month: each figure to come is what a method says from all before it."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from contracts.months import Month
from metrics.outlook.methods import LAST, LAST_YEAR, METHODS, Past, Table
from metrics.outlook.school_days import school_days
from metrics.outlook.series import Series


@lru_cache(maxsize=256)
def _days(first: Month, count: int) -> tuple[int, ...]:
    return tuple(school_days(Month(first + place)) for place in range(count))


class Walk:
    """So many copies of a series' known figures, to which the figures to come are added one by one."""

    def __init__(self, series: Series, copies: int, to_come: Sequence[Month]) -> None:
        known = series.usable
        self.first = min(known)
        count = max([*known, *to_come]) - self.first + 1
        self.figures: Table = np.full((copies, count), np.nan)
        self.places = [month - self.first for month in known]
        self.figures[:, self.places] = list(known.values())
        self.days = _days(self.first, count)
        self._series = series

    def next(self, method: str, month: Month) -> Table:
        """Return what a method says of a month; the same month last year, or the last value, where it says nothing."""
        past = Past(self.figures, self.places, month - self.first, self.days)
        for name in (method, LAST_YEAR if self._series.kind != "rate" else LAST, LAST):
            said = METHODS[name](past)
            if said is not None:
                break
        return self.within(said if said is not None else self.figures[:, self.places[-1]])

    def within(self, figures: Table) -> Table:
        """Keep figures between the least and the most that they can be."""
        return np.clip(figures, self._series.lowest, self._series.highest)

    def add(self, month: Month, figures: Table) -> None:
        """Add the figures of a month, one for each copy."""
        self.figures[:, month - self.first] = figures
        self.places.append(month - self.first)
