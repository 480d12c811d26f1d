"""Recording meetings, the decisions that are asked of them, and what was decided."""

from datetime import date
from typing import Literal

from pydantic import BaseModel

from contracts import months
from contracts.contract import Contract
from contracts.errors import ReckonerError
from contracts.months import Month
from contracts.wording import day
from statements.asked import Name, Text
from statements.documents import Document
from statements.drafting import NoSuchMonth
from statements.recording import require_indicator, require_past, said, today_of
from store import meetings as kept
from store.contract_versions import contract_now
from store.meetings import Answer, DecisionKept, MeetingState, NewDecision
from store.people import person_now
from store.policy import Action, require
from store.session import Store, Writing


class MeetingAsked(BaseModel):
    """Records a meeting of a forum: planned, held or cancelled; without a forum, of the contract's first."""

    contract: str
    day: date
    state: Literal["planned", "held", "cancelled"]
    forum: Name | None = None


class MeetingRecorded(Document):
    """A meeting as it was recorded, with the forum's title."""

    forum: str
    day: date
    state: str


class DecisionAsked(BaseModel):
    """Asks for a decision with a month's results, in a sentence that can be agreed to."""

    contract: str
    month: str
    asked: str
    indicator: str | None = None


class AnswerAsked(BaseModel):
    """Records what was decided, at which meeting and under which minute; or why the question is withdrawn."""

    contract: str
    decision: int
    answer: str
    meeting: date | None = None
    minute: Text = ""
    withdrawn: bool = False


class DecisionRecorded(Document):
    """A decision by the number it has."""

    contract: str
    decision: int


class NoSuchForum(ReckonerError):
    """A forum that the contract does not have."""

    def __init__(self, contract: Contract, forum: str) -> None:
        super().__init__(
            f"Found the forum “{forum}”. “{contract.id}” has {', '.join(contract.forums)}. Choose one. "
            "Nothing was recorded."
        )


class PlannedInThePast(ReckonerError):
    """A meeting that would be planned for a day that has passed."""

    def __init__(self, when: date, today: date) -> None:
        super().__init__(
            f"The meeting would be planned for {day(when)}, and today is {day(today)}. "
            "Record it as held or cancelled, or give a later day. Nothing was recorded."
        )


class DecidedThere(ReckonerError):
    """A meeting that is to be cancelled although decisions were made at it."""

    def __init__(self, when: date, numbers: str) -> None:
        super().__init__(
            f"The meeting of {day(when)} is on record with decisions ({numbers}), so it was held. Nothing was recorded."
        )


class MonthNotBegun(ReckonerError):
    """A decision asked with the results of a month that has not begun."""

    def __init__(self, month: Month) -> None:
        super().__init__(f"{months.spoken(month)} has not begun. Choose a month that has. Nothing was recorded.")


class NoSuchDecision(ReckonerError):
    """A number that no decision asked on the contract has."""

    def __init__(self, contract: str, decision: int) -> None:
        super().__init__(
            f"On “{contract}” there is no decision {decision}. List those asked with: reckoner actions {contract}. "
            "Nothing was recorded."
        )


class AnsweredAlready(ReckonerError):
    """A decision that has its answer, or was withdrawn."""

    def __init__(self, decision: int, answer: Answer) -> None:
        how = f"was answered on {day(answer.day)} (minute {answer.minute})" if answer.day else "was withdrawn"
        super().__init__(
            f"Decision {decision} {how}, and that stays. Ask for a new decision to change it. Nothing was recorded."
        )


class MeetingMissing(ReckonerError):
    """An answer without its meeting and minute."""

    def __init__(self) -> None:
        super().__init__(
            "An answer names the day of its meeting and its minute (--meeting, --minute); a question that is not asked "
            "any more has neither and is withdrawn (--withdrawn). Nothing was recorded."
        )


class NotHeld(ReckonerError):
    """An answer of a meeting that is not on record as held."""

    def __init__(self, contract: str, when: date) -> None:
        super().__init__(
            f"No meeting held on {day(when)} is on record. Check the day, or record the meeting first: "
            f"reckoner meeting {contract} {when} held. Nothing was recorded."
        )


