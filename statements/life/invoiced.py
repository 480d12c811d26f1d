"""What is to be invoiced on a certified statement, and what of earlier invoices it sets off instead.

An invoice and the credit notes that go with it add up to the statement: what a later statement takes off a month that
was invoiced is credited on that month's invoice, so it stands on no other. What is put right upwards is invoiced with
the statement that has it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from contracts import months
from contracts.life import PaymentRule
from contracts.london import LONDON
from contracts.months import Month
from contracts.rounding import half_up
from statements.documents import Pot
from statements.ledger import Ledger
from statements.life.certified import ADJUSTMENT, by_pot
from statements.vat import rate_of
from store.invoices import InvoiceDocument


class Sums(NamedTuple):
    """An amount before VAT and its VAT, in pence; the VAT is None where the contract states none."""

    net: int
    vat: int | None

    @property
    def total(self) -> int:
        """The two together."""
        return self.net + (self.vat or 0)


@dataclass(frozen=True)
class SetOff:
    """What a statement takes off a month that was invoiced before: the month's invoice, and the sums below nil."""

    month: Month
    invoice: InvoiceDocument
    sums: Sums


def invoices(ledger: Ledger) -> Mapping[Month, InvoiceDocument]:
    """Return the invoice that counts for each month that has one."""
    kept = ledger.frozen.settlement.documents
    return {each.new.month: each for each in kept if each.counts and each.new.kind == "invoice"}


def set_off(ledger: Ledger) -> Iterator[SetOff]:
    """Yield what certified statements take off months whose invoice bears a date up to their certification."""
    found, certified_on = invoices(ledger), {each.month: each for each in ledger.frozen.settlement.certified}
    for month, statement in ledger.frozen.certified.items():
        day = certified_on[month].known_at.astimezone(LONDON).date()
        lines = [line for line in statement.lines if line.kind == ADJUSTMENT]
        for label in sorted({line.measured for line in lines}):
            invoice = found.get(months.parse(label))
            pots = by_pot(tuple(line for line in lines if line.measured == label))
            if invoice is not None and invoice.new.dated_on <= day and pots.total() < 0:
                yield SetOff(month, invoice, sums_of(ledger, invoice.new.month, pots))


def sums_of(ledger: Ledger, month: Month, pots: Counter[Pot]) -> Sums:
    """Return what is put right of a month with its VAT: once for each rate, at the rates of that month."""
    rules, taxed = ledger.frozen.contract.statement.vat, defaultdict[Fraction, int](int)
    if rules is None:
        return Sums(pots.total(), None)
    for pot, pence in pots.items():
        taxed[rate_of(rules, pot.vat, month) if pot.vat else Fraction(0)] += pence
    return Sums(pots.total(), sum(half_up(pence * rate) for rate, pence in taxed.items()))


def to_invoice(ledger: Ledger, month: Month) -> Sums:
    """Return what the invoice of a certified month is to come to; below nil it is the authority that asks for it."""
    statement, credited = ledger.frozen.certified[month], [each for each in set_off(ledger) if each.month == month]
    net = statement.net - sum(each.sums.net for each in credited)
    if ledger.frozen.contract.statement.vat is None:
        return Sums(net, None)
    return Sums(net, statement.vat - sum(each.sums.vat or 0 for each in credited))


def without_invoice(ledger: Ledger, month: Month) -> bool:
    """Say whether a certified month is to be paid and has nothing to invoice: earlier invoices are credited with it."""
    statement = ledger.frozen.certified[month]
    return to_invoice(ledger, month).total == 0 and statement.net + statement.vat != 0


def agrees(ledger: Ledger, invoice: InvoiceDocument) -> bool:
    """Say whether an invoice asks for what its statement comes to, before VAT and in VAT."""
    return (invoice.new.net, invoice.new.vat) == to_invoice(ledger, invoice.new.month)


def not_known(ledger: Ledger, rule: PaymentRule | None, month: Month) -> str:
    """Say why it is not known when a certified month is due, where the contract counts from an invoice; or nothing."""
    invoice = invoices(ledger).get(month)
    if (
        rule is None
        or rule.after != "invoice"
        or month not in ledger.frozen.certified
        or without_invoice(ledger, month)
    ):
        return ""
    counts = f"The contract counts from the receipt of an invoice that agrees with the statement (clause {rule.clause})"
    if to_invoice(ledger, month).total == 0:
        return f"{counts}, and there is nothing to invoice"
    if invoice is None:
        return f"{counts}, and none is recorded"
    return "" if agrees(ledger, invoice) else f"{counts}, and {invoice.new.number} differs"
