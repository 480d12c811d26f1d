"""Dates as people write them and as spreadsheets store them."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from contracts.months import NAMES

_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T][\d:.]+Z?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?: [\d:.]+)?")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[- ]([A-Za-z]{3,9})[- ,]+(\d{4})")
_DAY_NUMBER = re.compile(r"(\d{5})(?:\.0+)?")
FIRST_DAY: Final = date(1900, 1, 1)
LAST_DAY: Final = date(2199, 12, 31)
"""No date of a return lies before the first or after the last of these."""
# Day numbers of 1 January 1990 and 31 December 2059: beyond them a bare number is hardly meant as a date.
_DAY_NUMBERS: Final = range(32_874, 58_440)


@dataclass(frozen=True)
class DayRead:
    """A day, or None; with the code of the rule that has something to say about how it was written."""

    day: date | None
    code: str | None = None


def read_day(text: str) -> DayRead:
    """Read a date; day before month wherever the year stands last, as is usual in Britain."""
    if match := _YEAR_FIRST.fullmatch(text):
        return _checked(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year = int(match[1]), int(match[2]), int(match[3])
        if month > 12 and _exists(year, day, month):
            return DayRead(None, "V04")
        return _checked(year, month, day)
    if match := _NAMED.fullmatch(text):
        name = match[2].casefold()
        months = [place for place, full in enumerate(NAMES, 1) if name in _spellings(full)]
        return _checked(int(match[3]), months[0] if months else 0, int(match[1]))
    if (match := _DAY_NUMBER.fullmatch(text)) and int(match[1]) in _DAY_NUMBERS:
        return DayRead(date(1899, 12, 30) + timedelta(days=int(match[1])), "V11")
    return DayRead(None, "V03")


def _checked(year: int, month: int, day: int) -> DayRead:
    return DayRead(date(year, month, day)) if _exists(year, month, day) else DayRead(None, "V03")


def _exists(year: int, month: int, day: int) -> bool:
    with suppress(ValueError):
        return FIRST_DAY <= date(year, month, day) <= LAST_DAY
    return False


def _spellings(name: str) -> tuple[str, ...]:
    plain = name.casefold()
    return (plain, plain[:3], "sept") if plain == "september" else (plain, plain[:3])
