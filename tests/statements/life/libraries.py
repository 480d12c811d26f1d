"""The Fenland libraries with everybody a statement needs: who draws it up, who answers it and who certifies it.

A month is £100,000.00; each of the two figures that fails takes off £500.00. Replies are open for ten working days.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from contracts import months
from statements import drafting
from statements.documents import Statement
from statements.ledgers import ledger_of
from statements.life import operations as life
from statements.life import settled_up
from statements.life.account import ControlAccount
from statements.life.deductions import Register
from statements.life.settled_up import RulingAsked
from statements.life.shown import LifeShown
from statements.operations import AppointmentAsked, appoint_person
from statements.relief_asked import ReliefAsked
from statements.relief_record import DecisionAsked as ReliefDecision
from statements.relief_record import decide, propose
from store.opener import open_store
from store.policy import Role
from store.session import Store
from tests.statements.fenland import CONTRACT, OFFICER, Clock, contract_text, fenland, stating
from tests.stores import copy_of

PROVIDER, CERTIFIER, COLLEAGUE = "p.reed", "d.ray", "e.moss"
_RULES = """\
  reply: {within: 10, of: working days, silence: SILENCE, clause: "8.1"}
  dispute: {meanwhile: MEANWHILE, clause: "8.2"}
"""


AGREED = '  agreed: {effects: [excuse_measure], later_relief_reprices: yes, clause: "3.9"}\n'
"""In place of no relief at all: a measure may be excused."""


NOTICE = '  deduction_notice: {within: 10, of: working days, missed: the deduction lapses, clause: "8.3"}\n'
"""Notice of April's deductions is due by 15 May 2018: ten working days from 30 April, the 7th a bank holiday."""

DUE = '  payment: {within: 14, of: calendar days, after: certification, clause: "8.4"}\n'
INTEREST = """\
  interest: {above_base_rate: 8, base_rate: {2018-04: 0.5, 2018-08: 0.75}, fund: general fund, clause: "8.5"}
"""
REOPENING = '  reopening: {months: 2, clause: "8.6"}\n'


def agreed_text(*, silence: str = "agreed", meanwhile: str = "hold", point: str = "£100.00") -> str:
    """The contract file with its rules for replies and disputes."""
    return with_a_life(contract_text(point=point), silence=silence, meanwhile=meanwhile)


def with_a_life(text: str, *, silence: str = "agreed", meanwhile: str = "hold") -> str:
    """A contract file with rules for replies and disputes, so that its statements can be sent."""
    return stating(text, _RULES.replace("SILENCE", silence).replace("MEANWHILE", meanwhile))


@contextmanager
def libraries(folder: Path, text: str | None = None) -> Iterator[tuple[Store, Clock]]:
    """The store with its people: a second officer, the provider's and two certifying officers."""
    written = text or agreed_text()
    copy_of(("libraries", written), lambda place: _make(place, written), folder)
    clock = Clock()
    with open_store(folder, clock) as store:
        yield store, clock


def _make(folder: Path, text: str) -> None:
    with fenland(folder, text) as (store, _clock):
        for person, role in (
            (PROVIDER, Role.PROVIDER),
            (CERTIFIER, Role.CERTIFYING_OFFICER),
            (COLLEAGUE, Role.OFFICER),
            (COLLEAGUE, Role.CERTIFYING_OFFICER),
        ):
            asked = AppointmentAsked(
                person=person,
                name=person,
                organisation="Fenland",
                contract=CONTRACT,
                role=role,
                from_day=date(2018, 4, 1),
            )
            appoint_person(store, OFFICER, asked)


def relieve(store: Store, indicator: str, month: str) -> None:
    """Have a figure of a month excused: asked for by the provider, agreed to by the certifying officer."""
    asked = ReliefAsked(
        contract=CONTRACT,
        effect="excuse_measure",
        indicators=(indicator,),
        first=month,
        last=month,
        notice_day=store.clock().date(),
        cause="The catalogue was moved by the council",
        particulars="It could not be searched",
    )
    number = propose(store, PROVIDER, asked).relief
    decided = ReliefDecision(contract=CONTRACT, relief=number, decision="agreed", reference="LB 18/06/2")
    decide(store, CERTIFIER, decided)


def send(store: Store, month: str, person: str = OFFICER) -> LifeShown:
    """Send a month's statement to the provider."""
    return life.send(store, person, life.SendAsked(contract=CONTRACT, month=month))


def reply(store: Store, month: str, answer: str, line: int | None = None, says: str = "") -> LifeShown:
    """Answer as the provider."""
    said = {"contract": CONTRACT, "month": month, "answer": answer, "line": line, "says": says}
    return life.reply(store, PROVIDER, life.ReplyAsked.model_validate(said))


def determine(store: Store, month: str, line: int, outcome: str, reference: str = "Minute 7") -> LifeShown:
    """End a dispute."""
    said = {"contract": CONTRACT, "month": month, "line": line, "outcome": outcome, "reference": reference}
    return life.determine(store, CERTIFIER, life.DetermineAsked.model_validate(said))


def certify(store: Store, month: str, person: str = CERTIFIER) -> LifeShown:
    """Certify a month's statement."""
    return life.certify(store, person, life.CertifyAsked(contract=CONTRACT, month=month))


def settle(store: Store, month: str) -> None:
    """Send, agree and certify a month."""
    send(store, month)
    reply(store, month, "agreed")
    certify(store, month)


def pay(store: Store, month: str, pence: int, day: date, reference: str = "INV-1") -> LifeShown:
    """Record a payment."""
    said = {"contract": CONTRACT, "month": month, "pence": pence, "paid_on": day, "reference": reference}
    return life.pay(store, CERTIFIER, life.PaymentAsked.model_validate(said))


def decided(  # noqa: PLR0917 -- a decision has these parts
    store: Store,
    month: str,
    line: int,
    pence: int,
    decision: str = "waiver",
    person: str = CERTIFIER,
    reason: str = "The flood closed the branch.",
    authority: str = "LB 18/05/4",
) -> Register:
    """Decide about a deduction: the sum forgone, or the amount that stays."""
    said = {"contract": CONTRACT, "month": month, "line": line, "pence": pence, "decision": decision}
    asked = RulingAsked.model_validate({**said, "reason": reason, "authority": authority})
    return settled_up.decide(store, person, asked)


def account(store: Store, month: str, first: str | None = None) -> ControlAccount:
    """The control account up to a month."""
    return life.show_account(store, OFFICER, life.AccountAsked(contract=CONTRACT, month=month, first=first))


def shown(store: Store, month: str) -> LifeShown:
    """How far a month's statement has come now."""
    return life.show_life(store, OFFICER, life.LifeAsked(contract=CONTRACT, month=month))


def statement(store: Store, month: str) -> Statement:
    """A month's statement now."""
    return drafting.statement(ledger_of(store, CONTRACT), months.parse(month))
