"""Invoices and credit notes on certified statements, as they are kept. What is due and what agrees is not kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from duckdb import DuckDBPyConnection

from contracts.months import Month, first_day
from store.moments import limit, shown
from store.queries import query
from store.session import Writing

Kind = Literal["invoice", "credit note"]


@dataclass(frozen=True)
class NewInvoiceDocument:
    """An invoice or credit note to record, in pence; ``vat`` is None where the contract states none.

    ``month`` is that of the statement which is invoiced, or which sets off what a credit note is for; ``invoiced`` the
    month whose invoice it is, or corrects.
    """

    month: Month
    kind: Kind
    invoiced: Month
    number: str
    dated_on: date
    received_on: date
    net: int
    vat: int | None


@dataclass(frozen=True)
class InvoiceDocument:
    """An invoice or credit note on record; ``withdrawn_because`` is empty while it counts. ``known_at`` in UTC."""

    document: int
    new: NewInvoiceDocument
    withdrawn_because: str
    person: str
    known_at: datetime

    @property
    def counts(self) -> bool:
        """Whether nobody has withdrawn it."""
        return not self.withdrawn_because


def invoice_documents(
    cursor: DuckDBPyConnection, contract: str, as_known_on: datetime | None = None
) -> tuple[InvoiceDocument, ...]:
    """Return every invoice and credit note of a contract known by a moment, in the order of recording."""
    given = {"contract": contract, "as_known_on": limit(as_known_on)}
    rows = cursor.execute(query("invoice_documents"), given).fetchall()
    return tuple(
        InvoiceDocument(
            document,
            NewInvoiceDocument(Month(month), kind, Month(invoiced), *said),
            withdrawn,
            person,
            shown(known_at),
        )
        for document, month, kind, invoiced, *said, withdrawn, person, known_at in rows
    )


def numbers(documents: Iterable[InvoiceDocument], kind: Kind, invoiced: Month) -> tuple[str, ...]:
    """Return the numbers of a month's invoice, or of the credit notes on it, as far as they count."""
    counting = (each.new for each in documents if each.counts)
    return tuple(new.number for new in counting if (new.kind, new.invoiced) == (kind, invoiced))


def record_invoice_document(writing: Writing, contract: str, new: NewInvoiceDocument) -> int:
    """Record an invoice or credit note and return the number of the record."""
    ((document,),) = writing.cursor.execute("select coalesce(max(document), 0) + 1 from invoice_document").fetchall()
    said = (first_day(new.month), new.kind, first_day(new.invoiced), new.number, new.dated_on, new.received_on)
    row = [document, contract, *said, new.net, new.vat, writing.person, writing.at]
    writing.cursor.execute(f"insert into invoice_document values ({', '.join('?' * len(row))})", row)
    return int(document)


def withdraw_invoice_document(writing: Writing, document: int, reason: str) -> None:
    """Record that an invoice or credit note counts no more; it stays on record."""
    row = (document, reason, writing.person, writing.at)
    writing.cursor.execute("insert into invoice_document_withdrawn values (?, ?, ?, ?)", row)
