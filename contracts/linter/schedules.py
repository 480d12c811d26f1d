"""Dated terms: each says what holds from the first month on, and nothing about months outside the contract."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import Final

from contracts import months
from contracts.contract import Contract
from contracts.dated import terms_that_hold
from contracts.linter.finding import LintFinding, entry_of
from contracts.rules import Variation
from contracts.values import ALWAYS

_MAY_BEGIN_LATER: Final = ("weight", "minimum_denominator", "baseline_floor")
"""Until its first entry an indicator has none of them. What a floor lacks once it holds is a fault of its own."""


def terms_hold_from_the_start(contract: Contract) -> Iterator[LintFinding]:
    """C33: a dated term has an entry for the first month of the contract."""
    for path, clause, schedule in terms_that_hold(contract):
        may_begin_later = path[0] == "indicators" and any(key in path for key in _MAY_BEGIN_LATER)
        if schedule[0][0] > contract.first_month and not may_begin_later:
            found = f"a first entry for {months.label(schedule[0][0])}"
            expected = f"what holds from {months.label(contract.first_month)}, the first month"
            yield LintFinding("C33", path, found, expected, "Add an entry for the first month.", clause=clause)


def terms_lie_inside(contract: Contract) -> Iterator[LintFinding]:
    """C34: no entry of a dated term lies outside the contract's dates."""
    for path, clause, schedule in terms_that_hold(contract):
        for start, _ in schedule:
            # What is paid after the last day may bear interest still.
            if path[-1] != "base_rate" and start != ALWAYS and not contract.first_month <= start <= contract.last_month:
                found = f"an entry for {months.label(start)}"
                yield LintFinding(
                    "C34", entry_of(path, start), found, _term_of(contract), "Correct the month.", clause=clause
                )


def _term_of(contract: Contract) -> str:
    return f"months from {months.label(contract.first_month)} to {months.label(contract.last_month)}"


def prices_hold_from_the_start(contract: Contract) -> Iterator[LintFinding]:
    """C35: each charge line has its prices inside the contract's dates."""
    first, last = contract.contract.first_day, contract.contract.last_day
    for place, line in enumerate(contract.charge.lines):
        for start, _ in line.annual:
            if not months.first_day(months.of_day(first)) <= start <= last:
                expected = f"days from {first.isoformat()} to {last.isoformat()}"
                entry = entry_of(("charge", "lines", place, "annual"), start)
                yield LintFinding("C35", entry, f"a price from {start.isoformat()}", expected, "Correct the day.")


def variations_are_dated(contract: Contract) -> Iterator[LintFinding]:
    """C36: a variation is effective within the contract, from a month (a price: from a day), known once signed."""
    for place, variation in enumerate(contract.variations):
        path = ("variations", place, "effective")
        prices_only = all(change.startswith("charge.lines.") for change in variation.changes)
        start = read_effective(variation.effective, days_allowed=prices_only)
        if start is None:
            found, expected = (
                f"“{variation.effective}”",
                "a month such as 2016-09; a day only where prices alone change",
            )
            yield LintFinding("C36", path, found, expected, "Name the first month on the new terms.")
        elif not months.first_day(contract.first_month) <= start <= contract.contract.last_day:
            yield LintFinding("C36", path, f"“{variation.effective}”", _term_of(contract), "Correct the month.")
        if variation.known < variation.signed:
            found = f"known on {variation.known.isoformat()}, signed on {variation.signed.isoformat()}"
            path = ("variations", place, "known")
            yield LintFinding("C36", path, found, "a day on or after its signature", "Correct one of the two days.")


def order_of_variations_is_known(contract: Contract) -> Iterator[LintFinding]:
    """C36: of two variations of one term one is signed later, where it matters which of them is entered first."""
    for (_, one), (place, other) in combinations(enumerate(contract.variations), 2):
        for change in sorted(one.changes.keys() & other.changes.keys()) if one.signed == other.signed else ():
            if _order_matters(one, other):
                found = (
                    f"{one.ref}, signed on {one.signed.isoformat()} too, which changes “{change}” from {one.effective}"
                )
                expected = "one of the two signed on a later day, since the later signed wins"
                remedy = "Say both changes in one variation, or correct the day on which one was signed."
                yield LintFinding("C36", ("variations", place, "changes", change), found, expected, remedy)


def _order_matters(one: Variation, other: Variation) -> bool:
    """Say whether two variations of a term leave another schedule if they are entered the other way round.

    Those of one start take each other's place, and one that replaces the rest drops the other's later entry or not.
    """
    starts = [read_effective(each.effective, days_allowed=True) for each in (one, other)]
    if starts[0] is None or starts[1] is None:
        return False
    earlier = one if starts[0] < starts[1] else other
    return starts[0] == starts[1] or earlier.replaces == "the rest of the schedule"


def read_effective(text: str, *, days_allowed: bool) -> date | None:
    """Return the first day on a variation's terms, or None where the text is no month, or no day that is allowed."""
    try:
        return date.fromisoformat(text) if days_allowed and len(text) == 10 else months.first_day(months.parse(text))
    except (ValueError, months.NotAMonth):
        return None


RULES = (
    terms_hold_from_the_start,
    terms_lie_inside,
    prices_hold_from_the_start,
    variations_are_dated,
    order_of_variations_is_known,
)
