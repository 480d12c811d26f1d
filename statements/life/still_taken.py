"""What deductions of a certified statement still take on what is known now: a dispute is about no more than that."""

from collections import Counter
from collections.abc import Mapping

from contracts.months import Month
from statements import decided
from statements.ledger import Ledger
from statements.life.certified import ADJUSTMENT, INTEREST
from statements.life.deductions import same
from statements.lines import deductions, lines_of


def still_taken(ledger: Ledger, month: Month) -> Mapping[int, int]:
    """Return what each line of a certified statement takes off now, in pence, by its number; none before certification.

    What a correction or a decision took off it since is given back by an adjustment, and what a decision had taken off
    it before was never deducted: a contract that pays what is disputed meanwhile pays neither a second time. What a
    line takes more than it did is an adjustment as well, and nobody has disputed it here. An adjustment or interest is
    what it was.
    """
    if month not in ledger.frozen.certified:
        return {}
    left = Counter({same(line): 0 for line in ledger.frozen.certified[month].lines})
    for line in lines_of(ledger, month):
        left[same(line)] += max(-line.amount, 0)
    left.subtract(_given_back(ledger, month))
    found: dict[int, int] = {}
    for line in ledger.frozen.certified[month].lines:
        if line.amount < 0 and line.kind not in (ADJUSTMENT, INTEREST):
            found[line.number] = max(min(-line.amount, left[same(line)]), 0)
            left[same(line)] -= found[line.number]
    return found


def _given_back(ledger: Ledger, month: Month) -> Counter[tuple[object, ...]]:
    """Return what decisions give back of a month's deductions, by what the lines are known by."""
    known_by = {deduction: same(line) for deduction, line in deductions(ledger, month)}
    given = Counter[tuple[object, ...]]()
    for row in ledger.forgone.get(month, []):
        given[known_by[decided.deduction_of(ledger.frozen.contract, row)]] += int(row["pence"])
    return given
