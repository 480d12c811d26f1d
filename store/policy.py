"""Who may do what: the one place that decides it, for pages, the command line and everything that leaves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from contracts.errors import ReckonerError

EVERY_CONTRACT: Final = "*"


class Role(StrEnum):
    """What a person is appointed as, on one contract or on every contract."""

    BOARD_MEMBER = "board member"
    OFFICER = "officer"
    CERTIFYING_OFFICER = "certifying officer"
    PROVIDER = "provider"
    AUDITOR = "auditor"


class Action(StrEnum):
    """What a person may want to do with one contract.

    ``VIEW_ROWS`` is traded services, transport and finance rows; a transport route with so few pupils that it tells
    of one of them is working view and asks for ``VIEW_CASES``, as pseudonymous case rows do. ``RECORD_ACTION`` is to
    record a step that puts right what fails, and whether it was done; ``NOTE_PROGRESS`` is to report on it.
    ``DECIDE_DEDUCTION`` is to waive one, or to fix what stays of it. ``RECORD_MEETING`` covers what was decided there.
    ``NOTE_ON_CHART`` is to note an event, or to decide that a chart begins anew. ``RECORD_INVOICE`` covers credit
    notes.
    """

    VIEW_BOARD = "view board"
    VIEW_PAYMENT = "view payment"
    VIEW_ROWS = "view rows"
    VIEW_CASES = "view cases"
    CHECK_RETURN = "check return"
    ACCEPT_RETURN = "accept return"
    WRITE_CONTRACT = "write contract"
    DRAFT_STATEMENT = "draft statement"
    CERTIFY_STATEMENT = "certify statement"
    APPOINT_PEOPLE = "appoint people"
    RECORD_ACTION = "record action"
    NOTE_PROGRESS = "note progress"
    ASK_DECISION = "ask decision"
    RECORD_MEETING = "record meeting"
    NOTE_ON_CHART = "note on chart"
    RECORD_INDEX_VALUE = "record index value"
    RECORD_INCIDENT = "record incident"
    ASK_RELIEF = "ask relief"
    DECIDE_RELIEF = "decide relief"
    REPLY_TO_STATEMENT = "reply to statement"
    DETERMINE_DISPUTE = "determine dispute"
    RECORD_PAYMENT = "record payment"
    RECORD_INVOICE = "record invoice"
    WITHDRAW_INVOICE = "withdraw invoice"
    DECIDE_DEDUCTION = "decide deduction"
    PRICE_VARIATION = "price variation"
    RECORD_BENCHMARK = "record benchmark"
    ASK_WHAT_IF = "ask what if"


_EVERYONE: Final = tuple(Role)
_WORKING: Final = (Role.OFFICER, Role.CERTIFYING_OFFICER, Role.PROVIDER, Role.AUDITOR)

_MAY: Final[dict[Action, tuple[Role, ...]]] = {
    Action.VIEW_BOARD: _EVERYONE,
    Action.VIEW_PAYMENT: _EVERYONE,
    Action.VIEW_ROWS: _EVERYONE,
    Action.VIEW_CASES: _WORKING,
    Action.CHECK_RETURN: (Role.OFFICER, Role.PROVIDER),
    Action.ACCEPT_RETURN: (Role.OFFICER,),
    Action.WRITE_CONTRACT: (Role.OFFICER,),
    Action.DRAFT_STATEMENT: (Role.OFFICER,),
    Action.CERTIFY_STATEMENT: (Role.CERTIFYING_OFFICER,),
    Action.APPOINT_PEOPLE: (Role.OFFICER,),
    Action.RECORD_ACTION: (Role.OFFICER,),
    Action.NOTE_PROGRESS: (Role.OFFICER, Role.PROVIDER),
    Action.ASK_DECISION: (Role.OFFICER,),
    Action.RECORD_MEETING: (Role.OFFICER,),
    Action.NOTE_ON_CHART: (Role.OFFICER,),
    Action.RECORD_INDEX_VALUE: (Role.OFFICER,),
    Action.RECORD_INCIDENT: (Role.OFFICER,),
    Action.ASK_RELIEF: (Role.OFFICER, Role.PROVIDER),
    Action.DECIDE_RELIEF: (Role.BOARD_MEMBER, Role.CERTIFYING_OFFICER),
    Action.REPLY_TO_STATEMENT: (Role.PROVIDER,),
    Action.DETERMINE_DISPUTE: (Role.CERTIFYING_OFFICER,),
    Action.RECORD_PAYMENT: (Role.CERTIFYING_OFFICER,),
    Action.RECORD_INVOICE: (Role.OFFICER, Role.PROVIDER),
    Action.WITHDRAW_INVOICE: (Role.OFFICER,),
    Action.DECIDE_DEDUCTION: (Role.BOARD_MEMBER, Role.CERTIFYING_OFFICER),
    Action.RECORD_BENCHMARK: (Role.OFFICER,),
    Action.PRICE_VARIATION: (Role.OFFICER, Role.CERTIFYING_OFFICER, Role.AUDITOR),
    Action.ASK_WHAT_IF: _EVERYONE,
}

_DOING: Final[dict[Action, str]] = {
    Action.VIEW_BOARD: "Looking at the board’s page",
    Action.VIEW_PAYMENT: "Looking at payment statements",
    Action.VIEW_ROWS: "Looking at the rows behind a figure",
    Action.VIEW_CASES: "Looking at single cases",
    Action.CHECK_RETURN: "Checking a return",
    Action.ACCEPT_RETURN: "Accepting a return",
    Action.WRITE_CONTRACT: "Recording the contract file",
    Action.DRAFT_STATEMENT: "Sending a statement to the provider",
    Action.CERTIFY_STATEMENT: "Certifying a statement",
    Action.APPOINT_PEOPLE: "Appointing people",
    Action.RECORD_ACTION: "Recording an action",
    Action.NOTE_PROGRESS: "Reporting progress on an action",
    Action.ASK_DECISION: "Asking the board for a decision",
    Action.RECORD_MEETING: "Recording a meeting",
    Action.NOTE_ON_CHART: "Noting something on a chart",
    Action.RECORD_INDEX_VALUE: "Recording the value of an index",
    Action.RECORD_INCIDENT: "Recording an incident",
    Action.ASK_RELIEF: "Asking for relief",
    Action.DECIDE_RELIEF: "Deciding on relief",
    Action.REPLY_TO_STATEMENT: "Replying to a statement",
    Action.DETERMINE_DISPUTE: "Recording how a dispute ended",
    Action.RECORD_PAYMENT: "Recording a payment",
    Action.RECORD_INVOICE: "Recording an invoice or a credit note",
    Action.WITHDRAW_INVOICE: "Withdrawing an invoice or a credit note",
    Action.DECIDE_DEDUCTION: "Deciding about a deduction",
    Action.PRICE_VARIATION: "Working out the price of a variation",
    Action.RECORD_BENCHMARK: "Recording a benchmark",
    Action.ASK_WHAT_IF: "Asking what would have been",
}
"""What each is called when somebody may not do it."""


@dataclass(frozen=True)
class Appointment:
    """One role on one contract (or ``*``, every contract), on the days ``[from_day, until_day)``; open if null."""

    contract: str
    role: Role
    from_day: date
    until_day: date | None = None


@dataclass(frozen=True)
class Person:
    """A person with the appointments that hold on one day."""

    person: str
    name: str
    organisation: str
    appointments: tuple[Appointment, ...]

    def roles(self, contract: str) -> tuple[Role, ...]:
        """Return the roles held on a contract, those on every contract included."""
        held = {each.role for each in self.appointments if each.contract in (contract, EVERY_CONTRACT)}
        return tuple(role for role in Role if role in held)


@dataclass(frozen=True)
class Decision:
    """Whether something is allowed, the sentence that says why, and what was asked."""

    allowed: bool
    because: str
    action: Action
    contract: str


class NotAllowed(ReckonerError):
    """A person asked for something that is not theirs to do."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(decision.because)
        self.decision = decision