def record_meeting(store: Store, person: str, asked: MeetingAsked) -> MeetingRecorded:
    """Record a meeting, or what became of a planned one.

    Raises:
        NoSuchForum, StillToCome, PlannedInThePast, DecidedThere: as they say; nothing was recorded.
    """
    require(person_now(store, person), Action.RECORD_MEETING, asked.contract)
    state = MeetingState(asked.state)
    with store.write(person, "record meeting", asked.contract, detail={"state": state}) as writing:
        forums = contract_now(writing.cursor, asked.contract).forums
        forum = asked.forum or next(iter(forums))
        if forum not in forums:
            raise NoSuchForum(contract_now(writing.cursor, asked.contract), forum)
        _require_possible(writing, asked, state)
        kept.record_meeting(writing, asked.contract, forum, asked.day, state)
    return MeetingRecorded(forum=forums[forum].title, day=asked.day, state=asked.state)


def _require_possible(writing: Writing, asked: MeetingAsked, state: MeetingState) -> None:
    if state is MeetingState.HELD:
        require_past("The meeting would be held", asked.day, writing, "Record it as planned until then.")
    if state is MeetingState.PLANNED and asked.day < today_of(writing):
        raise PlannedInThePast(asked.day, today_of(writing))
    decided = [each for each in kept.decisions(writing.cursor, asked.contract) if _day_of(each) == asked.day]
    if state is not MeetingState.HELD and decided:
        raise DecidedThere(asked.day, ", ".join(str(each.decision) for each in decided))


def _day_of(decision: DecisionKept) -> date | None:
    return decision.answer.day if decision.answer else None


def ask_decision(store: Store, person: str, asked: DecisionAsked) -> DecisionRecorded:
    """Record that a decision is asked for.

    Raises:
        NothingSaid, TooLong, NoSuchIndicator, NoSuchMonth, MonthNotBegun: as they say; nothing was recorded.
    """
    require(person_now(store, person), Action.ASK_DECISION, asked.contract)
    month = months.parse(asked.month)
    new = NewDecision(asked.contract, asked.indicator, month, said("What is asked", asked.asked))
    with store.write(person, "ask decision", asked.contract) as writing:
        agreed = contract_now(writing.cursor, asked.contract)
        require_indicator(agreed, asked.indicator)
        if not agreed.first_month <= month <= agreed.last_month:
            raise NoSuchMonth(agreed, month)
        if month > months.of_day(today_of(writing)):
            raise MonthNotBegun(month)
        number = kept.record_decision(writing, new)
        writing.detail["decision"] = number
    return DecisionRecorded(contract=asked.contract, decision=number)


def record_answer(store: Store, person: str, asked: AnswerAsked) -> DecisionRecorded:
    """Record what was decided, or why the question is withdrawn.

    Raises:
        NothingSaid, TooLong, NoSuchDecision, AnsweredAlready, MeetingMissing, NotHeld: as they say; nothing was
            recorded.
    """
    needed = Action.ASK_DECISION if asked.withdrawn else Action.RECORD_MEETING
    require(person_now(store, person), needed, asked.contract)
    if asked.withdrawn == (asked.meeting is not None or bool(asked.minute.strip())):
        raise MeetingMissing
    answer = said("The answer", asked.answer)
    with store.write(person, "record answer", asked.contract, detail={"decision": asked.decision}) as writing:
        _require_unanswered(writing, asked)
        kept.record_answer(writing, asked.decision, _answer(writing, asked, answer))
    return DecisionRecorded(contract=asked.contract, decision=asked.decision)


def _require_unanswered(writing: Writing, asked: AnswerAsked) -> None:
    found = [each for each in kept.decisions(writing.cursor, asked.contract) if each.decision == asked.decision]
    if not found:
        raise NoSuchDecision(asked.contract, asked.decision)
    if found[0].answer is not None:
        raise AnsweredAlready(asked.decision, found[0].answer)


def _answer(writing: Writing, asked: AnswerAsked, text: str) -> Answer:
    if asked.withdrawn:
        return Answer(text)
    if asked.meeting is None:
        raise MeetingMissing
    held = {each.day for each in kept.meetings(writing.cursor, asked.contract) if each.state is MeetingState.HELD}
    if asked.meeting not in held:
        raise NotHeld(asked.contract, asked.meeting)
    return Answer(text, asked.meeting, said("The minute", asked.minute))
