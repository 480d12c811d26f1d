"""Due times: the n-th working day after the month ends, at an hour in London, England's bank holidays left out."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

import holidays

from contracts import months
from contracts.london import LONDON
from contracts.months import Month


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def working_days_after(day: date) -> Iterator[date]:
    """Yield the working days after a day, the first of them being working day 1."""
    while True:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in _bank_holidays(day.year):
            yield day


@cache
def due_at(month: Month, working_days: int, by: time) -> datetime:
    """Return a return's due moment in UTC, without zone. The moment itself is still on time."""
    following = working_days_after(months.last_day(month))
    day = next(candidate for place, candidate in enumerate(following, start=1) if place >= working_days)
    return datetime.combine(day, by, LONDON).astimezone(UTC).replace(tzinfo=None)


def end_of(month: Month) -> datetime:
    """Return the last moment of a month in London, in UTC without zone."""
    moment = datetime.combine(months.last_day(month), time.max, LONDON)
    return moment.astimezone(UTC).replace(tzinfo=None)


def reply_by(sent: date, within: int, of: str) -> date:
    """Return the last day on which a reply is in time: so many working or calendar days after the day of sending.

    None after it is that day itself, of either kind.
    """
    if of == "calendar days" or within == 0:
        return sent + timedelta(days=within)
    return next(day for place, day in enumerate(working_days_after(sent), start=1) if place >= within)
