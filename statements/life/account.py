"""The control account: what each month came to, was certified, adjusted and paid, by month and by fund."""

import operator
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Final, Literal

from pydantic import Field

from contracts import months
from contracts.errors import ReckonerError
from contracts.london import LONDON
from contracts.months import Month
from contracts.rounding import half_up
from contracts.wording import pounds_signed
from statements import drafting
from statements.documents import BEFORE_DEDUCTIONS, CapUse, Document, Pot, Statement, StatementLine
from statements.ledger import Ledger
from statements.life.adjustments import differences, last_statement
from statements.life.certified import ADJUSTMENT, INTEREST, accounted, by_pot
from statements.life.credits import Credit, credits_of
from statements.life.final import put_right_at_the_end
from statements.life.interest import due_days, interest_to_state
from statements.life.invoice_words import of_credit
from statements.life.invoiced import not_known
from statements.life.stage import Life
from statements.life.still_taken import life_now
from statements.life.withheld import Returnable
from statements.lines import lines_of
from store.invoices import numbers


class BeginsAfterItsEnd(ReckonerError):
    """A control account whose first month comes after its last."""

    def __init__(self, first: Month, last: Month) -> None:
        super().__init__(
            f"Found {months.label(first)} as the first month of an account up to {months.label(last)}. Expected a "
            "first month that is not after the last."
        )


class AccountLine(Document):
    """One month of a fund and VAT code, in pence before VAT.

    A certified month stands as certified; one that is not is an accrual: what it comes to as known now. ``charge`` -
    ``deducted`` - ``withheld`` + ``returned`` + ``carried`` + ``adjustment`` + ``interest`` = ``net``. Withheld is what
    may still come back, if a missing figure comes in time or a failure is put right for long enough; deducted is final.
    Returned is what was earned back or given back by decision; carried is between this month and others where a payment
    does not fall below nil. ``disputed`` of the deductions is open.
    """

    month: str
    fund: str
    vat: str
    state: Literal["certified", "accrued"]
    charge: int
    deducted: int
    withheld: int
    returned: int
    carried: int
    disputed: int
    net: int
    adjustment: int
    interest: int


class MonthPaid(Document):
    """What is payable on a certified statement with its VAT, by when, and what was paid on it, in pence.

    ``due_on`` is None where the contract does not say, or, as ``due_not_known`` says, where it is not known yet;
    ``overdue`` whether that day has passed and something is open. ``invoice`` is the number of its invoice, empty where
    none is recorded, and ``credit_notes`` are the numbers of those on that invoice.
    """

    month: str
    due: int
    due_on: date | None
    paid: int
    outstanding: int
    overdue: bool
    due_not_known: str = ""
    invoice: str = ""
    credit_notes: tuple[str, ...] = ()


class ControlAccount(Document):
    """A contract's account up to a month. ``to_adjust`` is what its certified months still have to be put right by.

    ``opening`` is what was payable and not paid of the months before the first that is listed; ``interest_to_state``
    is earned on them and stands on no certified statement; ``caps`` is how far those on the whole contract are used in
    the month. ``credit_notes_due`` has a sentence for each credit note that is still to come. ``states_vat`` is whether
    the contract says under which VAT its lines stand: otherwise nothing here has any. ``final`` is
    whether the contract's last statement is certified, so that none is to come.
    """

    contract: str
    title: str
    month: str
    opening: int
    lines: tuple[AccountLine, ...]
    payments: tuple[MonthPaid, ...]
    caps: tuple[CapUse, ...]
    to_adjust: int
    interest_to_state: int
    disputed: int
    certified: int
    accrued: int
    paid: int
    outstanding: int
    credit_notes_due: tuple[str, ...] = ()
    states_vat: bool = True
    final: bool = Field(default=False, exclude_if=operator.not_)

    @property
    def adjusts(self) -> str:
        """Say what certified months still have to be put right by, and what carries it; nothing where they have not."""
        if not self.to_adjust:
            return ""
        next_one = "on no certified statement yet; the next one carries it"
        where = "on no statement; the final account carries it" if self.final else next_one
        return f"Certified months come to {pounds_signed(self.to_adjust)} on what is known now, {where}."

    @property
    def to_pay(self) -> str:
        """The heading over what is to be paid."""
        return "To pay, with VAT" if self.states_vat else "To pay; VAT not stated"


@dataclass(frozen=True)
class _Month:
    """One month with its lines as certified, or as they are known now."""

    ledger: Ledger
    life: Life
    was: Statement | None
    returnable: Returnable

    @property
    def lines(self) -> tuple[StatementLine, ...]:
        return self.was.lines if self.was else lines_of(self.ledger, self.life.month)


