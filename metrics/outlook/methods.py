"""The methods: each says what the next figure of many histories at once would be, from the figures before it.

A history is a row of a table with a column a month; months without a figure are skipped. A method that lacks what it
needs says nothing (None), and another is asked.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float64]

YEAR: Final = 12
_RECENT: Final = 6
"""Figures that a recent level or a recent change is taken from."""
_WEIGHT: Final = 0.3
"""What the newest figure weighs in a moving level."""
_FEW_DAYS: Final = 5
"""A month of fewer school days tells nothing of what a day costs."""


@dataclass(frozen=True)
class Past:
    """What a method may look at: ``places`` are the columns with a figure before ``at``; ``days`` its school days."""

    figures: Table
    places: Sequence[int]
    at: int
    days: Sequence[int]


Method = Callable[[Past], Table | None]


def last_value(past: Past) -> Table | None:
    """Take the last figure."""
    return past.figures[:, past.places[-1]]


def same_month_last_year(past: Past) -> Table | None:
    """Take the figure of the same month a year before."""
    return past.figures[:, past.at - YEAR] if past.at - YEAR in past.places else None


def moving_level(past: Past) -> Table | None:
    """Take a level that each figure moves three tenths of the way towards itself."""
    level = past.figures[:, past.places[0]]
    for place in past.places[1:]:
        level = level + _WEIGHT * (past.figures[:, place] - level)
    return level


def middle_of_six(past: Past) -> Table | None:
    """Take the median of the last six figures."""
    level: Table = np.median(past.figures[:, list(past.places[-_RECENT:])], axis=1)
    return level


def last_year_and_change(past: Past) -> Table | None:
    """Take the same month last year, and the mean by which the last six figures differ from theirs."""
    known = set(past.places)
    pairs = [place for place in past.places if place - YEAR in known][-_RECENT:]
    if past.at - YEAR not in known or not pairs:
        return None
    changes = [past.figures[:, place] - past.figures[:, place - YEAR] for place in pairs]
    said: Table = past.figures[:, past.at - YEAR] + np.mean(changes, axis=0)
    return said


def straight_on(past: Past) -> Table | None:
    """Go on from the last figure as the last six went, month for month."""
    first, last = past.places[max(0, len(past.places) - 1 - _RECENT)], past.places[-1]
    if first == last:
        return None
    slope = (past.figures[:, last] - past.figures[:, first]) / (last - first)
    said: Table = past.figures[:, last] + slope * (past.at - last)
    return said


def school_days(past: Past) -> Table | None:
    """Take what a school day came to in the last six months with schools open, times the days of the month."""
    told = [place for place in past.places if past.days[place] >= _FEW_DAYS][-_RECENT:]
    if not told:
        return None
    a_day = [past.figures[:, place] / past.days[place] for place in told]
    said: Table = np.mean(a_day, axis=0) * past.days[past.at]
    return said


LAST: Final = "last value"
LAST_YEAR: Final = "same month last year"
PLAIN: Final[dict[str, Method]] = {LAST: last_value, LAST_YEAR: same_month_last_year}
"""What every other method has to beat."""

OTHERS: Final[dict[str, Method]] = {
    "moving level": moving_level,
    "middle of six": middle_of_six,
    "last year and change": last_year_and_change,
    "straight on": straight_on,
    "school days": school_days,
}
METHODS: Final = {**PLAIN, **OTHERS}
OF_SUMS: Final = ("school days",)
"""The methods for what adds up over a month; a rate does not."""
