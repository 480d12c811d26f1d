"""How far each month's statement has come, as it is kept: sent, replies, determinations, certified, invoiced, paid.

Every read takes ``as_known_on`` and answers as it would have answered then. What may be done next is decided by
``statements.life``; here it is only kept.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, TypeVar

from duckdb import DuckDBPyConnection

from contracts.months import Month, first_day, of_day
from contracts.wording import pounds
from store.deduction_decisions import deduction_decisions
from store.invoices import InvoiceDocument, invoice_documents
from store.moments import limit, shown
from store.session import Writing

Answer = Literal["agreed", "disputed"]
Outcome = Literal["stands", "to be corrected"]
Ending = Literal["stands", "to be corrected", "amount"]
Kept = TypeVar("Kept")


@dataclass(frozen=True)
class Sent:
    """A draft as it was sent to the provider: ``document`` is the statement as JSON, ``reply_by`` inclusive."""

    month: Month
    draft: int
    document: str
    digest: str
    reply_by: date
    person: str
    known_at: datetime


@dataclass(frozen=True)
class Reply:
    """The provider's answer to a line of a draft; without a line, to every one."""

    month: Month
    draft: int
    line: int | None
    answer: Answer
    says: str
    person: str
    known_at: datetime


@dataclass(frozen=True)
class Determination:
    """How the dispute about a line of a draft ended: ``amount`` where a decision fixed what stays deducted."""

    month: Month
    draft: int
    line: int
    outcome: Ending
    reference: str
    says: str
    person: str
    known_at: datetime


@dataclass(frozen=True)
class Certified:
    """Which draft of a month was certified, by whom."""

    month: Month
    draft: int
    person: str
    known_at: datetime


@dataclass(frozen=True)
class Payment:
    """What was paid on a certified statement, in pence."""

    month: Month
    paid_on: date
    pence: int
    reference: str
    person: str
    known_at: datetime


@dataclass(frozen=True)
class Settlement:
    """All of it for one contract, in the order in which it became known."""

    sent: tuple[Sent, ...]
    replies: tuple[Reply, ...]
    determinations: tuple[Determination, ...]
    certified: tuple[Certified, ...]
    payments: tuple[Payment, ...]
    documents: tuple[InvoiceDocument, ...]


def settlement(cursor: DuckDBPyConnection, contract: str, as_known_on: datetime | None = None) -> Settlement:
    """Return how far the statements of a contract had come by a moment."""

    def kept(table: str, columns: str, make: Callable[..., Kept]) -> tuple[Kept, ...]:
        found = f"""
            select period, {columns}, person, known_at from {table}
            where contract = ? and known_at <= ? order by known_at, rowid
        """
        rows = cursor.execute(found, [contract, limit(as_known_on)]).fetchall()
        return tuple(make(of_day(period), *rest, shown(known)) for period, *rest, known in rows)

    ended = kept("dispute_determination", "draft, line, outcome, reference, says", Determination)
    amounts = _amounts(cursor, contract, as_known_on)
    return Settlement(
        sent=kept("statement_sent", "draft, document, digest, reply_by", Sent),
        replies=kept("statement_reply", "draft, line, answer, says", Reply),
        determinations=tuple(sorted((*ended, *amounts), key=lambda each: each.known_at)),
        certified=kept("statement_certified", "draft", Certified),
        payments=kept("statement_payment", "paid_on, pence, reference", Payment),
        documents=invoice_documents(cursor, contract, as_known_on),
    )


def _amounts(cursor: DuckDBPyConnection, contract: str, as_known_on: datetime | None) -> Iterator[Determination]:
    """Yield the decisions that fixed the amount of a line of a draft, and so ended a dispute about it."""
    for each in deduction_decisions(cursor, contract, as_known_on):
        new = each.new
        if new.decision in ("agreed amount", "determined amount") and new.draft is not None:
            says = f"No more than {pounds(new.pence)} stays deducted. {new.reason}"
            place = (new.deduction.charged, new.draft, new.line)
            yield Determination(*place, "amount", new.authority, says, each.person, each.known_at)


def record_sent(  # noqa: PLR0913, PLR0917 -- these are the columns of a draft
    writing: Writing, contract: str, month: Month, draft: int, document: str, digest: str, reply_by: date
) -> None:
    """Keep a draft as it is sent to the provider."""
    _insert(writing, "statement_sent", contract, month, draft, document, digest, reply_by)


def record_reply(  # noqa: PLR0913, PLR0917 -- these are the columns of a reply
    writing: Writing, contract: str, month: Month, draft: int, line: int | None, answer: Answer, says: str
) -> None:
    """Keep the provider's answer to a line of a draft, or without a line to all of it."""
    _insert(writing, "statement_reply", contract, month, draft, line, answer, says)


def record_determination(writing: Writing, contract: str, month: Month, draft: int, line: int, *ended: str) -> None:
    """Keep how a dispute ended: ``ended`` is the outcome, its reference and what was decided."""
    _insert(writing, "dispute_determination", contract, month, draft, line, *ended)


def record_certified(writing: Writing, contract: str, month: Month, draft: int) -> None:
    """Keep that a draft was certified. A second one for the month is refused by the table itself."""
    _insert(writing, "statement_certified", contract, month, draft)


def record_payment(  # noqa: PLR0913, PLR0917 -- these are the columns of a payment
    writing: Writing, contract: str, month: Month, paid_on: date, pence: int, reference: str
) -> None:
    """Keep a payment on a certified statement."""
    _insert(writing, "statement_payment", contract, month, paid_on, pence, reference)


def _insert(writing: Writing, table: str, contract: str, month: Month, *values: Any) -> None:
    row = [contract, first_day(month), *values, writing.person, writing.at]
    writing.cursor.execute(f"insert into {table} values ({', '.join('?' * len(row))})", row)
