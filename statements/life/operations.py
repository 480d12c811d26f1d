"""What can be asked of a statement's life, each with its request: the policy is asked first, then the step is taken.

Every step answers with how far the statement has come after it.
"""

from collections.abc import Callable
from datetime import date, datetime

from pydantic import BaseModel

from contracts import months
from contracts.errors import ReckonerError
from contracts.months import Month
from statements.asked import Moment, Pence, Text
from statements.ledgers import ledger_seen
from statements.life import account as accounts
from statements.life import bridge as bridges
from statements.life import steps, turns
from statements.life.account import ControlAccount
from statements.life.bridge import Bridge
from statements.life.shown import LifeShown, life_shown
from statements.life.step import standing_of
from store.people import names, person_now
from store.policy import Action, require
from store.session import Store
from store.settlement import Answer, Outcome, settlement


class LifeAsked(BaseModel):
    """Asks how far the statement of a month has come; without a moment, as known now."""

    contract: str
    month: str
    as_known_on: Moment | None = None


class AccountAsked(LifeAsked):
    """Asks for the control account up to a month, from the contract's first month or a later one."""

    first: str | None = None


class BridgeAsked(LifeAsked):
    """Asks why a certified month comes to something else now."""


class SendAsked(BaseModel):
    """Sends the statement of a month to the provider."""

    contract: str
    month: str


class ReplyAsked(BaseModel):
    """The provider's answer to a line; without a line, to every one. ``draft`` is the one that it was read from."""

    contract: str
    month: str
    line: int | None = None
    answer: Answer
    says: Text = ""
    draft: int | None = None


class DetermineAsked(BaseModel):
    """Ends the dispute about a line of a ``draft``, with the reference of the decision."""

    contract: str
    month: str
    line: int
    outcome: Outcome
    reference: Text
    says: Text = ""
    draft: int | None = None


class CertifyAsked(BaseModel):
    """Certifies the draft that the provider has. ``draft`` is the one that the person had before them."""

    contract: str
    month: str
    draft: int | None = None


class PaymentAsked(BaseModel):
    """Records a payment on a certified statement, in pence."""

    contract: str
    month: str
    paid_on: date
    pence: Pence
    reference: Text


def show_life(store: Store, person: str, asked: LifeAsked) -> LifeShown:
    """Return how far the statement of a month has come."""
    require(person_now(store, person), Action.VIEW_PAYMENT, asked.contract)
    return _life(store, asked.contract, months.parse(asked.month), asked.as_known_on)


def show_account(store: Store, person: str, asked: AccountAsked) -> ControlAccount:
    """Return the control account up to a month."""
    require(person_now(store, person), Action.VIEW_PAYMENT, asked.contract)
    with store.read() as cursor:
        ledger = ledger_seen(store, cursor, asked.contract, asked.as_known_on)
    first = months.parse(asked.first) if asked.first else None
    moment = asked.as_known_on or store.clock()
    return accounts.control_account(ledger, months.parse(asked.month), moment, first)


def show_bridge(store: Store, person: str, asked: BridgeAsked) -> Bridge:
    """Return the bridge of a certified month."""
    require(person_now(store, person), Action.VIEW_PAYMENT, asked.contract)
    with store.read() as cursor:
        ledger = ledger_seen(store, cursor, asked.contract, asked.as_known_on)
        moment = asked.as_known_on or store.clock()
        return bridges.bridge(cursor, ledger, months.parse(asked.month), moment)


def send(store: Store, person: str, asked: SendAsked) -> LifeShown:
    """Send the statement of a month to the provider."""
    require(person_now(store, person), Action.DRAFT_STATEMENT, asked.contract)
    month = months.parse(asked.month)
    steps.send(store, person, asked.contract, month)
    return _life(store, asked.contract, month)


def against_sending(store: Store, person: str, asked: SendAsked) -> ReckonerError | None:
    """Return why the statement of a month cannot be sent now, as sending it would say; None where it can."""
    require(person_now(store, person), Action.DRAFT_STATEMENT, asked.contract)
    with standing_of(store, asked.contract, months.parse(asked.month)) as standing:
        return _refusal(lambda: turns.require_sendable(standing))


def against_certifying(store: Store, person: str, asked: CertifyAsked) -> ReckonerError | None:
    """Return why a person cannot certify the statement of a month now, as certifying would say; None where they can."""
    require(person_now(store, person), Action.CERTIFY_STATEMENT, asked.contract)
    with standing_of(store, asked.contract, months.parse(asked.month)) as standing:
        return _refusal(lambda: turns.require_certifiable(standing, person))


def _refusal(check: Callable[[], object]) -> ReckonerError | None:
    try:
        check()
    except ReckonerError as error:
        return error
    return None


def reply(store: Store, person: str, asked: ReplyAsked) -> LifeShown:
    """Record the provider's answer."""
    require(person_now(store, person), Action.REPLY_TO_STATEMENT, asked.contract)
    month = months.parse(asked.month)
    steps.reply(store, person, asked.contract, month, asked.line, asked.answer, asked.says, asked.draft)
    return _life(store, asked.contract, month)


def determine(store: Store, person: str, asked: DetermineAsked) -> LifeShown:
    """Record how a dispute ended."""
    require(person_now(store, person), Action.DETERMINE_DISPUTE, asked.contract)
    month = months.parse(asked.month)
    ended = (asked.outcome, asked.reference, asked.says)
    steps.determine(store, person, asked.contract, month, asked.line, *ended, asked.draft)
    return _life(store, asked.contract, month)


def certify(store: Store, person: str, asked: CertifyAsked) -> LifeShown:
    """Certify the statement of a month."""
    require(person_now(store, person), Action.CERTIFY_STATEMENT, asked.contract)
    month = months.parse(asked.month)
    steps.certify(store, person, asked.contract, month, asked.draft)
    return _life(store, asked.contract, month)


def pay(store: Store, person: str, asked: PaymentAsked) -> LifeShown:
    """Record a payment."""
    require(person_now(store, person), Action.RECORD_PAYMENT, asked.contract)
    month = months.parse(asked.month)
    steps.pay(store, person, asked.contract, month, asked.paid_on, asked.pence, asked.reference)
    return _life(store, asked.contract, month)


def _life(store: Store, contract: str, month: Month, as_known_on: datetime | None = None) -> LifeShown:
    with store.read() as cursor:
        ledger = ledger_seen(store, cursor, contract, as_known_on)
        kept = settlement(cursor, contract, as_known_on)
        return life_shown(ledger, kept, month, as_known_on or store.clock(), names(cursor))
