"""Two years of meetings, actions, decisions and notes on charts: all of it made up, around the sample's figures.

The Contract Monitoring Board meets on the third Wednesday, in December on the second. Stories: the plans issued late in
2016 recover (SP1), conversions stay behind their plan until March 2018 (SP2), annual reviews decline and their plan is
returned (OP2), SEN transport is re-tendered (OP16, OP15).
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from sample_data.made_actions import ACTIONS
from sample_data.made_decisions import DECISIONS
from sample_data.made_notes import NOTES
from sample_data.made_settlement import STEPS
from sample_data.people import OFFICER, PEOPLE, PROVIDER
from sample_data.told import Told

FIRST: Final = date(2016, 5, 18)
LAST: Final = date(2018, 4, 18)
NEXT: Final = date(2018, 5, 16)
_TEN, _HALF_PAST_FIVE = time(10, 0, tzinfo=UTC), time(17, 30, tzinfo=UTC)


def every_record() -> tuple[Told, ...]:
    """Return everything that is recorded, in the order of its moments."""
    return tuple(sorted([*_meetings(), *_actions(), *_decisions(), *_settled(), *_noted()], key=lambda each: each.at))


def meeting_days() -> Iterator[date]:
    """Yield the days on which the board met."""
    for month in range(FIRST.year * 12 + FIRST.month - 1, LAST.year * 12 + LAST.month):
        first = date(month // 12, month % 12 + 1, 1)
        wednesday = first + timedelta(days=(2 - first.weekday()) % 7)
        yield wednesday + timedelta(weeks=1 if first.month == 12 else 2)


def _meetings() -> Iterator[Told]:
    for day in meeting_days():
        yield Told(datetime.combine(day, _HALF_PAST_FIVE), OFFICER.id, "meeting", {"day": day, "state": "held"})
    planned = {"day": NEXT, "state": "planned"}
    yield Told(datetime.combine(LAST + timedelta(days=1), _TEN), OFFICER.id, "meeting", planned)


def _actions() -> Iterator[Told]:
    for number, action in enumerate(_in_order(ACTIONS), start=1):
        said = {"indicator": action.indicator, "what": action.what, "owner": action.owner, "due": action.due}
        yield Told(_at(action.recorded, number), OFFICER.id, "action", said)
        for entry in action.entries:
            person = PROVIDER.id if entry.kind == "progress" else OFFICER.id
            said = {"action": number, "kind": entry.kind, "note": entry.note, "day": entry.day}
            yield Told(_at(entry.recorded, number), person, "follow-up", said)


def _decisions() -> Iterator[Told]:
    for number, decision in enumerate(_in_order(DECISIONS), start=1):
        said = {"indicator": decision.indicator, "month": decision.month, "asked": decision.asked}
        yield Told(_at(decision.recorded, number), OFFICER.id, "decision", said)
        if decision.answer:
            after = date.fromisoformat(decision.meeting) + timedelta(days=1)
            told = {"answer": decision.answer, "meeting": decision.meeting, "minute": decision.minute}
            yield Told(_at(after.isoformat(), number), OFFICER.id, "answer", {"decision": number, **told})


def _settled() -> Iterator[Told]:
    acting = {each.role: each.id for each in PEOPLE}
    for number, step in enumerate(STEPS, start=1):
        # In the afternoon: what was recorded in the morning of a day comes before the statement of it.
        at = _at(step.day, number) + timedelta(hours=4)
        yield Told(at, acting[step.by], step.operation, {"month": step.month, **step.request})


def _noted() -> Iterator[Told]:
    for number, note in enumerate(NOTES, start=1):
        said = {"indicator": note.indicator, "month": note.month, "kind": "event", "words": note.words}
        # After what else is recorded on that day in the morning, so that no two moments are the same.
        yield Told(_at(note.recorded, number) + timedelta(hours=2), OFFICER.id, "note-on-chart", said)


def _in_order(made: Iterable[Any]) -> list[Any]:
    """Return what was made in the order in which it is recorded, which is that of the numbers it gets."""
    return sorted(made, key=lambda each: each.recorded)


def _at(day: str, number: int) -> datetime:
    """Return ten in the morning, a minute later for each number, so that no two moments are the same."""
    return datetime.combine(date.fromisoformat(day), _TEN) + timedelta(minutes=number)
