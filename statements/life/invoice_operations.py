"""What can be asked about invoices and credit notes, each with its request: the policy first, then the step."""

from datetime import date

from pydantic import BaseModel

from contracts import months
from contracts.london import LONDON
from statements.asked import Moment, Name, Pence, Text
from statements.ledgers import ledger_seen
from statements.life import invoice_refusals as refusals
from statements.life import invoicing
from statements.life.invoice_register import InvoiceRegister, invoice_register
from statements.life.invoicing import Said
from store.people import names, person_now
from store.policy import Action, Person, decide, require
from store.session import Store


class InvoicesAsked(BaseModel):
    """Asks for the register of invoices and credit notes; without a moment, as known now."""

    contract: str
    as_known_on: Moment | None = None


class InvoiceAsked(BaseModel):
    """Records the invoice for a month's statement, in pence; without a day of receipt it is received today."""

    contract: str
    month: str
    number: Name
    dated_on: date
    received_on: date | None = None
    net: Pence
    vat: Pence | None = None


class CreditNoteAsked(InvoiceAsked):
    """Records the credit note for what a month's statement takes off the invoice for another month, below nil."""

    invoiced: str


class InvoiceWithdrawalAsked(BaseModel):
    """Withdraws an invoice or credit note by the number of its record, with the reason."""

    contract: str
    record: int
    reason: Text


def show_invoices(store: Store, person: str, asked: InvoicesAsked) -> InvoiceRegister:
    """Return every invoice and credit note of a contract, and what is still to come."""
    require(person_now(store, person), Action.VIEW_PAYMENT, asked.contract)
    moment = asked.as_known_on or store.clock()
    with store.read() as cursor:
        ledger = ledger_seen(store, cursor, asked.contract, asked.as_known_on)
        return invoice_register(ledger, moment.astimezone(LONDON).date(), names(cursor))


def record_invoice(store: Store, person: str, asked: InvoiceAsked) -> InvoiceRegister:
    """Record an invoice, and return the register with it."""
    said = _said(store, person, asked)
    invoicing.record_invoice(store, person, asked.contract, months.parse(asked.month), said)
    return show_invoices(store, person, InvoicesAsked(contract=asked.contract))


def record_credit_note(store: Store, person: str, asked: CreditNoteAsked) -> InvoiceRegister:
    """Record a credit note, and return the register with it."""
    said, of = _said(store, person, asked), (months.parse(asked.month), months.parse(asked.invoiced))
    invoicing.record_credit_note(store, person, asked.contract, *of, said)
    return show_invoices(store, person, InvoicesAsked(contract=asked.contract))


def withdraw_invoice(store: Store, person: str, asked: InvoiceWithdrawalAsked) -> InvoiceRegister:
    """Withdraw an invoice or credit note, and return the register without it."""
    require(person_now(store, person), Action.WITHDRAW_INVOICE, asked.contract)
    invoicing.withdraw(store, person, asked.contract, asked.record, asked.reason)
    return show_invoices(store, person, InvoicesAsked(contract=asked.contract))


def _said(store: Store, person: str, asked: InvoiceAsked) -> Said:
    """Return what a document says; on which day it was received is the officer's to say, not the provider's."""
    acting = person_now(store, person)
    require(acting, Action.RECORD_INVOICE, asked.contract)
    today, may_say = store.clock().astimezone(LONDON).date(), may_say_when(acting, asked.contract)
    if asked.received_on not in (None, today) and not may_say:
        assert asked.received_on is not None
        raise refusals.ReceiptIsNotYours(asked.received_on, today)
    return Said(asked.number, asked.dated_on, asked.received_on, asked.net, asked.vat)


def may_say_when(person: Person, contract: str) -> bool:
    """Say whether a person may give the day of receipt: who may withdraw an invoice, for the council, may."""
    return decide(person, Action.WITHDRAW_INVOICE, contract).allowed
