"""Actions, meetings and decisions as they are kept: entry by entry, and as they were known at any moment."""

from datetime import UTC, date, datetime

import duckdb
import pytest

from contracts.months import parse
from store import actions, meetings
from store.actions import EntryKind, NewAction
from store.events import events
from store.meetings import Answer, MeetingState, NewDecision
from store.people import add_person, names
from store.session import Store
from tests.store.conftest import OFFICER, StandingClock

DUE, LATER = date(2017, 1, 9), date(2017, 3, 13)
MET = date(2016, 12, 14)


def recorded(store: Store, contract: str = "barnet", what: str = "Two locums start.") -> int:
    with store.write(OFFICER, "record action", contract) as writing:
        return actions.record_action(writing, NewAction(contract, "SP2", what, "Head of SEND", DUE))


def entered(store: Store, number: int, kind: EntryKind, day: date | None = None, note: str = "Why.") -> None:
    with store.write(OFFICER, "record action", "barnet") as writing:
        actions.record_entry(writing, number, kind, day, note)


def known(store: Store, contract: str = "barnet", at: datetime | None = None) -> tuple[actions.ActionKept, ...]:
    with store.read() as cursor:
        return actions.actions(cursor, contract, at)


def test_an_action_is_kept_with_what_became_of_it(store: Store, clock: StandingClock) -> None:
    number = recorded(store)
    clock.move(days=1)
    entered(store, number, EntryKind.NEW_DUE_DATE, LATER)
    clock.move(days=1)
    entered(store, number, EntryKind.DONE, date(2016, 12, 9), "")
    (kept,) = known(store)
    assert (kept.action, kept.indicator, kept.what, kept.owner, kept.due, kept.person) == (
        1, "SP2", "Two locums start.", "Head of SEND", DUE, OFFICER,
    )  # fmt: skip
    assert [(each.kind, each.day, each.note) for each in kept.entries] == [
        (EntryKind.NEW_DUE_DATE, LATER, "Why."), (EntryKind.DONE, date(2016, 12, 9), ""),
    ]  # fmt: skip


def test_the_past_stays_as_it_was_known(store: Store, clock: StandingClock) -> None:
    number = recorded(store)
    before = clock.now
    clock.move(days=1)
    entered(store, number, EntryKind.PROGRESS)
    recorded(store, what="Another.")
    assert [(each.action, len(each.entries)) for each in known(store)] == [(1, 1), (2, 0)]
    assert [(each.action, len(each.entries)) for each in known(store, at=before)] == [(1, 0)]


def test_contracts_share_numbers_and_nothing_else(store: Store) -> None:
    assert [recorded(store), recorded(store, "kent"), recorded(store)] == [1, 2, 3]
    assert [each.action for each in known(store)] == [1, 3]
    assert [each.action for each in known(store, "kent")] == [2]


@pytest.mark.parametrize(
    ("kind", "day", "note"),
    [(EntryKind.DONE, None, ""), (EntryKind.PROGRESS, DUE, "Why."), (EntryKind.WITHDRAWN, None, "")],
)
def test_an_entry_without_what_it_needs_is_refused(store: Store, kind: EntryKind, day: date | None, note: str) -> None:
    number, before = recorded(store), store.version
    with pytest.raises(duckdb.ConstraintException):
        entered(store, number, kind, day, note)
    assert (store.version, known(store)[0].entries) == (before, ())


def test_no_entry_without_its_action(store: Store) -> None:
    with pytest.raises(duckdb.ConstraintException):
        entered(store, 7, EntryKind.PROGRESS)


def met(store: Store, state: MeetingState, day: date = MET) -> None:
    with store.write(OFFICER, "record meeting", "barnet") as writing:
        meetings.record_meeting(writing, "barnet", "board", day, state)


def test_the_latest_record_of_a_meeting_counts(store: Store) -> None:
    met(store, MeetingState.PLANNED)
    met(store, MeetingState.HELD)
    met(store, MeetingState.PLANNED, date(2017, 1, 18))
    with store.read() as cursor:
        assert [(each.day, each.state) for each in meetings.meetings(cursor, "barnet")] == [
            (MET, MeetingState.HELD), (date(2017, 1, 18), MeetingState.PLANNED),
        ]  # fmt: skip
        assert meetings.meetings(cursor, "barnet", datetime(2016, 12, 1, tzinfo=UTC)) == ()


def asked(store: Store) -> int:
    with store.write(OFFICER, "ask decision", "barnet") as writing:
        return meetings.record_decision(writing, NewDecision("barnet", "SP2", parse("2016-11"), "Agree the plan."))


def answered(store: Store, number: int, answer: Answer) -> None:
    with store.write(OFFICER, "record answer", "barnet") as writing:
        meetings.record_answer(writing, number, answer)


def test_a_decision_and_its_answer(store: Store, clock: StandingClock) -> None:
    number, before = asked(store), clock.now
    clock.move(days=7)
    answered(store, number, Answer("Agreed.", MET, "4.1"))
    with store.read() as cursor:
        (now,) = meetings.decisions(cursor, "barnet")
        (then,) = meetings.decisions(cursor, "barnet", before)
        assert meetings.decisions(cursor, "kent") == ()
    assert (now.asked, now.month, now.answer) == ("Agree the plan.", parse("2016-11"), Answer("Agreed.", MET, "4.1"))
    assert (then.decision, then.answer, then.answered_at) == (number, None, None)


def test_a_decision_is_answered_once(store: Store) -> None:
    number = asked(store)
    answered(store, number, Answer("Agreed.", MET, "4.1"))
    with pytest.raises(duckdb.ConstraintException):
        answered(store, number, Answer("Returned.", MET, "4.2"))


def test_a_meeting_and_its_minute_come_together(store: Store) -> None:
    with pytest.raises(duckdb.ConstraintException):
        answered(store, asked(store), Answer("Agreed.", MET))


def test_every_record_is_an_event(store: Store) -> None:
    number = recorded(store)
    entered(store, number, EntryKind.WITHDRAWN)
    answered(store, asked(store), Answer("Not asked any more."))
    with store.read() as cursor:
        assert [each.action for each in events(cursor)] == [
            "record action", "record action", "ask decision", "record answer",
        ]  # fmt: skip


def test_names_are_the_last_recorded(store: Store) -> None:
    for name in ("Bea Jones", "Bea Smith"):
        with store.write(OFFICER, "add person", "b.jones") as writing:
            add_person(writing, "b.jones", name, "Barnet")
    with store.read() as cursor:
        assert names(cursor) == {"b.jones": "Bea Smith"}
