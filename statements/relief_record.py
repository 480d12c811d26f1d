"""Relief, asked for and decided: whoever asked for it, handed in the figures or recorded the contract decides nothing.

Relief excuses nothing until it is agreed with the board's reference; from then on every month it is for is worked out
with it, and once more without it.
"""

from pydantic import BaseModel

from contracts import months
from contracts.contract import Contract
from contracts.errors import ReckonerError
from contracts.relief import Effect
from statements.asked import Text
from statements.closing import require_open
from statements.documents import Document
from statements.ledgers import ledger_of
from statements.relief_asked import Fault, ReliefAsked, ReliefIncomplete, ReliefNotAllowed, faults_of
from store import relief as kept
from store.contract_versions import authors
from store.people import person_now
from store.policy import Action, require
from store.relief import Answer, Relief
from store.session import Store


class DecisionAsked(BaseModel):
    """Decides relief, with the board's reference."""

    contract: str
    relief: int
    decision: Answer
    reference: Text


class ReliefRecorded(Document):
    """Relief as it stands on record; without a decision it excuses nothing."""

    contract: str
    relief: int
    effect: Effect
    decision: Answer | None
    reference: str | None


class NoSuchRelief(ReckonerError):
    """A number that no relief of the contract has."""

    def __init__(self, contract: str, relief: int) -> None:
        super().__init__(
            f"“{contract}” has no relief {relief}. List what it has with: reckoner relief-register {contract}. "
            "Nothing was recorded."
        )


class NoReference(ReckonerError):
    """A decision without the board's reference."""

    def __init__(self) -> None:
        super().__init__("Give the board's reference for the decision: relief without one excuses nothing.")


class NotTheDecider(ReckonerError):
    """Somebody decides relief who has a part in what it is about."""

    def __init__(self, why: str) -> None:
        super().__init__(f"You {why}, so somebody else decides this relief.")


def propose(store: Store, person: str, asked: ReliefAsked, unread: tuple[Fault, ...] = ()) -> ReliefRecorded:
    """Record relief that is asked for; it excuses nothing yet.

    Args:
        store: of the contract.
        person: who asks.
        asked: what for.
        unread: what could not be read of what they typed, to be told with all else; then nothing is recorded.

    Raises:
        ReliefNotAllowed, ReliefIncomplete: nothing was recorded.
    """
    require(person_now(store, person), Action.ASK_RELIEF, asked.contract)
    wanted = _checked(ledger_of(store, asked.contract).frozen.contract, asked, person, unread)
    detail = asked.model_dump(mode="json", exclude={"rows"})
    with store.write(person, "ask relief", asked.contract, detail=detail) as writing:
        number = kept.record_relief(writing, asked.contract, wanted)
    return ReliefRecorded(contract=asked.contract, relief=number, effect=asked.effect, decision=None, reference=None)


def decide(store: Store, person: str, asked: DecisionAsked) -> ReliefRecorded:
    """Record what was decided about relief; the later of two decisions counts from now on.

    Raises:
        NoSuchRelief, NoReference, NotTheDecider, ClosedForGood: nothing was recorded.
    """
    relief = require_decider(store, person, asked.contract, asked.relief)
    if not asked.reference.strip():
        raise NoReference
    with store.write(person, "decide relief", asked.contract, detail=asked.model_dump()) as writing:
        kept.record_decision(writing, asked.relief, asked.decision, asked.reference.strip())
    return ReliefRecorded(effect=relief.effect, **asked.model_dump())


def require_decider(store: Store, person: str, contract: str, number: int) -> Relief:
    """Return relief of a contract if a person may decide it now; a page that offers to decide asks this too.

    Raises:
        NotAllowed, NoSuchRelief, NotTheDecider, ClosedForGood: they may not.
    """
    require(person_now(store, person), Action.DECIDE_RELIEF, contract)
    frozen = ledger_of(store, contract).frozen
    with store.read() as cursor:
        known = {one.relief: one for one in kept.relief_of(cursor, contract)}
        if number not in known:
            raise NoSuchRelief(contract, number)
        relief = known[number]
        handed_in = kept.uploaders(cursor, contract, relief.first, relief.last)
        recorded = authors(cursor, contract)
    require_open(frozen.contract, relief.first, store.clock())
    for holds, why in (
        (person == relief.person, "asked for it"),
        (person in handed_in, "handed in a return that it is about"),
        (person in recorded, "recorded the contract file"),
    ):
        if holds:
            raise NotTheDecider(why)
    return relief


def _checked(contract: Contract, asked: ReliefAsked, person: str, unread: tuple[Fault, ...]) -> Relief:
    if contract.relief.agreed is None or asked.effect not in contract.relief.agreed.effects:
        raise ReliefNotAllowed(contract, asked.effect)
    if faults := (*unread, *faults_of(contract, asked)):
        raise ReliefIncomplete(faults)
    first, last = months.parse(asked.first), months.parse(asked.last)
    figures = (asked.numerator, asked.denominator, asked.percent)
    why = (asked.notice_day, asked.cause.strip(), asked.particulars.strip())
    # Named twice is named once.
    named, rows = (tuple(dict.fromkeys(each)) for each in (asked.indicators, asked.rows))
    return Relief(0, asked.effect, first, last, *figures, *why, person, named, rows)
