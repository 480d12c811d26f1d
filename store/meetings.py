"""Meetings of a contract's forums, and the decisions that are asked of them and answered there."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from duckdb import DuckDBPyConnection

from contracts.months import Month, first_day, of_day
from store.moments import limit, shown
from store.queries import query
from store.session import Writing


class MeetingState(StrEnum):
    """Where a meeting stands; one that was recorded by mistake is cancelled too."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class MeetingKept:
    """A meeting of a forum as last recorded; ``known_at`` in UTC."""

    forum: str
    day: date
    state: MeetingState
    known_at: datetime


@dataclass(frozen=True)
class NewDecision:
    """A decision to ask with a month's results; without an indicator it is about the contract as a whole."""

    contract: str
    indicator: str | None
    month: Month
    asked: str


@dataclass(frozen=True)
class Answer:
    """What was decided, on which day and under which minute; without these why the question was withdrawn."""

    answer: str
    day: date | None = None
    minute: str | None = None


@dataclass(frozen=True)
class DecisionKept:
    """A decision as it was asked, and its answer once there is one; moments in UTC."""

    decision: int
    indicator: str | None
    month: Month
    asked: str
    person: str
    known_at: datetime
    answer: Answer | None
    answered_at: datetime | None


def record_meeting(writing: Writing, contract: str, forum: str, day: date, state: MeetingState) -> None:
    """Record a meeting, or what became of it: for a contract, forum and day the latest counts."""
    row = (contract, forum, day, str(state), writing.person, writing.at)
    writing.cursor.execute("insert into meeting values (?, ?, ?, ?, ?, ?)", row)


def record_decision(writing: Writing, new: NewDecision) -> int:
    """Record that a decision is asked for and return its number."""
    ((number,),) = writing.cursor.execute("select coalesce(max(decision), 0) + 1 from decision").fetchall()
    row = (number, new.contract, new.indicator, first_day(new.month), new.asked, writing.person, writing.at)
    writing.cursor.execute("insert into decision values (?, ?, ?, ?, ?, ?, ?)", row)
    return int(number)


def record_answer(writing: Writing, decision: int, answer: Answer) -> None:
    """Record what was decided; a second answer to one decision is refused by the table."""
    row = (decision, answer.answer, answer.day, answer.minute, writing.person, writing.at)
    writing.cursor.execute("insert into decision_answer values (?, ?, ?, ?, ?, ?)", row)


def meetings(cursor: DuckDBPyConnection, contract: str, as_known_on: datetime | None = None) -> tuple[MeetingKept, ...]:
    """Return the meetings of a contract's forums in the order of their days, cancelled ones included."""
    given = {"contract": contract, "as_known_on": limit(as_known_on)}
    found = cursor.execute(query("meetings"), given).fetchall()
    return tuple(MeetingKept(forum, day, MeetingState(state), shown(known)) for forum, day, state, known in found)


def decisions(
    cursor: DuckDBPyConnection, contract: str, as_known_on: datetime | None = None
) -> tuple[DecisionKept, ...]:
    """Return the decisions asked on a contract in the order of their numbers, with what had been answered by then."""
    given = {"contract": contract, "as_known_on": limit(as_known_on)}
    return tuple(_decision(*row) for row in cursor.execute(query("decisions"), given).fetchall())


def _decision(  # noqa: PLR0913, PLR0917 -- these are the columns of the query
    number: int,
    indicator: str | None,
    period: date,
    asked: str,
    person: str,
    known_at: datetime,
    answer: str | None,
    day: date | None,
    minute: str | None,
    answered_at: datetime | None,
) -> DecisionKept:
    said = None if answer is None else Answer(answer, day, minute)
    answered = None if answered_at is None else shown(answered_at)
    return DecisionKept(number, indicator, of_day(period), asked, person, shown(known_at), said, answered)
