"""Made-up EHC assessments whose 20-week figures are the published ones, July to November 2016.

Every case is drawn from the month in which its plan is issued backwards; a month's return then holds the plans
issued in it and the cases that were open on its last day, as they were known on that day.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Final

from contracts import months
from contracts.months import Month
from sample_data.outturn import OUTTURN, Outturn
from sample_data.seed import seeded

LIMIT: Final = timedelta(days=140)
FIRST_KEY: Final = 1041

_NEEDS: Final = (
    "Autism",
    "Speech and language",
    "Social and emotional",
    "Moderate learning difficulty",
    "Severe learning difficulty",
    "Hearing impairment",
)
_PHASES: Final = ("Early years", "Primary", "Primary", "Secondary", "Post-16")
_AREAS: Final = ("North", "East", "West")
_OTHER_TYPES: Final = ("re-assessment", "after appeal", "transfer of statement", "LDA transfer")
_EXCEPTIONS: Final = ("school closed for four weeks", "absent from the area", "appointments missed")


@dataclass(frozen=True)
class Case:
    """One assessment under a pseudonymous key, with the dates of its stages; ``issued`` None while it is open."""

    key: str
    case_type: str
    need: str
    phase: str
    area: str
    clock_start: date
    decided: date | None
    assessed: date | None
    issued: date | None
    exception: str | None = None
    exception_from: date | None = None
    exception_to: date | None = None

    def as_known_on(self, day: date) -> "Case":
        """Return the case without what lies after a day."""
        dates = (self.decided, self.assessed, self.issued, self.exception_from, self.exception_to)
        if all(each is None or each <= day for each in dates):
            return self
        hidden = self.exception_from is None or self.exception_from > day
        return replace(
            self,
            decided=_until(self.decided, day),
            assessed=_until(self.assessed, day),
            issued=_until(self.issued, day),
            exception=None if hidden else self.exception,
            exception_from=None if hidden else self.exception_from,
            exception_to=None if hidden else _until(self.exception_to, day),
        )


@cache
def in_return(month: Month) -> tuple[Case, ...]:
    """Return the cases of a month's return, by key: plans issued in it, and open on its last day."""
    first, last = months.first_day(month), months.last_day(month)
    begun = (case for case in every_case() if case.clock_start <= last)
    return tuple(case.as_known_on(last) for case in begun if case.issued is None or case.issued >= first)


def overdue(month: Month) -> int:
    """Return how many new assessments were open on a month's last day with their 20 weeks behind them."""
    last = months.last_day(month)
    return sum(
        case.issued is None and case.case_type == "new" and last - case.clock_start > LIMIT for case in in_return(month)
    )


@cache
def every_case() -> tuple[Case, ...]:
    """Return all cases, numbered in the order in which their clocks started."""
    drawn = [case for month, outturn in OUTTURN.items() for case in _issued(month, outturn)]
    ordered = sorted(drawn, key=lambda case: case.clock_start)
    return tuple(replace(case, key=f"C-{number}") for number, case in enumerate(ordered, start=FIRST_KEY))


def _issued(month: Month, outturn: Outturn) -> Iterator[Case]:
    chance = seeded("ehc_assessments", months.label(month))
    for is_late, is_excepted, count in outturn.groups():
        for _ in range(count):
            case = _case(chance, month, "new", is_late=is_late)
            yield _with_exception(chance, case) if is_excepted else case
    for _ in range(outturn.other):
        yield _case(chance, month, chance.choice(_OTHER_TYPES), is_late=chance.random() < 0.2)
    if outturn.on_the_limit:
        yield from _on_the_limit(chance, month)


def _case(chance: Random, month: Month, case_type: str, *, is_late: bool, days: int | None = None) -> Case:
    issued = chance.choice(_weekdays(month))
    taken = days or (chance.randint(143, 232) if is_late else chance.randint(118, 138))
    start = _weekday_before(issued, taken, is_late=is_late)
    return Case(
        key="",
        case_type=case_type,
        need=chance.choice(_NEEDS),
        phase=chance.choice(_PHASES),
        area=chance.choice(_AREAS),
        clock_start=start,
        decided=_weekday_after(start, chance.randint(30, 42)),
        assessed=_weekday_after(start, chance.randint(84, 110)),
        issued=issued,
    )


def _on_the_limit(chance: Random, month: Month) -> Iterator[Case]:
    """Yield a plan issued on day 140, on time, and one on day 141, late: a limit is best seen from both sides."""
    yield _case(chance, month, "new", is_late=False, days=140)
    tuesday = next(day for day in _weekdays(month) if day.weekday() == 1)
    yield replace(
        _case(chance, month, "new", is_late=True, days=150),
        clock_start=tuesday - timedelta(days=141),
        decided=tuesday - timedelta(days=101),
        assessed=tuesday - timedelta(days=43),
        issued=tuesday,
    )


def _with_exception(chance: Random, case: Case) -> Case:
    first = _weekday_after(case.clock_start, chance.randint(44, 60))
    last = _weekday_after(first, chance.randint(26, 30))
    return replace(case, exception=chance.choice(_EXCEPTIONS), exception_from=first, exception_to=last)


def _weekdays(month: Month) -> list[date]:
    first, end = months.first_day(month), months.first_day(Month(month + 1))
    days = (first + timedelta(days=ahead) for ahead in range((end - first).days))
    return [day for day in days if day.weekday() < 5]


def _weekday_before(day: date, days: int, *, is_late: bool) -> date:
    """Go back so many days; from a weekend, on to Monday for a plan on time and back to Friday for a late one."""
    found = day - timedelta(days=days)
    while found.weekday() > 4:
        found += timedelta(days=-1 if is_late else 1)
    return found


def _weekday_after(day: date, days: int) -> date:
    found = day + timedelta(days=days)
    while found.weekday() > 4:
        found += timedelta(days=1)
    return found


def _until(found: date | None, day: date) -> date | None:
    return found if found is not None and found <= day else None
