"""School days of a month as schools in England usually have them: a profile of the year, not anybody's own calendar.

It comes to some 190 days a year, as the law asks of maintained schools (Education (School Day and School Year)
(England) Regulations 1999, regulation 3). Term dates differ from place to place by some days, and Easter moves: what
follows school terms is not the same in April of one year as in that of the next.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Final

import holidays

from contracts import months
from contracts.months import Month

_DAY: Final = timedelta(days=1)
_LATE_EASTER: Final = 4, 8
"""From this day on Easter ends the spring holiday; before it, the holiday follows it."""


@cache
def school_days(month: Month) -> int:
    """Return how many days of a month schools are usually open."""
    first, last = months.first_day(month), months.last_day(month)
    return sum(is_school_day(first + day * _DAY) for day in range((last - first).days + 1))


def is_school_day(day: date) -> bool:
    """Say whether schools are usually open on a day."""
    if day.weekday() >= 5 or day in _bank_holidays(day.year):
        return False
    return not any(first <= day <= last for first, last in closed(day.year))


@cache
def closed(year: int) -> tuple[tuple[date, date], ...]:
    """Return the stretches of a calendar year in which schools are usually closed, first and last days."""
    return tuple(_closed(year))


def _closed(year: int) -> Iterator[tuple[date, date]]:
    yield date(year, 1, 1), date(year, 1, 3)
    february = _monday(date(year, 2, 12))
    yield february, february + 4 * _DAY
    yield _spring(year)
    june = _monday(date(year, 5, 25))
    yield june, june + 4 * _DAY
    yield date(year, 7, 20), date(year, 9, 3)
    october = date(year, 10, 26) - date(year, 10, 26).weekday() * _DAY
    yield october, october + 4 * _DAY
    yield date(year, 12, 21), date(year, 12, 31)


def _spring(year: int) -> tuple[date, date]:
    """Return the two weeks about Easter: until Easter Monday where that is late, else from Good Friday."""
    easter = _easter(year)
    if (easter.month, easter.day) >= _LATE_EASTER:
        return easter - 13 * _DAY, easter + _DAY
    return easter - 2 * _DAY, easter + 12 * _DAY


def _monday(day: date) -> date:
    """Return a day, or the Monday after it."""
    return day + (-day.weekday() % 7) * _DAY


def _easter(year: int) -> date:
    return next(day for day in _bank_holidays(year) if day.month in (3, 4) and day.weekday() == 4) + 2 * _DAY


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))
