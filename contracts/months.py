"""Calendar months: the periods in which everything is measured and paid.

A month is a whole number, ``year * 12 + month - 1``, so that months can be compared, counted and joined in SQL
without dates. Ranges of months are half-open everywhere: ``[first, end)``.
"""

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NewType

from contracts.errors import ReckonerError

Month = NewType("Month", int)

FIRST, LAST = Month(1900 * 12), Month(2200 * 12 + 11)
"""The first and the last month that are read; a year may be added to either without leaving the calendar."""

NAMES = tuple(calendar.month_name[1:])
_SHOWN = 40
_WRITTEN = re.compile(r"((?!0000)\d{4})-(0[1-9]|1[0-2])", re.ASCII)


class NotAMonth(ReckonerError):
    """A text that was expected to be a month such as 2016-11."""

    def __init__(self, found: str) -> None:
        super().__init__(f"Found “{found[:_SHOWN]}”. A month is written as year and month, such as 2016-11.")


class NoSuchMonth(NotAMonth):
    """A month so far away that no contract can have it."""

    def __init__(self, found: str) -> None:
        ReckonerError.__init__(
            self, f"Found “{found}”. Expected a month from {label(FIRST)} to {label(LAST)}. Correct the year."
        )


@lru_cache(maxsize=4096)
def parse(text: str) -> Month:
    """Read a month written ``2016-11``.

    Raises:
        NotAMonth: the text is anything else.
        NoSuchMonth: it lies before 1900 or after 2200.
    """
    match = _WRITTEN.fullmatch(text.strip())
    if not match:
        raise NotAMonth(text)
    month = Month(int(match[1]) * 12 + int(match[2]) - 1)
    if not FIRST <= month <= LAST:
        raise NoSuchMonth(text.strip())
    return month


def of_day(day: date) -> Month:
    """Return the month that a day lies in."""
    return Month(day.year * 12 + day.month - 1)


def first_day(month: Month) -> date:
    """Return the first day of a month."""
    return date(month // 12, month % 12 + 1, 1)


def last_day(month: Month) -> date:
    """Return the last day of a month."""
    return first_day(Month(month + 1)) - timedelta(days=1)


def label(month: Month) -> str:
    """Write a month as it stands in files: ``2016-11``."""
    return f"{month // 12}-{month % 12 + 1:02}"


def spoken(month: Month) -> str:
    """Write a month as it is said: ``November 2016``."""
    return f"{NAMES[month % 12]} {month // 12}"


def short(month: Month) -> str:
    """Write a month for a narrow column: ``Nov 2016``."""
    return f"{NAMES[month % 12][:3]} {month // 12}"
