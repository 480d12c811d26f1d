"""Relief, asked for and decided: whoever asked for it, handed in the figures or recorded the contract decides nothing.

Relief excuses nothing until it is agreed with the board's reference; from then on every month it is for is worked out
with it, and once more without it.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from pydantic import BaseModel

from contracts import months
from contracts.contract import Contract
from contracts.errors import ReckonerError
from contracts.relief import Effect
from contracts.wording import listed
from statements.asked import Figure, Name, Text
from statements.closing import require_open
from statements.documents import Document
from statements.ledgers import ledger_of
from store import relief as kept
from store.people import person_now
from store.policy import Action, require
from store.relief import Answer, Relief
from store.session import Store


class ReliefAsked(BaseModel):
    """Asks for relief: its effect, indicators and months, and with rows or counts what it is about."""

    contract: str
    effect: Effect
    indicators: tuple[Name, ...]
    first: str
    last: str
    rows: tuple[Name, ...] = ()
    numerator: Figure | None = None
    denominator: Figure | None = None
    percent: Decimal | None = None
    notice_day: date
    cause: Text
    particulars: Text


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


class ReliefNotAllowed(ReckonerError):
    """Relief of a kind that the contract does not have."""

    def __init__(self, contract: Contract, effect: str) -> None:
        agreed = contract.relief.agreed
        allowed = listed(f"“{each}”" for each in agreed.effects) if agreed else "none"
        super().__init__(f"Found “{effect}”. The relief that may be agreed under “{contract.id}”: {allowed}.")


class ReliefIncomplete(ReckonerError):
    """Relief of which something is missing or does not fit its effect."""

    def __init__(self, found: str, expected: str) -> None:
        super().__init__(f"Found {found}. Expected {expected}. Nothing was recorded.")


class NoSuchRelief(ReckonerError):
    """A number that no relief of the contract has."""

    def __init__(self, contract: str, relief: int) -> None:
        super().__init__(f"There is no relief {relief} of “{contract}”. Look the number up in the record.")


class NoReference(ReckonerError):
    """A decision without the board's reference."""

    def __init__(self) -> None:
        super().__init__("Give the board's reference for the decision: relief without one excuses nothing.")


class NotTheDecider(ReckonerError):
    """Somebody decides relief who has a part in what it is about."""

    def __init__(self, why: str) -> None:
        super().__init__(f"You {why}, so somebody else decides this relief.")


def propose(store: Store, person: str, asked: ReliefAsked) -> ReliefRecorded:
    """Record relief that is asked for; it excuses nothing yet.

    Raises:
        ReliefNotAllowed, ReliefIncomplete: nothing was recorded.
    """
    require(person_now(store, person), Action.ASK_RELIEF, asked.contract)
    wanted = _checked(ledger_of(store, asked.contract).frozen.contract, asked, person)
    detail = asked.model_dump(mode="json", exclude={"rows"})
    with store.write(person, "ask relief", asked.contract, detail=detail) as writing:
        number = kept.record_relief(writing, asked.contract, wanted)
    return ReliefRecorded(contract=asked.contract, relief=number, effect=asked.effect, decision=None, reference=None)


def decide(store: Store, person: str, asked: DecisionAsked) -> ReliefRecorded:
    """Record what was decided about relief; the later of two decisions counts from now on.

    Raises:
        NoSuchRelief, NoReference, NotTheDecider, ClosedForGood: nothing was recorded.
    """
    require(person_now(store, person), Action.DECIDE_RELIEF, asked.contract)
    if not asked.reference.strip():
        raise NoReference
    frozen = ledger_of(store, asked.contract).frozen
    author = frozen.version.person
    with store.read() as cursor:
        known = {one.relief: one for one in kept.relief_of(cursor, asked.contract)}
        if asked.relief not in known:
            raise NoSuchRelief(asked.contract, asked.relief)
        relief = known[asked.relief]
        handed_in = kept.uploaders(cursor, asked.contract, relief.first, relief.last)
    require_open(frozen.contract, relief.first, store.clock())
    for holds, why in (
        (person == relief.person, "asked for it"),
        (person in handed_in, "handed in a return that it is about"),
        (person == author, "recorded the contract file"),
    ):
        if holds:
            raise NotTheDecider(why)
    with store.write(person, "decide relief", asked.contract, detail=asked.model_dump()) as writing:
        kept.record_decision(writing, asked.relief, asked.decision, asked.reference.strip())
    return ReliefRecorded(effect=relief.effect, **asked.model_dump())


