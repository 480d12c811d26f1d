"""Decisions about single deductions: waiving one, or fixing the amount that stays of it; and the register of them.

A decision is an input with a date. It is applied after the caps, as a line of its own; points and runs are left alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from contracts import months
from contracts.errors import ReckonerError
from contracts.wording import listed, pounds
from statements.decided import deduction_of
from statements.documents import Document, Statement, StatementLine
from statements.ledger import Ledger
from statements.lines import deductions
from store.deduction_decisions import Decision, Deduction, DeductionDecision, NewDecision, that_count


class NotADeduction(ReckonerError):
    """A decision about a line that takes nothing off."""

    def __init__(self, line: int, possible: list[int]) -> None:
        which = f"line {listed(map(str, possible))}" if possible else "none on this statement"
        super().__init__(
            f"Found line {line}, which is no deduction of this month. Expected a deduction: {which}. Nothing was "
            "recorded. A deduction of an earlier month is decided on that month's statement."
        )


class WithoutAuthority(ReckonerError):
    """A decision that does not say why, or on whose authority."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what} needs a reason and an authority, such as a minute or a delegated decision. Found one of them "
            "empty. Nothing was recorded: give both."
        )


class SumNotPossible(ReckonerError):
    """A decision about more than was deducted."""

    def __init__(self, pence: int, taken: int) -> None:
        super().__init__(
            f"Found {pounds(pence)}. The line comes to {pounds(taken)} after all caps: expected an amount from £0.00 "
            "to that. Nothing was recorded."
        )


class NotTheOneToDecide(ReckonerError):
    """Somebody decides about a deduction who has a part in it."""

    def __init__(self, part: str) -> None:
        super().__init__(f"You {part}, so somebody else decides about its deductions. Nothing was recorded.")


class Entry(Document):
    """One decision on the register. ``given_back`` is what it gives back on what is known now, in pence.

    ``sum`` is what a waiver forgoes, or else what stays deducted at most; ``replaced`` says that a later decision about
    the same deduction counts in its place.
    """

    number: int
    month: str
    line: int
    title: str
    decision: Decision
    sum: int
    taken: int
    given_back: int
    reason: str
    authority: str
    person: str
    known_at: datetime
    replaced: bool


class Register(Document):
    """The waiver register of a contract: every decision about a deduction, oldest first, and what they give back."""

    contract: str
    title: str
    entries: tuple[Entry, ...]
    given_back: int


def register(ledger: Ledger, names: Mapping[str, str]) -> Register:
    """Return the register of a contract; ``names`` has the names of people by their ids."""
    agreed, decided = ledger.frozen.contract, ledger.frozen.decisions
    given = {deduction_of(agreed, row): int(row["pence"]) for of_month in ledger.forgone.values() for row in of_month}
    count = that_count(decided)
    entries = tuple(_entry(each, count, given, names) for each in decided)
    total = sum(entry.given_back for entry in entries)
    return Register(contract=agreed.id, title=agreed.contract.title, entries=entries, given_back=total)


def _entry(
    each: DeductionDecision,
    count: Mapping[Deduction, DeductionDecision],
    given: Mapping[Deduction, int],
    names: Mapping[str, str],
) -> Entry:
    counts, new = count[each.new.deduction] == each, each.new
    return Entry(
        number=each.number,
        month=months.label(new.deduction.charged),
        line=new.line,
        title=new.title,
        decision=new.decision,
        sum=new.pence,
        taken=new.taken,
        given_back=given.get(new.deduction, 0) if counts else 0,
        reason=new.reason,
        authority=new.authority,
        person=names[each.person],
        known_at=each.known_at,
        replaced=not counts,
    )


@dataclass(frozen=True)
class Ruling:
    """What was decided: the sum that a waiver forgoes, or the amount that stays deducted, why and by whom."""

    decision: Literal["waiver", "agreed amount", "determined amount"]
    pence: int
    reason: str
    authority: str


def decided_on(ledger: Ledger, shown: Statement, draft: int | None, number: int, ruling: Ruling) -> NewDecision:
    """Return a decision about a line of a month's statement, ready to be recorded.

    ``shown`` is the statement as it stands, certified or drawn; ``draft`` the number it was sent under.

    Raises:
        NotADeduction, WithoutAuthority, SumNotPossible: it cannot be.
    """
    if not ruling.reason.strip() or not ruling.authority.strip():
        raise WithoutAuthority(f"{'An' if ruling.decision[0] == 'a' else 'A'} {ruling.decision}")
    now = {same(line): (of, line) for of, line in deductions(ledger, months.parse(shown.month))}
    found = {line.number: now[same(line)] for line in shown.lines if same(line) in now}
    if number not in found:
        raise NotADeduction(number, sorted(found))
    deduction, line = found[number]
    if not 0 <= ruling.pence <= -line.amount:
        raise SumNotPossible(ruling.pence, -line.amount)
    said = (ruling.reason.strip(), ruling.authority.strip())
    return NewDecision(deduction, line.title, ruling.decision, ruling.pence, -line.amount, *said, draft, number)


def same(line: StatementLine) -> tuple[object, ...]:
    """Return what a deduction's line is known by on every statement that has it: also where a cap carried it to."""
    return line.kind, line.indicator or line.title, line.measured
