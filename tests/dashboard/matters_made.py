"""Actions, decisions and meetings made by hand for the figures, around the month of November 2016."""

from datetime import UTC, date, datetime
from typing import Any

from contracts.months import Month
from dashboard.figures.followed import Followed
from statements.documents import Board
from statements.matters import ActionShown, DecisionShown, EntryShown, Matters, MeetingShown
from statements.sittings import Sitting
from tests.dashboard.made import NOVEMBER

BEFORE, MET = date(2016, 11, 16), date(2016, 12, 14)
TODAY = date(2016, 12, 20)


def at(day: str) -> datetime:
    """Noon of a day, UTC."""
    return datetime.fromisoformat(day).replace(hour=12, tzinfo=UTC)


def entry(kind: str, recorded: str, note: str = "Said.", day: str | None = None) -> EntryShown:
    said = {"kind": kind, "day": day, "note": note, "person": "J. Osei", "known_at": at(recorded)}
    return EntryShown.model_validate(said)


def action(number: int, what: str, due: str = "2017-01-09", *entries: EntryShown, **said: Any) -> ActionShown:
    """An open action of indicator A, recorded on 7 December, unless the case says otherwise."""
    given = {
        "number": number, "indicator": "A", "what": what, "owner": "Head of SEND", "first_due": due, "due": due,
        "state": "open", "ended": None, "person": "A. Clarke", "known_at": at("2016-12-07"), "entries": entries,
    }  # fmt: skip
    return ActionShown.model_validate(given | said)


def done(number: int, what: str, day: str) -> ActionShown:
    return action(number, what, "2017-01-09", entry("done", day, "", day), state="done", ended=day)


def decision(number: int, asked: str, **said: Any) -> DecisionShown:
    """A decision asked with November about indicator A that nobody has answered, unless the case says otherwise."""
    given = {
        "number": number, "indicator": "A", "month": "2016-11", "asked": asked, "person": "A. Clarke",
        "known_at": at("2016-12-08"), "state": "asked", "answer": "", "day": None, "minute": "", "answered_at": None,
    }  # fmt: skip
    return DecisionShown.model_validate(given | said)


def meeting(day: date, state: str = "held") -> MeetingShown:
    return MeetingShown.model_validate({"forum": "board", "day": day, "state": state})


def followed(
    *parts: ActionShown | DecisionShown,
    then: Board | None = None,
    last: date | None = None,
    takes: MeetingShown | None = None,
    following: date | None = None,
    month: Month = NOVEMBER,
    today: date = TODAY,
) -> Followed:
    """What is followed up of a month with nothing but these parts."""
    told = Matters(
        contract="small",
        today=today,
        actions=tuple(each for each in parts if isinstance(each, ActionShown)),
        decisions=tuple(each for each in parts if isinstance(each, DecisionShown)),
        meetings=(),
    )
    return Followed(month, told, Sitting(takes, last, following), then)
