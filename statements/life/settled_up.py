"""What can be asked about decisions on deductions and about the final account, each with its request."""

from typing import Literal

from pydantic import BaseModel

from contracts import months
from statements.asked import Moment, Pence, Text
from statements.ledgers import ledger_of
from statements.life import final, steps
from statements.life.deductions import Register, Ruling, register
from statements.life.final import FinalAccount
from store.people import names, person_now
from store.policy import Action, require
from store.session import Store


class RegisterAsked(BaseModel):
    """Asks for the waiver register; without a moment, as known now."""

    contract: str
    as_known_on: Moment | None = None


class FinalAccountAsked(RegisterAsked):
    """Asks for the final account."""


class RulingAsked(BaseModel):
    """Decides about a deduction: ``pence`` is the sum that a waiver forgoes, or else the amount that stays of it.

    ``line`` counts on the last draft that was sent, which is ``draft`` where that is said, or else on the newest.
    """

    contract: str
    month: str
    line: int
    decision: Literal["waiver", "agreed amount", "determined amount"]
    pence: Pence
    reason: Text
    authority: Text
    draft: int | None = None


def show_register(store: Store, person: str, asked: RegisterAsked) -> Register:
    """Return every decision about a deduction of a contract."""
    require(person_now(store, person), Action.VIEW_PAYMENT, asked.contract)
    ledger = ledger_of(store, asked.contract, asked.as_known_on)
    with store.read() as cursor:
        return register(ledger, names(cursor))


def show_final_account(store: Store, person: str, asked: FinalAccountAsked) -> FinalAccount:
    """Return the final account of a contract that is over."""
    require(person_now(store, person), Action.VIEW_PAYMENT, asked.contract)
    return final.final_account(ledger_of(store, asked.contract, asked.as_known_on))


def decide(store: Store, person: str, asked: RulingAsked) -> Register:
    """Record what was decided about a deduction, and return the register with it."""
    require(person_now(store, person), Action.DECIDE_DEDUCTION, asked.contract)
    ruling = Ruling(asked.decision, asked.pence, asked.reason, asked.authority)
    steps.decide(store, person, asked.contract, months.parse(asked.month), asked.line, ruling, asked.draft)
    return show_register(store, person, RegisterAsked(contract=asked.contract))
