"""What is done about what fails, and what is asked and decided: actions, decisions and meetings as known at a moment.

Days are days in London. Nothing here is worked out from figures, and no figure is worked out from it.
"""

from datetime import date, datetime
from typing import Literal

from contracts import months
from contracts.london import in_london
from statements.documents import Document
from store import actions as kept_actions
from store import meetings as kept_meetings
from store.actions import ActionKept, EntryKind
from store.meetings import DecisionKept
from store.moments import shown, stored
from store.people import names
from store.session import Store


class EntryShown(Document):
    """What was recorded of an action, by whom. ``day`` is the new due date, or the day on which it was done."""

    kind: Literal["progress", "new due date", "done", "withdrawn"]
    day: date | None
    note: str
    person: str
    known_at: datetime


class ActionShown(Document):
    """An action as it stands: ``due`` by its last new date; ``ended`` is the day it was done or withdrawn.

    Without an indicator it is for the contract as a whole. ``entries`` are oldest first.
    """

    number: int
    indicator: str | None
    what: str
    owner: str
    first_due: date
    due: date
    state: Literal["open", "done", "withdrawn"]
    ended: date | None
    person: str
    known_at: datetime
    entries: tuple[EntryShown, ...]

    def is_overdue(self, today: date) -> bool:
        """Say whether it is open after its due date; the due date itself is still in time."""
        return self.state == "open" and today > self.due

    def had_ended(self, moment: datetime) -> bool:
        """Say whether by a moment it was on record as done or withdrawn."""
        return any(each.kind in ("done", "withdrawn") and each.known_at <= moment for each in self.entries)


class DecisionShown(Document):
    """A decision asked with a month's results, with what was decided, when and where it stands in the minutes.

    Where it was withdrawn, ``answer`` says why, and there is no day and no minute.
    """

    number: int
    indicator: str | None
    month: str
    asked: str
    person: str
    known_at: datetime
    state: Literal["asked", "answered", "withdrawn"]
    answer: str
    day: date | None
    minute: str
    answered_at: datetime | None


class MeetingShown(Document):
    """A meeting of a forum as last recorded."""

    forum: str
    day: date
    state: Literal["planned", "held", "cancelled"]


class Matters(Document):
    """Everything of this kind on one contract: actions and decisions by number, meetings by day.

    ``today`` is the day as of which it is told: what is due before it is overdue.
    """

    contract: str
    today: date
    actions: tuple[ActionShown, ...]
    decisions: tuple[DecisionShown, ...]
    meetings: tuple[MeetingShown, ...]


def matters_of(store: Store, contract: str, as_known_on: datetime | None = None) -> Matters:
    """Return a contract's actions, decisions and meetings as known at a moment, or now."""
    with store.read() as cursor:
        called = names(cursor)
        actions = (_action(each, called) for each in kept_actions.actions(cursor, contract, as_known_on))
        decisions = (_decision(each, called) for each in kept_meetings.decisions(cursor, contract, as_known_on))
        held = kept_meetings.meetings(cursor, contract, as_known_on)
        return Matters(
            contract=contract,
            today=in_london(shown(stored(as_known_on or store.clock()))),
            actions=tuple(actions),
            decisions=tuple(decisions),
            meetings=tuple(MeetingShown(forum=each.forum, day=each.day, state=each.state.value) for each in held),
        )


def _action(kept: ActionKept, called: dict[str, str]) -> ActionShown:
    last = kept.entries[-1] if kept.entries else None
    ended = last if last and last.kind in (EntryKind.DONE, EntryKind.WITHDRAWN) else None
    moved = [each.day for each in kept.entries if each.kind is EntryKind.NEW_DUE_DATE and each.day]
    return ActionShown(
        number=kept.action,
        indicator=kept.indicator,
        what=kept.what,
        owner=kept.owner,
        first_due=kept.due,
        due=moved[-1] if moved else kept.due,
        state="open" if ended is None else "done" if ended.kind is EntryKind.DONE else "withdrawn",
        ended=ended and (ended.day or in_london(ended.known_at)),
        person=called.get(kept.person, kept.person),
        known_at=kept.known_at,
        entries=tuple(
            EntryShown(
                kind=each.kind.value,
                day=each.day,
                note=each.note,
                person=called.get(each.person, each.person),
                known_at=each.known_at,
            )
            for each in kept.entries
        ),
    )


def _decision(kept: DecisionKept, called: dict[str, str]) -> DecisionShown:
    answer = kept.answer
    return DecisionShown(
        number=kept.decision,
        indicator=kept.indicator,
        month=months.label(kept.month),
        asked=kept.asked,
        person=called.get(kept.person, kept.person),
        known_at=kept.known_at,
        state="asked" if answer is None else "answered" if answer.day else "withdrawn",
        answer=answer.answer if answer else "",
        day=answer.day if answer else None,
        minute=(answer.minute or "") if answer else "",
        answered_at=kept.answered_at,
    )
