"""What the deductions of a statement still take on what is known now: a dispute is about no more than that."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from contracts import months
from contracts.london import in_london
from contracts.months import Month
from statements import decided
from statements.documents import Statement, StatementLine
from statements.ledger import Ledger
from statements.life.adjustments import known_since
from statements.life.certified import ADJUSTMENT, INTEREST, read, taken_then
from statements.life.deductions import same
from statements.life.stage import Life, life_of
from statements.lines import deductions, lines_of
from store.deduction_decisions import Deduction
from store.settlement import Settlement

_Place = tuple[object, ...]


def life_now(ledger: Ledger, kept: Settlement, month: Month, today: date, in_final_account: int | None = None) -> Life:
    """Return how far a month's statement has come, with what its disputed lines still take on what is known now."""
    rules = ledger.frozen.contract.statement
    life = life_of(kept, month, today, rules.reply, rules.dispute, in_final_account)
    # Most months have nothing in dispute, and an account asks for every one of them.
    return replace(life, still_taken=still_taken(ledger, month)) if life.disputed else life


def still_taken(ledger: Ledger, month: Month) -> Mapping[int, int]:
    """Return what each line of the statement that was certified, or sent last, takes off now, in pence, by number.

    What a correction, a decision or earn-back gave back of it since stands on another statement: a contract that pays
    what is disputed meanwhile does not pay it a second time. What a line takes more than it did is an adjustment as
    well, and nobody has disputed it here. An adjustment or interest is what it was.
    """
    statement = _sent(ledger, month)
    if statement is None:
        return {}
    then, left = taken_then(statement), _taken_now(ledger, month)
    found: dict[int, int] = {}
    for line in statement.lines:
        if line.number in then:
            as_it_was = line.kind in (ADJUSTMENT, INTEREST)
            found[line.number] = then[line.number] if as_it_was else max(min(then[line.number], left[_place(line)]), 0)
            left[_place(line)] -= found[line.number]
    return found


def given_back_on(ledger: Ledger, month: Month) -> date:
    """Return from which day on what was given back of a certified month is no longer due with its own statement.

    It is the certification of the first statement that adjusts the month, or as long as there is none the day on which
    the last became known: what was late before it keeps its interest.
    """
    label, kept = months.label(month), ledger.frozen.settlement.certified
    adjusting = (
        in_london(each.known_at)
        for each in kept
        if any(line.kind == ADJUSTMENT and line.measured == label for line in ledger.frozen.certified[each.month].lines)
    )
    return min(adjusting, default=known_since(ledger))


def _sent(ledger: Ledger, month: Month) -> Statement | None:
    if month in ledger.frozen.certified:
        return ledger.frozen.certified[month]
    drafts = [each for each in ledger.frozen.settlement.sent if each.month == month]
    return read(drafts[-1].document) if drafts else None


def _place(line: StatementLine) -> _Place:
    """Return what a line is known by on another draft: without an indicator by its fund and code, as titles change."""
    if line.indicator or line.kind == "reporting":
        return same(line)
    return line.kind, line.fund, line.vat, line.measured


def _taken_now(ledger: Ledger, month: Month) -> Counter[_Place]:
    if month not in ledger.net:
        return Counter()
    found = Counter[_Place]()
    for line in lines_of(ledger, month):
        found[_place(line)] += max(-line.amount, 0)
    known_by = {deduction: _place(line) for deduction, line in deductions(ledger, month)}
    for deduction, pence in _given_back(ledger, month):
        found[known_by[deduction]] -= pence
    return found


def _given_back(ledger: Ledger, month: Month) -> Iterator[tuple[Deduction, int]]:
    """Yield what decisions give back of a month's deductions, and what was earned back of them in later months."""
    agreed = ledger.frozen.contract
    for row in ledger.forgone.get(month, []):
        yield decided.deduction_of(agreed, row), int(row["pence"])
    for row in (row for rows in ledger.earned_back.values() for row in rows if row["charged_month"] == month):
        of = ledger.rounded[Month(row["month"]), int(row["line_order"])]
        yield decided.deduction_of(agreed, {**of, "charged_month": month}), int(row["pence"])
