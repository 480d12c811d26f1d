"""Which meeting takes a month's results, which one was before it, and whether a later one was held."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from contracts.london import LONDON
from statements.matters import MeetingShown


@dataclass(frozen=True)
class Sitting:
    """The meetings around a month's results, all of one forum.

    Attributes:
        takes: the meeting that takes them, if one is planned or was held.
        last: the day of the meeting before that was held, if there was one.
        following: the day of the next meeting that was held; from then on the month stands as its own meeting had it.
    """

    takes: MeetingShown | None
    last: date | None
    following: date | None

    @property
    def last_known(self) -> datetime | None:
        """The last moment (UTC) of the day of the meeting before."""
        return end_of(self.last) if self.last else None

    @property
    def until(self) -> datetime | None:
        """The last moment (UTC) of the day of its own meeting, once the next was held; ``None`` while none was."""
        return end_of(self.takes.day) if self.takes and self.following else None


def sitting(meetings: Iterable[MeetingShown], forum: str, due: date) -> Sitting:
    """Return the meetings around the results of a month whose return was due on a day.

    The first meeting after that day takes them: on the day itself the return may still come.
    """
    known = sorted((each for each in meetings if each.forum == forum and each.state != "cancelled"), key=_day)
    takes = next((each for each in known if each.day > due), None)
    held = [each.day for each in known if each.state == "held"]
    before_it = [day for day in held if takes is None or day < takes.day]
    after_it = [day for day in held if takes is not None and day > takes.day]
    return Sitting(takes, max(before_it, default=None), min(after_it, default=None))


def _day(meeting: MeetingShown) -> date:
    return meeting.day


def end_of(day: date) -> datetime:
    """Return the last moment (UTC) of a day in London."""
    return before(day + timedelta(days=1))


def before(day: date) -> datetime:
    """Return the last moment (UTC) before a day in London begins."""
    return datetime.combine(day, time(), LONDON).astimezone(UTC) - timedelta(microseconds=1)
