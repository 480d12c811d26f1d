"""Actions, decisions and meetings through the operations: what is recorded, and what is refused and changes nothing."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from contracts.errors import ReckonerError
from contracts.texts import LONGEST_SENTENCE
from statements.actions import ActionEnded, DayMissing, DayNotTaken, NoSuchAction
from statements.decisions import (
    AnsweredAlready,
    DecidedThere,
    MeetingMissing,
    MonthNotBegun,
    NoSuchDecision,
    NoSuchForum,
    NotHeld,
    PlannedInThePast,
)
from statements.drafting import NoSuchMonth
from statements.history import NoSuchIndicator
from statements.matters import ActionShown, Matters, MeetingShown
from statements.operations import OPERATIONS
from statements.recording import DueTooEarly, NothingSaid, StillToCome, TooLong
from statements.sittings import sitting
from store import people
from store.contract_versions import NoSuchContract
from store.policy import NotAllowed, Role
from store.session import Store
from tests.statements.fenland import CONTRACT, OFFICER, Clock, at, fenland

PROVIDER, BOARD_MEMBER = "o.shelf", "b.moor"
ACTION = {"what": "A van is hired.", "owner": "Head of Libraries", "due": "2018-06-01", "indicator": "F1"}
QUESTION = {"month": "2018-04", "asked": "Agree the plan.", "indicator": "F1"}
MET = "2018-05-16"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[tuple[Store, Clock]]:
    with fenland(tmp_path / "store") as (store, clock):
        with store.write(OFFICER, "appoint people", CONTRACT) as writing:
            for person, role in ((PROVIDER, Role.PROVIDER), (BOARD_MEMBER, Role.BOARD_MEMBER)):
                people.add_person(writing, person, person.upper(), "Somewhere")
                people.appoint(writing, person, CONTRACT, role, date(2018, 4, 1))
        clock.now = at("2018-05-17 09:00")
        yield store, clock


def done(store: Store, name: str, person: str = OFFICER, **said: Any) -> Any:
    operation = OPERATIONS[name]
    return operation.run(store, person, operation.request.model_validate({"contract": CONTRACT, **said}))


def told(store: Store, **said: Any) -> Matters:
    answer = done(store, "matters", BOARD_MEMBER, **said)
    assert isinstance(answer, Matters)
    return answer


def only(store: Store) -> ActionShown:
    (action,) = told(store).actions
    return action


def test_an_action_from_first_to_last(library: tuple[Store, Clock]) -> None:
    store, clock = library
    assert done(store, "action", **ACTION).action == 1
    assert (only(store).state, only(store).due, only(store).person) == ("open", date(2018, 6, 1), "C. Hale")
    clock.now = at("2018-06-01 22:30")
    assert not only(store).is_overdue(told(store).today)
    # In London it is the next day by then.
    clock.now = at("2018-06-01 23:30")
    assert only(store).is_overdue(told(store).today)
    moved: dict[str, Any] = {"action": 1, "kind": "new due date", "note": "No van was free.", "day": "2018-07-02"}
    done(store, "follow-up", **moved)
    assert (only(store).first_due, only(store).due) == (date(2018, 6, 1), date(2018, 7, 2))
    done(store, "follow-up", PROVIDER, action=1, kind="progress", note="A van was seen.")
    clock.now = at("2018-07-01 09:00")
    done(store, "follow-up", action=1, kind="done", day="2018-06-29")
    assert (only(store).state, only(store).ended) == ("done", date(2018, 6, 29))
    assert [(each.kind, each.person) for each in only(store).entries] == [
        ("new due date", "C. Hale"), ("progress", "O.SHELF"), ("done", "C. Hale"),
    ]  # fmt: skip


def test_what_was_known_then_is_told_as_it_was(library: tuple[Store, Clock]) -> None:
    store, clock = library
    done(store, "action", **ACTION)
    done(store, "decision", **QUESTION)
    clock.now = at("2018-06-03 09:00")
    done(store, "follow-up", action=1, kind="withdrawn", note="The branch has a van.")
    then = told(store, as_known_on="2018-06-02T09:00:00Z")
    assert (then.actions[0].state, then.today, then.actions[0].is_overdue(then.today)) == (
        "open", date(2018, 6, 2), True,
    )  # fmt: skip
    assert only(store).state == "withdrawn"
    assert told(store, as_known_on="2018-05-01T09:00:00Z").decisions == ()


def test_a_decision_is_asked_and_answered(library: tuple[Store, Clock]) -> None:
    store, _ = library
    done(store, "meeting", day=MET, state="held")
    done(store, "decision", **QUESTION)
    done(store, "answer", decision=1, answer=" Agreed,\nwith changes. ", meeting=MET, minute="4.1")
    (decision,) = told(store).decisions
    assert (decision.state, decision.answer, decision.day, decision.minute) == (
        "answered", "Agreed, with changes.", date(2018, 5, 16), "4.1",
    )  # fmt: skip
    assert told(store).meetings == (MeetingShown(forum="board", day=date(2018, 5, 16), state="held"),)


def test_a_question_may_be_withdrawn(library: tuple[Store, Clock]) -> None:
    store, _ = library
    done(store, "decision", **QUESTION)
    done(store, "answer", decision=1, answer="The plan came too late.", withdrawn=True)
    (decision,) = told(store).decisions
    assert (decision.state, decision.day) == ("withdrawn", None)


def test_figures_do_not_depend_on_what_is_recorded(library: tuple[Store, Clock]) -> None:
    store, _ = library
    before = done(store, "statement", month="2018-04").digest
    done(store, "action", **ACTION)
    assert done(store, "statement", month="2018-04").digest == before


REFUSED: list[tuple[str, str, dict[str, Any], type[ReckonerError], str]] = [
    (OFFICER, "action", {**ACTION, "indicator": "F9"}, NoSuchIndicator, "has the indicators F1, F2"),
    (OFFICER, "action", {**ACTION, "due": "2018-05-16"}, DueTooEarly, "due on 16 May 2018, and today is 17 May 2018"),
    (OFFICER, "action", {**ACTION, "what": " "}, NothingSaid, "What is to be done is empty."),
    (OFFICER, "action", {**ACTION, "owner": ""}, NothingSaid, "The owner is empty."),
    (OFFICER, "action", {**ACTION, "what": "x" * (LONGEST_SENTENCE + 1)}, TooLong, "has 301 characters; at most 300"),
    (OFFICER, "action", {**ACTION, "contract": "kent"}, NoSuchContract, "Nothing is known of a contract “kent”"),
    (PROVIDER, "action", ACTION, NotAllowed, "Recording an action on “Fenland libraries” is for an officer"),
    (BOARD_MEMBER, "follow-up", {"action": 1, "kind": "progress", "note": "x"}, NotAllowed, "Reporting progress"),
    (PROVIDER, "follow-up", {"action": 1, "kind": "done"}, NotAllowed, "Recording an action"),
    (OFFICER, "follow-up", {"action": 9, "kind": "done"}, NoSuchAction, "has no action 9. List those it has with"),
    (OFFICER, "follow-up", {"action": 2, "kind": "done"}, ActionEnded, "Action 2 was withdrawn on 17 May 2018"),
    (OFFICER, "follow-up", {"action": 1, "kind": "withdrawn"}, NothingSaid, "What there is to say is empty."),
    (OFFICER, "follow-up", {"action": 1, "kind": "new due date", "note": "x"}, DayMissing, "is not given"),
    (OFFICER, "follow-up", {"action": 1, "kind": "new due date", "note": "x", "day": "2018-05-16"}, DueTooEarly, "16"),
    (OFFICER, "follow-up", {"action": 1, "kind": "done", "day": "2018-05-18"}, StillToCome, "would be done on 18 May"),
    (OFFICER, "follow-up", {"action": 1, "kind": "progress", "note": "x", "day": MET}, DayNotTaken, "takes no day"),
    (OFFICER, "decision", {**QUESTION, "asked": "\n"}, NothingSaid, "What is asked is empty."),
    (OFFICER, "decision", {**QUESTION, "indicator": "SP2"}, NoSuchIndicator, "Found “SP2”."),
    (OFFICER, "decision", {**QUESTION, "month": "2018-03"}, NoSuchMonth, "from 2018-04 to 2020-03"),
    (OFFICER, "decision", {**QUESTION, "month": "2018-06"}, MonthNotBegun, "June 2018 has not begun."),
    (PROVIDER, "decision", QUESTION, NotAllowed, "Asking the board for a decision"),
    (OFFICER, "answer", {"decision": 2, "answer": "x", "meeting": MET, "minute": "1"}, AnsweredAlready, "(minute 4.1)"),
    (OFFICER, "answer", {"decision": 9, "answer": "x", "meeting": MET, "minute": "1"}, NoSuchDecision, "decision 9"),
    (OFFICER, "answer", {"decision": 1, "answer": " ", "meeting": MET, "minute": "1"}, NothingSaid, "The answer is"),
    (OFFICER, "answer", {"decision": 1, "answer": "x", "meeting": MET, "minute": " "}, NothingSaid, "The minute is"),
    (OFFICER, "answer", {"decision": 1, "answer": "x"}, MeetingMissing, "names the day of its meeting and its minute"),
    (OFFICER, "answer", {"decision": 1, "answer": "x", "meeting": MET, "withdrawn": True}, MeetingMissing, "neither"),
    (OFFICER, "answer", {"decision": 1, "answer": "x", "meeting": "2018-05-15", "minute": "1"}, NotHeld, "15 May 2018"),
    (BOARD_MEMBER, "answer", {"decision": 1, "answer": "x", "meeting": MET, "minute": "1"}, NotAllowed, "Recording a"),
    (OFFICER, "meeting", {"day": "2018-05-18", "state": "held"}, StillToCome, "Record it as planned until then."),
    (OFFICER, "meeting", {"day": MET, "state": "planned"}, PlannedInThePast, "planned for 16 May 2018"),
    (OFFICER, "meeting", {"day": MET, "state": "cancelled"}, DecidedThere, "on record with decisions (2)"),
    (OFFICER, "meeting", {"day": MET, "state": "held", "forum": "cabinet"}, NoSuchForum, "has board. Choose one."),
    (PROVIDER, "meeting", {"day": MET, "state": "held"}, NotAllowed, "Recording a meeting"),
]


def test_what_cannot_be_recorded_is_said_and_changes_nothing(library: tuple[Store, Clock]) -> None:
    store, _ = library
    done(store, "meeting", day=MET, state="held")
    for _ in range(2):
        done(store, "action", **ACTION)
        done(store, "decision", **QUESTION)
    done(store, "follow-up", action=2, kind="withdrawn", note="The same as action 1.")
    done(store, "answer", decision=2, answer="Agreed.", meeting=MET, minute="4.1")
    before, version = told(store), store.version
    for person, name, said, error, words in REFUSED:
        with pytest.raises(error) as refused:
            done(store, name, person, **said)
        assert words in str(refused.value), (name, said, str(refused.value))
    assert (told(store), store.version) == (before, version)


def test_an_action_of_another_contract_is_no_action_of_this_one(library: tuple[Store, Clock]) -> None:
    store, _ = library
    done(store, "action", **ACTION)
    with store.read() as cursor:
        ((source,),) = cursor.execute("select source from contract_version").fetchall()
    other = source.replace("id: fenland-libraries", "id: fen-museums")
    done(store, "contract", file_name="museums.yaml", text=other)
    with pytest.raises(NoSuchAction, match="“fen-museums” has no action 1"):
        done(store, "follow-up", contract="fen-museums", action=1, kind="done")
    assert done(store, "matters", contract="fen-museums").actions == ()


def meeting(day: str, state: str = "held", forum: str = "board") -> MeetingShown:
    return MeetingShown.model_validate({"forum": forum, "day": day, "state": state})


DUE = date(2016, 12, 7)
MEETINGS = (
    meeting("2016-11-16"), meeting("2016-12-07"), meeting("2016-12-09", forum="catering"),
    meeting("2016-12-08", "cancelled"), meeting("2016-12-14"), meeting("2017-01-18"),
)  # fmt: skip


def test_the_first_meeting_after_the_return_was_due_takes_its_results() -> None:
    around = sitting(MEETINGS, "board", DUE)
    assert around.takes == meeting("2016-12-14")
    assert (around.last, around.following) == (date(2016, 12, 7), date(2017, 1, 18))
    assert around.last_known == at("2016-12-08 00:00") - timedelta(microseconds=1)
    assert around.until == at("2016-12-15 00:00") - timedelta(microseconds=1)


def test_the_newest_month_is_told_as_known_now() -> None:
    around = sitting(MEETINGS[:-1], "board", DUE)
    assert (around.takes, around.following, around.until) == (meeting("2016-12-14"), None, None)
    planned = sitting((*MEETINGS[:-2], meeting("2016-12-14", "planned")), "board", DUE)
    assert planned.takes == meeting("2016-12-14", "planned")
    assert planned.last == date(2016, 12, 7)


def test_without_a_meeting_there_is_none_to_compare_with() -> None:
    around = sitting((), "board", DUE)
    assert (around.takes, around.last, around.last_known, around.until) == (None, None, None, None)


def test_a_day_ends_at_midnight_in_london() -> None:
    around = sitting((meeting("2017-06-21"),), "board", date(2017, 7, 7))
    assert around.last_known == at("2017-06-21 23:00") - timedelta(microseconds=1)
