"""How far a statement has come, as a document that pages, the command line and programs read alike."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal

from contracts import months
from contracts.london import LONDON
from contracts.months import Month
from contracts.wording import day
from statements import drafting
from statements.closing import last_reopening
from statements.documents import Document
from statements.ledger import Ledger
from statements.life.final import put_right_at_the_end
from statements.life.interest import due_days
from statements.life.invoice_register import CreditShown, MonthInvoiced, credits_shown, month_invoiced
from statements.life.notice import lapsing, notice_by
from statements.life.stage import Life, State
from statements.life.still_taken import life_now
from store.settlement import Ending, Settlement


class LineAnswered(Document):
    """What the provider answered to a line, and how a dispute about it ended."""

    line: int
    answer: Literal["agreed", "disputed"]
    says: str
    person: str
    at: datetime
    outcome: Ending | None = None
    reference: str = ""
    decided: str = ""


class PaymentShown(Document):
    """A payment on a certified statement, in pence."""

    paid_on: date
    pence: int
    reference: str


class LifeShown(Document):
    """How far the statement of a month has come.

    ``changed_since_sent`` is whether it would be drawn otherwise on what is known now. ``disputed`` is the sum of the
    disputed deductions and ``payable`` what is to be paid now, with its VAT, both in pence; ``payable`` is None until
    it is certified; ``due_on`` is the last day for it. ``notice_by`` is the last day for notice of deductions,
    ``first_sent_at`` when the first draft was sent, and ``lapses`` what of them lapses if the statement is sent now.
    ``reopens_until`` is the last day on which the month may be restated. ``invoiced`` is what is to be invoiced and the
    invoice, and ``credit_notes`` are those that its statement asks for and those on its own invoice. ``reply_clause``
    and ``dispute_clause`` say where the contract rules replies and disputes; both are empty where it does not. Persons
    are given by their names.
    """

    contract: str
    month: str
    known_at: datetime
    state: State
    can_be_sent: bool
    draft: int | None
    digest: str | None
    sent_by: str | None
    sent_at: datetime | None
    reply_by: date | None
    time_is_over: bool
    silence: Literal["agreed", "disputed"] | None
    changed_since_sent: bool
    answers: tuple[LineAnswered, ...]
    unanswered: tuple[int, ...]
    open_disputes: tuple[int, ...]
    meanwhile: Literal["pay", "hold", "deduct"] | None
    certified_by: str | None
    certified_at: datetime | None
    disputed: int
    payable: int | None
    paid: int
    payments: tuple[PaymentShown, ...]
    due_on: date | None = None
    overdue: bool = False
    notice_by: date | None = None
    first_sent_at: datetime | None = None
    lapses: int = 0
    reopens_until: date | None = None
    invoiced: MonthInvoiced | None = None
    credit_notes: tuple[CreditShown, ...] = ()
    reply_clause: str = ""
    dispute_clause: str = ""

    @property
    def notice(self) -> str:
        """Say by when notice of deductions is or was due; nothing once all of it was given in time, or certified."""
        if self.notice_by is None or self.certified_at:
            return ""
        sent = self.first_sent_at and self.first_sent_at.astimezone(LONDON).date()
        if sent and sent <= self.notice_by and not self.lapses:
            return ""
        has_passed = self.known_at.astimezone(LONDON).date() > self.notice_by
        return f"Notice of the month's own deductions {'was' if has_passed else 'is'} due by {day(self.notice_by)}."


def life_shown(ledger: Ledger, kept: Settlement, month: Month, now: datetime, names: Mapping[str, str]) -> LifeShown:
    """Return how far a month's statement had come at a moment, which a ledger and what is kept were read for.

    ``names`` has the names of people by their ids.
    """
    agreed = ledger.frozen.contract
    rules, today = agreed.statement, now.astimezone(LONDON).date()
    life = life_now(ledger, kept, month, today, put_right_at_the_end(ledger, month))
    drawn = drafting.statement(ledger, month)
    sent, certified, due = life.sent, life.certified, due_days(ledger).get(month)
    label = months.label(month)
    return LifeShown(
        contract=agreed.id,
        month=label,
        known_at=now,
        state=life.state,
        can_be_sent=rules.reply is not None and rules.dispute is not None,
        draft=sent and sent.draft,
        digest=sent and sent.digest,
        sent_by=sent and names[sent.person],
        sent_at=sent and sent.known_at,
        reply_by=sent and sent.reply_by,
        time_is_over=life.time_is_over,
        silence=rules.reply.silence if rules.reply else None,
        reply_clause=rules.reply.clause if rules.reply else "",
        changed_since_sent=sent is not None and not certified and drawn.digest != sent.digest,
        answers=tuple(_answered(life, line, names) for line in sorted(life.replies)),
        unanswered=life.unanswered,
        open_disputes=life.disputed,
        meanwhile=rules.dispute.meanwhile if rules.dispute else None,
        dispute_clause=rules.dispute.clause if rules.dispute else "",
        certified_by=certified and names[certified.person],
        certified_at=certified and certified.known_at,
        disputed=life.held,
        payable=life.payable,
        paid=life.paid,
        due_on=due,
        overdue=bool(life.outstanding) and due is not None and today > due,
        notice_by=notice_by(rules.deduction_notice, month) if rules.deduction_notice else None,
        first_sent_at=next((each.known_at for each in kept.sent if each.month == month), None),
        lapses=0 if certified else sum(new.taken for new in lapsing(ledger, kept, drawn, today)),
        reopens_until=last_reopening(agreed, month),
        invoiced=month_invoiced(ledger, month, names) if certified else None,
        credit_notes=tuple(
            each for each in credits_shown(ledger, today, names) if label in (each.statement, each.invoiced)
        ),
        payments=tuple(PaymentShown(paid_on=e.paid_on, pence=e.pence, reference=e.reference) for e in life.payments),
    )


def _answered(life: Life, line: int, names: Mapping[str, str]) -> LineAnswered:
    reply, ended = life.replies[line], life.determinations.get(line)
    said = {
        "line": line,
        "answer": reply.answer,
        "says": reply.says,
        "person": names[reply.person],
        "at": reply.known_at,
    }
    if ended is not None:
        said |= {"outcome": ended.outcome, "reference": ended.reference, "decided": ended.says}
    return LineAnswered.model_validate(said)
