"""The register of invoices: what each certified month is to be invoiced at, its invoice, and the credit notes due."""

from collections.abc import Mapping
from datetime import date

from contracts import months
from contracts.months import Month
from statements.documents import Document
from statements.ledger import Ledger
from statements.life.credits import Credit, credits_of
from statements.life.interest import due_days
from statements.life.invoice_words import of_credit, of_invoice
from statements.life.invoiced import Sums, agrees, invoices, not_known, to_invoice
from store.invoices import InvoiceDocument, Kind


class DocumentShown(Document):
    """An invoice or credit note as it was recorded, in pence; ``record`` is the number of the record.

    ``agrees`` is whether it comes to what was expected. ``vat`` is None where the contract states none.
    """

    record: int
    number: str
    dated_on: date
    received_on: date
    net: int
    vat: int | None
    agrees: bool
    person: str


class MonthInvoiced(Document):
    """A certified month: what is to be invoiced in pence, its invoice, and when it is due.

    ``due_not_known`` says why no day can be given, where the contract counts from an invoice; ``words`` is the sentence
    about the invoice.
    """

    month: str
    net: int
    vat: int | None
    invoice: DocumentShown | None
    due_on: date | None
    due_not_known: str
    words: str


class CreditShown(Document):
    """A credit note that is due, or was given, in pence below nil: for which invoice, and after which statement.

    ``statement`` is empty where the final account takes it back. ``settled_on`` is the day of set-off or refund;
    ``due_on`` the last day for the note, and ``source`` the clause or law that sets it. ``late`` is whether the note
    came after that day.
    """

    invoiced: str
    invoice: str
    statement: str
    net: int
    vat: int | None
    settled_on: date | None
    due_on: date | None
    source: str
    note: DocumentShown | None
    overdue: bool
    late: bool
    words: str


class WithdrawnShown(Document):
    """A document that counts no more, and why."""

    record: int
    kind: Kind
    invoiced: str
    number: str
    reason: str


class InvoiceRegister(Document):
    """Every invoice and credit note of a contract, what is still to come, and what was withdrawn; oldest first."""

    contract: str
    title: str
    today: date
    months: tuple[MonthInvoiced, ...]
    credit_notes: tuple[CreditShown, ...]
    withdrawn: tuple[WithdrawnShown, ...]

    @property
    def overdue(self) -> tuple[CreditShown, ...]:
        """The credit notes that have not come by their day."""
        return tuple(each for each in self.credit_notes if each.overdue)


def invoice_register(ledger: Ledger, today: date, names: Mapping[str, str]) -> InvoiceRegister:
    """Return the register of a contract on a day; ``names`` has the names of people by their ids."""
    agreed, gone = ledger.frozen.contract, [each for each in ledger.frozen.settlement.documents if not each.counts]
    return InvoiceRegister(
        contract=agreed.id,
        title=agreed.contract.title,
        today=today,
        months=tuple(month_invoiced(ledger, month, names) for month in ledger.frozen.certified),
        credit_notes=credits_shown(ledger, today, names),
        withdrawn=tuple(
            WithdrawnShown(
                record=each.document,
                kind=each.new.kind,
                invoiced=months.label(each.new.invoiced),
                number=each.new.number,
                reason=each.withdrawn_because,
            )
            for each in gone
        ),
    )


def credits_shown(ledger: Ledger, today: date, names: Mapping[str, str]) -> tuple[CreditShown, ...]:
    """Return every credit note that is due or was given."""
    return tuple(_credit(ledger, each, today, names) for each in credits_of(ledger))


def month_invoiced(ledger: Ledger, month: Month, names: Mapping[str, str]) -> MonthInvoiced:
    """Return what a certified month is to be invoiced at, and its invoice."""
    expected, found = to_invoice(ledger, month), invoices(ledger).get(month)
    return MonthInvoiced(
        month=months.label(month),
        net=expected.net,
        vat=expected.vat,
        invoice=_shown(found, agrees(ledger, found), names) if found else None,
        due_on=due_days(ledger).get(month),
        due_not_known=not_known(ledger, ledger.frozen.contract.statement.payment, month),
        words=of_invoice(month, expected, found),
    )


def _credit(ledger: Ledger, each: Credit, today: date, names: Mapping[str, str]) -> CreditShown:
    note, sums = each.note, each.of.sums
    return CreditShown(
        invoiced=months.label(each.of.invoice.new.month),
        invoice=each.of.invoice.new.number,
        statement=months.label(each.of.month) if each.of.month in ledger.frozen.certified else "",
        net=sums.net,
        vat=sums.vat,
        settled_on=each.settled_on,
        due_on=each.due_on,
        source=each.source,
        note=_shown(note, Sums(note.new.net, note.new.vat) == sums, names) if note else None,
        overdue=each.overdue(today),
        late=note is not None and each.due_on is not None and note.new.received_on > each.due_on,
        words=of_credit(each, overdue=each.overdue(today)),
    )


def _shown(each: InvoiceDocument, agreeing: bool, names: Mapping[str, str]) -> DocumentShown:
    new = each.new
    return DocumentShown(
        record=each.document,
        number=new.number,
        dated_on=new.dated_on,
        received_on=new.received_on,
        net=new.net,
        vat=new.vat,
        agrees=agreeing,
        person=names.get(each.person, each.person),
    )
