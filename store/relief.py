"""Relief as it is kept: what was asked for, and what was decided about it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from duckdb import DuckDBPyConnection

from contracts import months
from contracts.months import Month
from contracts.relief import Effect
from store.moments import limit
from store.queries import query
from store.session import Writing

Answer = Literal["agreed", "refused"]


@dataclass(frozen=True)
class Relief:
    """One relief: what it would excuse, why, who asked for it, and what was decided (None: nothing yet).

    ``asked_at`` and ``decided_at`` say when that was recorded (UTC), and have no part in what it excuses.
    ``numerator`` and ``denominator`` are of a stated or summed figure, in each of its months; ``case_keys`` the case
    rows it is about; ``percent`` what is taken off an amount.
    """

    relief: int
    effect: Effect
    first: Month
    last: Month
    numerator: Decimal | None
    denominator: Decimal | None
    percent: Decimal | None
    notice_day: date
    cause: str
    particulars: str
    person: str
    indicators: tuple[str, ...]
    case_keys: tuple[str, ...]
    decision: Answer | None = None
    reference: str | None = None
    decided_by: str | None = None
    asked_at: datetime | None = field(default=None, compare=False)
    decided_at: datetime | None = field(default=None, compare=False)


def record_relief(writing: Writing, contract: str, asked: Relief) -> int:
    """Record relief that is asked for and return its number; the one given is not read."""
    (number,) = writing.cursor.execute("select coalesce(max(relief), 0) + 1 from relief").fetchall()[0]
    periods = (months.first_day(asked.first), months.first_day(asked.last))
    figures = (asked.numerator, asked.denominator, asked.percent)
    why = (asked.notice_day, asked.cause, asked.particulars)
    row = (number, contract, asked.effect, *periods, *figures, *why, writing.at, writing.person)
    writing.cursor.execute("insert into relief values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    for indicator in asked.indicators:
        writing.cursor.execute("insert into relief_indicator values (?, ?)", (number, indicator))
    for case_key in asked.case_keys:
        writing.cursor.execute("insert into relief_row values (?, ?)", (number, case_key))
    return int(number)


def record_decision(writing: Writing, relief: int, decision: Answer, reference: str) -> None:
    """Record what was decided about relief; the later of two decisions counts."""
    (number,) = writing.cursor.execute("select coalesce(max(number), 0) + 1 from relief_decision").fetchall()[0]
    row = (number, relief, decision, reference, writing.at, writing.person)
    writing.cursor.execute("insert into relief_decision values (?, ?, ?, ?, ?, ?)", row)


def relief_of(cursor: DuckDBPyConnection, contract: str, as_known_on: datetime | None = None) -> tuple[Relief, ...]:
    """Return the relief of a contract known by a moment, in the order of its numbers."""
    rows = cursor.execute(query("relief"), {"contract": contract, "as_known_on": limit(as_known_on)}).fetchall()
    return tuple(_relief(*row) for row in rows)


def _relief(number: int, effect: Effect, first: int, last: int, *rest: Any) -> Relief:
    numerator, denominator, percent, notice_day, cause, particulars, person, named, keys, *decided = rest
    figures = (numerator, denominator, percent)
    said, about = (notice_day, cause, particulars, person), (tuple(named or ()), tuple(keys or ()))
    return Relief(number, effect, Month(first), Month(last), *figures, *said, *about, *decided)


def uploaders(cursor: DuckDBPyConnection, contract: str, first: Month, last: Month) -> set[str]:
    """Return who handed in an accepted return of any of some months."""
    sql = """
        select distinct receipt.person
        from submission inner join receipt on submission.receipt = receipt.receipt
        where submission.contract = ? and submission.period between ? and ?"""
    given = (contract, months.first_day(first), months.first_day(last))
    return {person for (person,) in cursor.execute(sql, given).fetchall()}