def control_account(ledger: Ledger, month: Month, now: datetime, first: Month | None = None) -> ControlAccount:
    """Return the control account of a contract up to a month, as of a moment; from a first month on, if it is stated.

    Months before the first that was certified have no place in it: they were settled elsewhere.

    Raises:
        BeginsAfterItsEnd: the first month comes after it.
        NoSuchMonth, NoStatementYet: there is no statement for the month.
    """
    if first is not None and first > month:
        raise BeginsAfterItsEnd(first, month)
    returnable = Returnable(ledger, now)
    known = [_month(returnable, at) for at in accounted(ledger.net, ledger.frozen.certified) if at <= month]
    listed = [each for each in known if first is None or each.life.month >= first]
    lines = tuple(line for each in listed for line in _lines(each))
    due = due_days(ledger)
    payments = tuple(_paid(ledger, each.life, due) for each in known if each.was)
    begins = months.label(listed[0].life.month) if listed else ""
    return ControlAccount(
        contract=ledger.frozen.contract.id,
        title=ledger.frozen.contract.contract.title,
        month=months.label(month),
        opening=sum(each.outstanding for each in payments if each.month < begins),
        lines=lines,
        payments=tuple(each for each in payments if each.month >= begins),
        caps=drafting.cap_uses(ledger, month),
        to_adjust=sum(each.pence for each in differences(ledger) if each.month <= month),
        interest_to_state=sum(pence for at, pence in interest_to_state(ledger).items() if at <= month),
        disputed=sum(each.life.held for each in listed),
        certified=sum(each.was.net for each in listed if each.was),
        accrued=sum(line.net for line in lines if line.state == "accrued"),
        paid=sum(each.paid for each in payments if each.month >= begins),
        outstanding=sum(each.outstanding for each in payments),
        credit_notes_due=tuple(_credit_due(each, now) for each in credits_of(ledger) if each.note is None),
        states_vat=ledger.frozen.contract.statement.vat is not None,
        final=last_statement(ledger) in ledger.frozen.certified,
    )


def _credit_due(each: Credit, now: datetime) -> str:
    return of_credit(each, overdue=each.overdue(now.astimezone(LONDON).date()))


def _month(returnable: Returnable, month: Month) -> _Month:
    ledger, now = returnable.ledger, returnable.now
    today, later = now.astimezone(LONDON).date(), put_right_at_the_end(ledger, month)
    life = life_now(ledger, ledger.frozen.settlement, month, today, later)
    return _Month(ledger, life, ledger.frozen.certified.get(month), returnable)


_COLUMNS: Final[Mapping[str, str]] = {
    **dict.fromkeys(BEFORE_DEDUCTIONS, "charge"),
    "earn back": "returned",
    "decision": "returned",
    "net carried": "carried",
    "net not below zero": "carried",
    ADJUSTMENT: "adjustment",
    INTEREST: "interest",
}


def _lines(of: _Month) -> Iterator[AccountLine]:
    columns: dict[str, list[StatementLine]] = {}
    for line in of.lines:
        if line.kind != "vat":
            columns.setdefault(_column(of.returnable, line), []).append(line)
    sums = {name: by_pot(tuple(lines)) for name, lines in columns.items()}
    disputed = _disputed(of)
    nothing = Counter[Pot]()
    for pot in sorted(by_pot(of.lines)):
        part = {name: sums.get(name, nothing)[pot] for name in ("charge", "returned", "carried", ADJUSTMENT, INTEREST)}
        yield AccountLine(
            month=months.label(of.life.month),
            fund=pot.fund,
            vat=pot.vat,
            state="certified" if of.was else "accrued",
            **part,
            deducted=-sums.get("deducted", nothing)[pot],
            withheld=-sums.get("withheld", nothing)[pot],
            disputed=disputed[pot],
            net=by_pot(of.lines)[pot],
        )


def _disputed(of: _Month) -> Counter[Pot]:
    """Return what is disputed by fund and VAT code: of a line that was given back in part, in the line's own ratio."""
    found, held = Counter[Pot](), of.life.held_lines
    lines = of.life.statement.lines if of.life.statement else ()
    for line in (line for line in lines if line.number in held):
        through = before = 0
        for part in line.by_fund:
            through += part.amount
            share = half_up(Fraction(held[line.number] * through, line.amount))
            found[Pot(part.fund, part.vat)] += share - before
            before = share
    return found


def _column(returnable: Returnable, line: StatementLine) -> str:
    """Return where a line stands: a deduction is withheld as long as it may come back."""
    return _COLUMNS.get(line.kind) or ("withheld" if returnable.holds(line) else "deducted")


def _paid(ledger: Ledger, life: Life, due: Mapping[Month, date]) -> MonthPaid:
    payable, due_on, kept = life.payable or 0, due.get(life.month), ledger.frozen.settlement.documents
    left = payable - life.paid
    return MonthPaid(
        month=months.label(life.month),
        due=payable,
        due_on=due_on,
        paid=life.paid,
        outstanding=left,
        overdue=bool(life.outstanding) and due_on is not None and life.today > due_on,
        due_not_known=not_known(ledger, ledger.frozen.contract.statement.payment, life.month),
        invoice="".join(numbers(kept, "invoice", life.month)),
        credit_notes=numbers(kept, "credit note", life.month),
    )
