"""What is asked for as relief, and everything that is wrong with it: every fault is told at once."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from pydantic import BaseModel

from contracts import months
from contracts.contract import Contract
from contracts.errors import ReckonerError
from contracts.indicators import Indicator
from contracts.relief import Effect
from contracts.wording import listed
from statements.asked import Figure, Name, Text

Fault = tuple[str, str]
"""What was found, and what was expected."""

_PERCENT_PLACES: Final = 2
_COUNT_PLACES: Final = 6
"""The store keeps a percentage to two decimal places, and counts to six."""


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


class ReliefNotAllowed(ReckonerError):
    """Relief of a kind that the contract does not have."""

    def __init__(self, contract: Contract, effect: str) -> None:
        agreed = contract.relief.agreed
        allowed = listed(f"“{each}”" for each in agreed.effects) if agreed else "none"
        super().__init__(f"Found “{effect}”. The relief that may be agreed under “{contract.id}”: {allowed}.")


class ReliefIncomplete(ReckonerError):
    """Relief of which something is missing or does not fit its effect: all of it."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        said = " ".join(f"Found {found}. Expected {expected}." for found, expected in faults)
        super().__init__(f"{said} Nothing was recorded.")
        self.faults = faults


def faults_of(contract: Contract, asked: ReliefAsked) -> Iterator[Fault]:
    """Yield everything that is wrong with relief that is asked for."""
    known = {one.id: one for one in contract.indicators}
    yield from _month_faults(contract, asked)
    if not asked.indicators:
        yield "no indicator", f"at least one of the contract’s: {listed(known)}"
    for name in asked.indicators:
        if name not in known:
            yield f"“{name}”", f"an indicator of the contract: {listed(known)}"
    if not asked.cause.strip():
        yield "no cause", "what made the relief necessary"
    if not asked.particulars.strip():
        yield "no particulars", "what is put forward for it, without personal data"
    yield from _percent_faults(asked)
    yield from _figure_faults(contract, asked)


def _month_faults(contract: Contract, asked: ReliefAsked) -> Iterator[Fault]:
    read = []
    for text in (asked.first, asked.last):
        try:
            read.append(months.parse(text))
        except months.NotAMonth:
            yield f"“{text}”", "a month, such as 2016-11"
    if len(read) == 2 and not contract.first_month <= read[0] <= read[1] <= contract.last_month:
        span = f"from {months.label(contract.first_month)} to {months.label(contract.last_month)}"
        yield f"{asked.first} to {asked.last}", f"months {span}, in order"


def _percent_faults(asked: ReliefAsked) -> Iterator[Fault]:
    if asked.effect != "reduce_amount":
        if asked.percent is not None:
            yield f"a percentage with {asked.effect}", "a percentage with reduce_amount alone"
        return
    if asked.percent is None:
        yield "no percentage", "how much is taken off what a failure costs, such as 25"
    elif not 0 < asked.percent <= 100:
        yield f"{asked.percent}%", "more than 0 and at most 100"
    elif _is_finer(asked.percent, _PERCENT_PLACES):
        yield f"{asked.percent}%", "at most two decimal places, because more would be rounded"


def _figure_faults(contract: Contract, asked: ReliefAsked) -> Iterator[Fault]:
    """Yield what is wrong with rows and counts."""
    if asked.effect not in ("remove_rows", "count_as_met"):
        if asked.rows or _has_count(asked):
            yield "rows or counts", f"neither with {asked.effect}"
        return
    from_cases = [_is_from_cases(one) for one in contract.indicators if one.id in asked.indicators]
    yield from _source_faults(asked, from_cases)
    for name, count in (("numerator", asked.numerator), ("denominator", asked.denominator)):
        if count is not None:
            yield from _count_faults(name, count)
    if asked.effect == "count_as_met":
        yield from _met_faults(contract, asked, by_cases=any(from_cases))


def _met_faults(contract: Contract, asked: ReliefAsked, *, by_cases: bool) -> Iterator[Fault]:
    """Yield what is wrong with what counts as met. A case counts for every indicator that is counted from cases."""
    if asked.denominator is not None:
        yield "a denominator with count_as_met", "only a numerator: what counts as met stays in the denominator"
    for one in contract.indicators:
        if one.may_count_as_met:
            continue
        found, expected = _why_not_met(one)
        if one.id in asked.indicators:
            yield f"count_as_met for “{one.id}”, {found}", expected
        elif by_cases and _is_from_cases(one):
            yield f"count_as_met for cases that “{one.id}” counts as well, {found}", expected


def _why_not_met(one: Indicator) -> Fault:
    if one.measure.of is None:
        return "which has no denominator", "remove_rows or another effect"
    instead = "remove_rows or excuse_measure: what counts as met"
    if one.better == "lower":
        return "where lower is better", f"{instead} would raise the figure"
    return "whose target is a range", f"{instead} could take the figure out of it"


def _is_from_cases(one: Indicator) -> bool:
    return one.dataset == "ehc_assessments"


def _source_faults(asked: ReliefAsked, from_cases: list[bool]) -> Iterator[Fault]:
    """Yield what does not fit where figures come from: cases are named by their rows, others by how much of them."""
    if any(from_cases) and not all(from_cases):
        yield "indicators counted from cases beside others", "one or the other in one relief"
    elif any(from_cases):
        if not asked.rows:
            yield "no case rows for an indicator counted from cases", "the keys of the cases that it is about"
        if _has_count(asked):
            yield "counts for an indicator counted from cases", "the keys of the cases, and no counts"
    elif from_cases:
        if asked.rows:
            yield "case rows for a stated or summed figure", "how much of the numerator and denominator it is"
        if not _has_count(asked):
            yield "no counts", "how much of the numerator or denominator of each month it is"


def _count_faults(name: str, count: Decimal) -> Iterator[Fault]:
    if count < 0:
        yield f"{count} of the {name}, which is below 0", "0 or more"
    if _is_finer(count, _COUNT_PLACES):
        yield f"{count} of the {name}", "at most six decimal places, because more would be rounded"


def _is_finer(value: Decimal, places: int) -> bool:
    """Say whether a value has digits beyond so many decimal places; noughts at its end are none."""
    return Fraction(value) % Fraction(1, 10**places) != 0


def _has_count(asked: ReliefAsked) -> bool:
    return asked.numerator is not None or asked.denominator is not None
