"""Recording invoices and credit notes on certified statements, and withdrawing them. Refused input changes nothing.

A document whose amount differs from the statement is recorded and shown as differing: it has come, and the council has
to be able to say so. Until one that agrees takes its place it starts no time for payment.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from contracts import months
from contracts.contract import Contract
from contracts.london import LONDON
from contracts.months import Month
from contracts.texts import LONGEST_NUMBER
from statements.life import invoice_refusals as refusals
from statements.life.credits import credits_of
from statements.life.invoiced import Sums, invoices, to_invoice
from statements.life.step import Step, step_of
from store.invoices import (
    InvoiceDocument,
    Kind,
    NewInvoiceDocument,
    invoice_documents,
    record_invoice_document,
    withdraw_invoice_document,
)
from store.session import Store

_NUMBER: Final = re.compile(rf"(?=.*[A-Za-z0-9])[A-Za-z0-9./\-_# ]{{1,{LONGEST_NUMBER}}}")


@dataclass(frozen=True)
class Said:
    """What a document says, in pence; ``received_on`` is None where it comes with this record, today."""

    number: str
    dated_on: date
    received_on: date | None
    net: int
    vat: int | None


def record_invoice(store: Store, person: str, contract: str, month: Month, said: Said) -> int:
    """Record the invoice for a certified statement and return the number of the record.

    Raises:
        ReckonerError: the statement is not certified, comes to nothing or has an invoice; the number cannot be read or
            is another's; a day is before certification or still to come; VAT is missing, or not the contract's.
    """
    with step_of(store, person, "record invoice", contract, month) as step:
        certified = step.life.certified
        if certified is None:
            raise refusals.NotInvoiceable(month)
        found, expected = invoices(step.ledger).get(month), to_invoice(step.ledger, month)
        if found is not None:
            raise refusals.InvoicedAlready(f"The invoice for {months.spoken(month)}", found.new.number, found.document)
        if expected.total == 0:
            raise refusals.NothingToInvoice(month)
        first = certified.known_at.astimezone(LONDON).date()
        since = (first, f"the statement for {months.spoken(month)} was certified on it")
        return _record(step, "invoice", month, said, expected, since)


def record_credit_note(store: Store, person: str, contract: str, month: Month, invoiced: Month, said: Said) -> int:  # noqa: PLR0913, PLR0917 -- it has these parts
    """Record the credit note for what a month's statement takes off an invoice, and return the number of the record.

    Raises:
        ReckonerError: the statement takes nothing off that invoice, or has its credit note; the number cannot be read
            or is another's; a day is before the invoice or still to come; VAT is missing, or not the contract's.
    """
    with step_of(store, person, "record credit note", contract, month) as step:
        due = {each.of.invoice.new.month: each for each in credits_of(step.ledger) if each.of.month == month}
        if invoiced not in due:
            raise refusals.NoCreditDue(month, invoiced, due)
        credit, invoice = due[invoiced], due[invoiced].of.invoice
        if credit.note is not None:
            what = f"The credit note for invoice {invoice.new.number}"
            raise refusals.InvoicedAlready(what, credit.note.new.number, credit.note.document)
        since = (invoice.new.dated_on, f"the date of invoice {invoice.new.number}")
        # A credit note shows what it takes back with or without a minus; here that is below nil.
        below = replace(said, net=-abs(said.net), vat=None if said.vat is None else -abs(said.vat))
        return _record(step, "credit note", invoiced, below, credit.of.sums, since)


def _record(step: Step, kind: Kind, invoiced: Month, said: Said, expected: Sums, since: tuple[date, str]) -> int:  # noqa: PLR0913, PLR0917 -- it has these parts
    """Record a document of a step's month; ``since`` is the first day on which it can be dated, and why."""
    number, today = " ".join(said.number.split()), step.life.today
    if not _NUMBER.fullmatch(number):
        raise refusals.NumberNotReadable(kind, number, LONGEST_NUMBER)
    _require_unused(step.kept.documents, kind, number)
    if not since[0] <= said.dated_on <= today:
        raise refusals.DayNotPossible(
            f"an {kind} date" if kind == "invoice" else f"a {kind} date", said.dated_on, *since, today
        )
    received = said.received_on or today
    if not said.dated_on <= received <= today:
        raise refusals.DayNotPossible("a day of receipt", received, said.dated_on, "the date that it bears", today)
    _require_vat(step.ledger.frozen.contract, said.vat, expected)
    new = NewInvoiceDocument(step.month, kind, invoiced, number, said.dated_on, received, said.net, said.vat)
    document = record_invoice_document(step.writing, step.contract, new)
    step.writing.detail.update({"document": document, "kind": kind, "number": number, "net": said.net})
    return document


def _require_unused(kept: tuple[InvoiceDocument, ...], kind: Kind, number: str) -> None:
    for each in kept:
        if each.counts and each.new.kind == kind and each.new.number.casefold() == number.casefold():
            raise refusals.NumberUsed(kind, number, each.new.invoiced, each.document)


def _require_vat(agreed: Contract, vat: int | None, expected: Sums) -> None:
    if agreed.statement.vat is None and vat is not None:
        raise refusals.VatIsNotStated(vat)
    if agreed.statement.vat is not None and vat is None:
        raise refusals.VatIsMissing(expected.vat or 0)


def withdraw(store: Store, person: str, contract: str, document: int, reason: str) -> None:
    """Withdraw an invoice or credit note by the number of its record; it stays on the register with the reason.

    Raises:
        ReckonerError: no such record counts, there is no reason, or a credit note corrects the invoice.
    """
    why = " ".join(reason.split())
    if not why:
        raise refusals.WithoutReason
    with store.write(person, "withdraw invoice", contract, detail={"document": document}) as writing:
        counting = {each.document: each for each in invoice_documents(writing.cursor, contract) if each.counts}
        if document not in counting:
            raise refusals.NoSuchRecord(document, counting)
        gone = counting[document].new
        for each in counting.values():
            if gone.kind == "invoice" and (each.new.kind, each.new.invoiced) == ("credit note", gone.month):
                raise refusals.CreditedAlready(gone.number, each.new.number, each.document)
        withdraw_invoice_document(writing, document, why)
