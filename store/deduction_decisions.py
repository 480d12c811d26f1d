"""What was decided about single deductions: waived, lapsed for want of notice, agreed or determined."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from duckdb import DuckDBPyConnection

from contracts.months import Month, first_day, of_day
from store.moments import limit, shown
from store.session import Writing

Decision = Literal["waiver", "agreed amount", "determined amount", "lapsed notice"]


class Deduction(NamedTuple):
    """What a deduction is known by: the month whose statement takes it, the month measured, its kind and of what it is.

    ``unit`` is the dataset, or ``return``, of a reporting failure, which has no indicator; one of the two is empty.
    """

    charged: Month
    measured: Month
    kind: str
    indicator: str
    unit: str


@dataclass(frozen=True)
class NewDecision:
    """A decision to record: ``pence`` is the sum forgone by a waiver, or else the most that stays deducted.

    ``taken`` is what the deduction came to when it was decided; ``line`` and ``draft`` say where it was looked at.
    """

    deduction: Deduction
    title: str
    decision: Decision
    pence: int
    taken: int
    reason: str
    authority: str
    draft: int | None
    line: int


@dataclass(frozen=True)
class DeductionDecision:
    """A decision on record, with its number, who recorded it and when (UTC)."""

    number: int
    new: NewDecision
    person: str
    known_at: datetime


def record_decision(writing: Writing, contract: str, new: NewDecision) -> int:
    """Record a decision about a deduction and return its number; of two the later counts."""
    ((number,),) = writing.cursor.execute("select coalesce(max(number), 0) + 1 from deduction_decision").fetchall()
    charged, measured, *of = new.deduction
    what = (new.title, new.decision, new.pence, new.taken, new.reason, new.authority, new.draft, new.line)
    row = [number, contract, first_day(charged), first_day(measured), *of, *what, writing.person, writing.at]
    writing.cursor.execute(f"insert into deduction_decision values ({', '.join('?' * len(row))})", row)
    return int(number)


def deduction_decisions(
    cursor: DuckDBPyConnection, contract: str, as_known_on: datetime | None = None
) -> tuple[DeductionDecision, ...]:
    """Return every decision about a contract's deductions known by a moment, oldest first."""
    found = """
        select number, charged_period, measured_period, kind, indicator, unit,
            title, decision, pence, taken, reason, authority, draft, line, person, known_at
        from deduction_decision where contract = ? and known_at <= ? order by number
    """
    rows = cursor.execute(found, [contract, limit(as_known_on)]).fetchall()
    return tuple(
        DeductionDecision(
            number,
            NewDecision(Deduction(of_day(charged), of_day(measured), kind, indicator, unit), *said),
            person,
            shown(known_at),
        )
        for number, charged, measured, kind, indicator, unit, *said, person, known_at in rows
    )


def that_count(decisions: Iterable[DeductionDecision]) -> dict[Deduction, DeductionDecision]:
    """Return the decision that counts for each deduction: the later of two."""
    return {each.new.deduction: each for each in decisions}
