"""Recording actions to put right what fails, and what becomes of them."""

from datetime import date
from typing import Literal

from pydantic import BaseModel

from contracts.errors import ReckonerError
from contracts.london import in_london
from contracts.wording import day
from statements.documents import Document
from statements.recording import require_due, require_indicator, require_past, said, today_of
from store import actions as kept
from store.actions import ActionKept, EntryKind, NewAction
from store.contract_versions import contract_now
from store.people import person_now
from store.policy import Action, require
from store.session import Store, Writing


class ActionAsked(BaseModel):
    """Records an action: what is to be done, by which post, by which day; without an indicator, for the contract."""

    contract: str
    what: str
    owner: str
    due: date
    indicator: str | None = None


class EntryAsked(BaseModel):
    """Records what became of an action: ``day`` is the new due date, or when it was done (today if nothing is said)."""

    contract: str
    action: int
    kind: Literal["progress", "new due date", "done", "withdrawn"]
    note: str = ""
    day: date | None = None


class ActionRecorded(Document):
    """An action by the number it has."""

    contract: str
    action: int


class NoSuchAction(ReckonerError):
    """A number that no action of the contract has."""

    def __init__(self, contract: str, action: int) -> None:
        super().__init__(
            f"“{contract}” has no action {action}. List those it has with: reckoner actions {contract}. "
            "Nothing was recorded."
        )


class ActionEnded(ReckonerError):
    """Something was to be recorded of an action that was done or withdrawn."""

    def __init__(self, action: int, how: EntryKind, when: date) -> None:
        super().__init__(
            f"Action {action} was {how} on {day(when)}, and nothing follows that. "
            "Record a new action for what is still to be done. Nothing was recorded."
        )


class DayMissing(ReckonerError):
    """A new due date without the date."""

    def __init__(self) -> None:
        super().__init__("The new due date is not given. Give the day with --day. Nothing was recorded.")


class DayNotTaken(ReckonerError):
    """A day with an entry that has none of its own."""

    def __init__(self, kind: str) -> None:
        super().__init__(
            f"“{kind}” takes no day: the day on which it is recorded counts. Leave it out. Nothing was recorded."
        )


def record_action(store: Store, person: str, asked: ActionAsked) -> ActionRecorded:
    """Record an action.

    Raises:
        NothingSaid, TooLong, NoSuchIndicator, DueTooEarly: as they say; nothing was recorded.
    """
    require(person_now(store, person), Action.RECORD_ACTION, asked.contract)
    new = NewAction(
        contract=asked.contract,
        indicator=asked.indicator,
        what=said("What is to be done", asked.what),
        owner=said("The owner", asked.owner),
        due=asked.due,
    )
    with store.write(person, "record action", asked.contract) as writing:
        require_indicator(contract_now(writing.cursor, asked.contract), asked.indicator)
        require_due(asked.due, writing)
        number = kept.record_action(writing, new)
        writing.detail["action"] = number
    return ActionRecorded(contract=asked.contract, action=number)


def record_entry(store: Store, person: str, asked: EntryAsked) -> ActionRecorded:
    """Record what became of an action; progress may be reported by the provider too.

    Raises:
        NothingSaid, TooLong, NoSuchAction, ActionEnded, DayMissing, DayNotTaken, DueTooEarly, StillToCome: as they
            say; nothing was recorded.
    """
    kind = EntryKind(asked.kind)
    needed = Action.NOTE_PROGRESS if kind is EntryKind.PROGRESS else Action.RECORD_ACTION
    require(person_now(store, person), needed, asked.contract)
    note = said("What there is to say", asked.note) if asked.note.strip() or kind is not EntryKind.DONE else ""
    with store.write(person, str(needed), asked.contract, detail={"action": asked.action, "kind": kind}) as writing:
        _require_open(_action(writing, asked))
        kept.record_entry(writing, asked.action, kind, _day(writing, kind, asked.day), note)
    return ActionRecorded(contract=asked.contract, action=asked.action)


def _action(writing: Writing, asked: EntryAsked) -> ActionKept:
    for each in kept.actions(writing.cursor, asked.contract):
        if each.action == asked.action:
            return each
    raise NoSuchAction(asked.contract, asked.action)


def _require_open(action: ActionKept) -> None:
    for each in action.entries:
        if each.kind in (EntryKind.DONE, EntryKind.WITHDRAWN):
            raise ActionEnded(action.action, each.kind, each.day or in_london(each.known_at))


def _day(writing: Writing, kind: EntryKind, given: date | None) -> date | None:
    if kind is EntryKind.DONE:
        done = given or today_of(writing)
        require_past("The action would be done", done, writing, "Give today or an earlier day.")
        return done
    if kind is EntryKind.NEW_DUE_DATE:
        if given is None:
            raise DayMissing
        require_due(given, writing)
        return given
    if given is not None:
        raise DayNotTaken(kind)
    return None
