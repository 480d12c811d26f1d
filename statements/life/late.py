"""What of each payment settled something that was due: only that may have been late, and bears interest.

Payments are gone through by day. What is paid beyond what was still due was never due itself: a payment recorded a
second time, or the balance of the final account. Interest on an earlier statement bears none either: it is simple.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from contracts.london import in_london
from contracts.months import Month
from statements.ledger import Ledger
from statements.life.adjustments import last_statement
from statements.life.payments import by_day
from statements.life.stage import life_of
from statements.life.still_taken import given_back_on, still_taken

_Part = tuple[int, date]


@dataclass(frozen=True)
class Settling:
    """What of a payment settled something that was due by a day, in pence; below zero where the provider paid."""

    pence: int
    due: date
    paid_on: date

    @property
    def days_late(self) -> int:
        """How many days after its due day it came; none if it came in time."""
        return max((self.paid_on - self.due).days, 0)


def settling(ledger: Ledger, month: Month, due: date) -> Iterator[Settling]:
    """Yield what of the payments on a certified statement settled what was due by a day, by day of payment.

    What comes back is open again from the day on which it did. What is paid on the last statement once that is settled
    belongs to the final account, of which nothing is due by a day.
    """
    whole, paid = _owed(ledger, month, due), 0
    sign, still_due = 1 if whole >= 0 else -1, [(abs(whole), due)]
    for paid_on, pence in by_day(each for each in ledger.frozen.settlement.payments if each.month == month):
        owed = max(_owed(ledger, month, max(due, paid_on)) * sign, 0)
        before, paid = _within(paid, owed), paid + pence * sign
        # The end of a dispute may have taken some of it off.
        still_due, _ = _split(still_due, owed - before)
        if month == last_statement(ledger) and not still_due:
            return
        left = _within(paid, owed) - before
        if left < 0:
            still_due.append((-left, max(due, paid_on)))
        came, still_due = _split(still_due, max(left, 0))
        yield from (Settling(part * sign, since, paid_on) for part, since in came)


def _within(paid: int, owed: int) -> int:
    return min(max(paid, 0), owed)


def _split(parts: Iterable[_Part], pence: int) -> tuple[list[_Part], list[_Part]]:
    """Return the first so many pence of what is due, and the rest of it."""
    first, rest = list[_Part](), list[_Part]()
    for of_part, since in parts:
        taken = min(of_part, pence)
        pence -= taken
        first += [(taken, since)] if taken else []
        rest += [(of_part - taken, since)] if of_part > taken else []
    return first, rest


def _owed(ledger: Ledger, month: Month, on: date) -> int:
    """Return what was to be paid on a certified statement as of a day, without the interest that it carries.

    What is paid while a dispute lasts is part of it until the dispute ends, or the sum is given back. Interest that
    runs against the payment is set off, and lowers it.
    """
    rules, kept, statement = ledger.frozen.contract.statement, ledger.frozen.settlement, ledger.frozen.certified[month]
    certified_at = next(each.known_at for each in kept.certified if each.month == month)
    until = max(on, in_london(certified_at))
    ended = tuple(each for each in kept.determinations if in_london(each.known_at) <= until)
    then = replace(kept, determinations=ended)
    life = life_of(then, month, ledger.frozen.known_on, rules.reply, rules.dispute)
    if life.disputed and until >= given_back_on(ledger, month):
        life = replace(life, still_taken=still_taken(ledger, month))
    payable = life.payable or 0
    sign = 1 if payable >= 0 else -1
    return sign * max(min(payable * sign, (payable - statement.interest) * sign), 0)
