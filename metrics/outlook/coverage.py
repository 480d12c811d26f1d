"""How often held-back figures lay in the range that the program would have given with what was known before them."""

from dataclasses import dataclass, replace
from typing import Final

from metrics.outlook.back_test import origins
from metrics.outlook.futures import futures_of
from metrics.outlook.methods import YEAR
from metrics.outlook.series import Series

COPIES: Final = 200
"""Futures of each range: enough for its ends to move by little."""


@dataclass(frozen=True)
class Coverage:
    """How many of the ranges held the figure, and how far off what the method said was in the mean, in the unit."""

    within: int
    ranges: int
    error: float


def coverage(series: Series, method: str | None = None, copies: int = COPIES) -> Coverage:
    """Hold months back after every month with a year of figures before it; the method is chosen anew each time."""
    within, errors = 0, []
    for origin in origins(series):
        past = series.until(origin)
        ahead = tuple(month for month in past.to_come if month <= origin + YEAR)
        if not ahead:
            continue
        futures = futures_of(replace(past, to_come=ahead), copies, method)
        for month in ahead:
            found = futures.range_in(month)
            within += found.low <= series.usable[month] <= found.high
            errors.append(abs(float(futures.said[month]) - series.usable[month]))
    return Coverage(within, len(errors), sum(errors) / len(errors) if errors else 0.0)