def _checked(contract: Contract, asked: ReliefAsked, person: str) -> Relief:
    if contract.relief.agreed is None or asked.effect not in contract.relief.agreed.effects:
        raise ReliefNotAllowed(contract, asked.effect)
    for found, expected in _faults(contract, asked):
        raise ReliefIncomplete(found, expected)
    first, last = months.parse(asked.first), months.parse(asked.last)
    figures = (asked.numerator, asked.denominator, asked.percent)
    why = (asked.notice_day, asked.cause.strip(), asked.particulars.strip())
    return Relief(0, asked.effect, first, last, *figures, *why, person, asked.indicators, asked.rows)


def _faults(contract: Contract, asked: ReliefAsked) -> Iterator[tuple[str, str]]:
    known = {one.id: one for one in contract.indicators}
    first, last = months.parse(asked.first), months.parse(asked.last)
    if not contract.first_month <= first <= last <= contract.last_month:
        span = f"from {months.label(contract.first_month)} to {months.label(contract.last_month)}"
        yield f"{asked.first} to {asked.last}", f"months {span}, in order"
    for name in asked.indicators:
        if name not in known:
            yield f"“{name}”", f"an indicator of the contract: {listed(known)}"
    if not asked.indicators or not asked.cause.strip() or not asked.particulars.strip():
        yield "no indicator, cause or particulars", "all three"
    if (asked.effect == "reduce_amount") != (asked.percent is not None):
        yield "a percentage with another effect, or none", "a percentage with reduce_amount, and only there"
    if asked.percent is not None and not 0 < asked.percent <= 100:
        yield f"{asked.percent}%", "more than 0 and at most 100"
    yield from _figure_faults(contract, asked)


def _figure_faults(contract: Contract, asked: ReliefAsked) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with rows and counts."""
    named = [one for one in contract.indicators if one.id in asked.indicators]
    has_figure = asked.numerator is not None or asked.denominator is not None
    if asked.effect not in ("remove_rows", "count_as_met"):
        if asked.rows or has_figure:
            yield "rows or counts", f"neither with {asked.effect}"
        return
    yield from _source_faults(asked, [one.dataset == "ehc_assessments" for one in named], has_figure=has_figure)
    if min(asked.numerator or 0, asked.denominator or 0) < 0:
        yield "a count below 0", "0 or more"
    if asked.effect == "count_as_met":
        if asked.denominator is not None:
            yield "a denominator with count_as_met", "only a numerator: what counts as met stays in the denominator"
        for one in named:
            if one.measure.of is None:
                yield f"count_as_met for “{one.id}”, which has no denominator", "remove_rows or another effect"


def _source_faults(asked: ReliefAsked, from_cases: list[bool], *, has_figure: bool) -> Iterator[tuple[str, str]]:
    """Yield what does not fit where figures come from: cases are named by their rows, others by how much of them."""
    if any(from_cases) and not all(from_cases):
        yield "indicators counted from cases beside others", "one or the other in one relief"
    elif any(from_cases) and (not asked.rows or has_figure):
        yield "counts, or no rows, for an indicator counted from cases", "the keys of the case rows, and no counts"
    elif not any(from_cases) and (asked.rows or not has_figure):
        yield "rows, or no counts, for a stated or summed figure", "how much of the numerator and denominator it is"
