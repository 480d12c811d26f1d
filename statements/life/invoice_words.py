"""What is said of an invoice and of a credit note, on pages and by commands alike: a sentence each."""

from contracts import months
from contracts.months import Month
from contracts.wording import day, pounds
from statements.life.credits import Credit
from statements.life.invoiced import Sums
from store.invoices import InvoiceDocument


def of_invoice(month: Month, expected: Sums, found: InvoiceDocument | None) -> str:
    """Say what a certified month is to be invoiced at, or what its invoice says beside that."""
    spoken = months.spoken(month)
    if found is None:
        if expected.total == 0:
            return f"There is nothing to invoice for {spoken}."
        return f"No invoice is recorded for {spoken}. It is to come to {amount(expected)}."
    sums = Sums(found.new.net, found.new.vat)
    said = f"Invoice {found.new.number} for {spoken}{_days(found)}"
    if sums == expected:
        return f"{said}: {amount(sums)}, as the statement."
    more = sums.total - expected.total
    asked = f", so {pounds(abs(more))} too {'much' if more > 0 else 'little'} is asked for" if more else ""
    return f"{said}: {amount(sums)}. It differs: it is to come to {amount(expected)}{asked}."


def of_credit(each: Credit, *, overdue: bool) -> str:
    """Say that a credit note is due, by when and for what; or what it says, and whether it came late or differs."""
    invoice, sums = each.of.invoice.new, Sums(-each.of.sums.net, each.of.sums.vat and -each.of.sums.vat)
    of = f"for {amount(sums)} on invoice {invoice.number} ({months.spoken(invoice.month)})"
    if each.note is None:
        return f"A credit note {of} {_due(each, overdue=overdue)}."
    note = Sums(-each.note.new.net, each.note.new.vat and -each.note.new.vat)
    said = f"Credit note {each.note.new.number}{_days(each.note)}: {amount(note)}"
    said += f" on invoice {invoice.number} ({months.spoken(invoice.month)})"
    if note != sums:
        said += f". It differs: {amount(sums)} was set off"
    if each.due_on is not None and each.note.new.received_on > each.due_on:
        said += f". It came late: it was due by {day(each.due_on)} ({each.source})"
    return f"{said}."


def amount(sums: Sums) -> str:
    """Write an amount with its VAT, where the contract states VAT."""
    return pounds(sums.net) if sums.vat is None else f"{pounds(sums.net)} and {pounds(sums.vat)} of VAT"


def _days(found: InvoiceDocument) -> str:
    return f" of {day(found.new.dated_on)}, received on {day(found.new.received_on)}"


def _due(each: Credit, *, overdue: bool) -> str:
    if each.settled_on is None:
        return "is due once the provider has refunded it"
    if each.due_on is None:
        return f"is to come: it was set off on {day(each.settled_on)}, and neither contract nor law sets a day"
    return (
        f"{'was' if overdue else 'is'} due by {day(each.due_on)} ({each.source}){' and is overdue' if overdue else ''}"
    )