def decide(person: Person, action: Action, contract: str, title: str | None = None) -> Decision:
    """Decide whether a person may do something with a contract (``*``: with every contract).

    The sentence calls the contract by its title, where one is given. Give none to a person who has no role on it: they
    would learn from it that there is such a contract.
    """
    held = person.roles(contract)
    allowing = [role for role in held if role in _MAY[action]]
    if allowing:
        return Decision(True, f"“{action}” is open to {_spoken(allowing)} of this contract.", action, contract)
    who = _spoken(_MAY[action])
    yours = f"you are {_spoken(held)}" if held else "you have no appointment on it"
    called = "every contract" if contract == EVERY_CONTRACT else f"“{title or contract}”"
    because = f"{_DOING[action]} on {called} is for {who}; {yours}. Ask the contract officer."
    return Decision(False, because, action, contract)


def require(person: Person, action: Action, contract: str) -> None:
    """Go on only if a person may do something with a contract.

    Raises:
        NotAllowed: they may not; the message says who may.
    """
    decision = decide(person, action, contract)
    if not decision.allowed:
        raise NotAllowed(decision)


def contracts_visible(person: Person, known: Iterable[str]) -> tuple[str, ...]:
    """Return those of the known contracts that a person may look at, in the order given."""
    return tuple(contract for contract in known if person.roles(contract))


def _spoken(roles: Iterable[Role]) -> str:
    names = [f"{'an' if role[0] in 'aeiou' else 'a'} {role}" for role in roles]
    return " or ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
