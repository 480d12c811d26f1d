"""The control account: what each month came to, what was certified, adjusted and paid, by month and by fund."""

from collections.abc import Iterator, Mapping
from typing import Literal

from contracts import months
from contracts.months import Month
from statements.documents import Document, Statement
from statements.ledger import Ledger
from statements.life.adjustments import differences
from statements.life.certified import ADJUSTMENT, by_pot
from statements.lines import lines_of
from store.settlement import Settlement


class AccountLine(Document):
    """One month of a fund and VAT code, in pence as it acts on the payment, before VAT.

    A certified month stands as certified: ``net`` is ``charge`` less ``deducted`` plus the ``adjustment`` that its
    statement carried for earlier months. One that is not certified is an accrual: what it comes to as known now.
    """

    month: str
    fund: str
    vat: str
    state: Literal["certified", "accrued"]
    charge: int
    deducted: int
    net: int
    adjustment: int


class MonthPaid(Document):
    """What a certified statement came to with its VAT, and what was paid on it, in pence."""

    month: str
    due: int
    paid: int
    outstanding: int


class ControlAccount(Document):
    """A contract's account up to a month. ``to_adjust`` is what certified months still have to be put right by."""

    contract: str
    title: str
    month: str
    lines: tuple[AccountLine, ...]
    payments: tuple[MonthPaid, ...]
    to_adjust: int
    certified: int
    accrued: int
    paid: int
    outstanding: int


def control_account(ledger: Ledger, kept: Settlement, month: Month) -> ControlAccount:
    """Return the control account of a contract from its first month up to a month."""
    certified = {at: each for at, each in ledger.frozen.certified.items() if at <= month}
    lines = tuple(line for at in sorted(ledger.net) if at <= month for line in _lines(ledger, certified, at))
    payments = tuple(_paid(kept, at, each) for at, each in certified.items())
    return ControlAccount(
        contract=ledger.frozen.contract.id,
        title=ledger.frozen.contract.contract.title,
        month=months.label(month),
        lines=lines,
        payments=payments,
        to_adjust=sum(each.pence for each in differences(ledger)),
        certified=sum(each.net for each in certified.values()),
        accrued=sum(line.net for line in lines if line.state == "accrued"),
        paid=sum(each.paid for each in payments),
        outstanding=sum(each.outstanding for each in payments),
    )


def _lines(ledger: Ledger, certified: Mapping[Month, Statement], month: Month) -> Iterator[AccountLine]:
    was = certified.get(month)
    lines = was.lines if was else lines_of(ledger, month)
    own = tuple(line for line in lines if line.kind != ADJUSTMENT)
    adjusted = by_pot(tuple(line for line in lines if line.kind == ADJUSTMENT))
    charged, net = by_pot(tuple(line for line in own if line.kind == "charge")), by_pot(own)
    for pot in sorted({*net, *adjusted}):
        yield AccountLine(
            month=months.label(month),
            fund=pot.fund,
            vat=pot.vat,
            state="certified" if was else "accrued",
            charge=charged[pot],
            deducted=charged[pot] - net[pot],
            net=net[pot] + adjusted[pot],
            adjustment=adjusted[pot],
        )


def _paid(kept: Settlement, month: Month, was: Statement) -> MonthPaid:
    paid = sum(each.pence for each in kept.payments if each.month == month)
    due = was.net + was.vat
    return MonthPaid(month=months.label(month), due=due, paid=paid, outstanding=due - paid)
