"""Credit notes: what of an invoice was refunded or set off since, by when its credit note is due, and the note.

The law wants one within 14 days, the day of the refund or set-off included: regulation 15C of the Value Added Tax
Regulations 1995, for what is put right from 1 September 2019 on (SI 2019/1048). A contract may want it sooner.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from contracts.life import CreditNoteRule
from contracts.london import LONDON
from contracts.months import Month
from contracts.terms.deadlines import reply_by
from statements.documents import Pot
from statements.ledger import Ledger
from statements.life.adjustments import differences, known_since, last_statement
from statements.life.final import final_account
from statements.life.invoiced import SetOff, invoices, set_off, sums_of
from statements.life.payments import by_day
from store.invoices import InvoiceDocument

LAW_FROM: Final = date(2019, 9, 1)
LAW_DAYS: Final = 14
LAW: Final = "regulation 15C of the VAT Regulations 1995"


@dataclass(frozen=True)
class Credit:
    """A credit note that is due, or was given: for what, since when, and by when; ``source`` says what sets the day.

    ``settled_on`` is None until it is refunded, where the statement has nothing to set it off against. ``due_on`` is
    None too where neither the contract nor the law sets a day.
    """

    of: SetOff
    settled_on: date | None
    due_on: date | None
    source: str
    note: InvoiceDocument | None

    def overdue(self, today: date) -> bool:
        """Say whether it has not come by its day."""
        return self.note is None and self.due_on is not None and today > self.due_on


def credits_of(ledger: Ledger) -> tuple[Credit, ...]:
    """Return every credit note that certified statements and the final account ask for, oldest first."""
    return tuple(_credit(ledger, of) for of in (*set_off(ledger), *_at_the_end(ledger)))


def due_by(rule: CreditNoteRule | None, settled: date) -> tuple[date | None, str]:
    """Return the last day for a credit note, and what sets it: the contract or the law, whichever comes first."""
    found = []
    if rule is not None:
        found.append((reply_by(settled, rule.within, rule.of), f"clause {rule.clause}"))
    if settled >= LAW_FROM:
        found.append((settled + timedelta(days=LAW_DAYS - 1), LAW))
    return min(found, default=(None, ""))


def _credit(ledger: Ledger, of: SetOff) -> Credit:
    settled, kept = _settled_on(ledger, of.month), ledger.frozen.settlement.documents
    by, source = due_by(ledger.frozen.contract.statement.credit_note, settled) if settled else (None, "")
    what = ("credit note", of.month, of.invoice.new.month)
    note = next(
        (each for each in kept if each.counts and (each.new.kind, each.new.month, each.new.invoiced) == what), None
    )
    return Credit(of, settled, by, source, note)


def _settled_on(ledger: Ledger, month: Month) -> date | None:
    """Return the day on which a statement set off what it takes back, or on which it was refunded.

    A statement that comes to nothing or more sets it off as it is certified. One that comes to less has to be paid by
    the provider, and so has the final account, unless it is set off against what was not paid: then what is taken back
    has to be known first.
    """
    kept, statement = ledger.frozen.settlement, ledger.frozen.certified.get(month)
    if statement is None:
        settled = max([*(each.paid_on for each in kept.payments), known_since(ledger)])
        return settled if final_account(ledger).balance == 0 else None
    if statement.net + statement.vat >= 0:
        return next(each.known_at.astimezone(LONDON).date() for each in kept.certified if each.month == month)
    came = by_day(each for each in kept.payments if each.month == month)
    return min((paid_on for paid_on, pence in came if pence < 0), default=None)


def _at_the_end(ledger: Ledger) -> Iterator[SetOff]:
    """Yield what is taken back of invoiced months once the last statement is certified, which no statement carries."""
    last, found = last_statement(ledger), invoices(ledger)
    if last not in ledger.frozen.certified:
        return
    of_month = defaultdict[Month, Counter[Pot]](Counter)
    for each in differences(ledger):
        of_month[each.month][each.pot] += each.pence
    for month, pots in of_month.items():
        if month in found and pots.total() < 0:
            yield SetOff(Month(last + 1), found[month], sums_of(ledger, month, pots))
