"""Caps as terms: in the order in which they bite, which lines each limits, and to how much."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Any

from contracts.contract import Contract
from contracts.months import Month
from contracts.rules import Cap
from contracts.values import in_force

Row = dict[str, Any]

ROLLING = "rolling twelve months"
LEVELS = ("indicator", "service", "month", "contract year", ROLLING)


def in_order(contract: Contract) -> list[Cap]:
    """Return the caps in the order in which they bite: by level, then as the contract lists them."""
    return sorted(contract.caps, key=lambda cap: LEVELS.index(cap.per))


def rows(contract: Contract) -> dict[str, list[Row]]:
    """Return the three tables of caps; a cap's number is its place in the order in which they bite, from 1."""
    ordered = list(enumerate(in_order(contract), start=1))
    return {
        "term_cap": [{"cap": number, **_cap_row(cap)} for number, cap in ordered],
        "term_cap_amount": [{"cap": number, **row} for number, cap in ordered for row in _amounts(contract, cap)],
        "term_cap_line": [
            {"cap": number, **row, **_excess(contract, cap)} for number, cap in ordered for row in _lines(contract, cap)
        ],
    }


def _cap_row(cap: Cap) -> Row:
    return {"per": cap.per, "base": cap.of or "amount"}


def _excess(contract: Contract, cap: Cap) -> Row:
    return {
        "is_carried": int(cap.excess == "carried"),
        # A cap on any twelve months has a step of its own, for lines that say neither yes nor no.
        "is_steady": None if cap.per == ROLLING else int(cap.excess != "carried" and _is_steady(contract, cap)),
        # A carried amount that never expires may be charged in any later month.
        "expires_after": cap.expires_after.months if cap.expires_after else 12_000,
    }


def _is_steady(contract: Contract, cap: Cap) -> bool:
    """Say whether the limit stays the same throughout each of the cap's own months or years."""
    if cap.per != "contract year":
        return True
    starts = (start for start, _ in cap.amount or cap.percent or ())
    inside = [start for start in starts if contract.first_month < start <= contract.last_month]
    return cap.of in (None, "annual charge") and all(contract.month_of_year(start) == 1 for start in inside)


def _amounts(contract: Contract, cap: Cap) -> Iterator[Row]:
    first, end = contract.first_month, Month(contract.last_month + 2)
    schedule = cap.amount or cap.percent or ()
    starts = {first} | {start for start, _ in schedule if first < start < end}
    for start, stop in pairwise([*sorted(starts), end]):
        rate = (in_force(cap.percent or (), start) or Fraction(0)) / 100
        yield {
            "first_month": start,
            "end_month": stop,
            "pence": in_force(cap.amount or (), start) or 0,
            "rate": rate.numerator,
            "rate_scale": rate.denominator,
        }


def _lines(contract: Contract, cap: Cap) -> Iterator[Row]:
    """Yield which lines a cap limits; indicator 0 stands for lines of no indicator (reporting failures)."""
    services = list(contract.services)
    for number, indicator in enumerate(contract.indicators, start=1):
        group, name = number, indicator.id
        if cap.per == "service":
            group, name = services.index(indicator.service) + 1, indicator.service
        elif cap.per != "indicator":
            group = 0
        if cap.applies_to == "all" or name in cap.applies_to:
            kinds = (kind for kind in cap.limits if kind != "reporting")
            yield from ({"indicator": number, "kind": kind, "cap_group": group} for kind in kinds)
    if cap.on_the_whole_contract and "reporting" in cap.limits:
        yield {"indicator": 0, "kind": "reporting", "cap_group": 0}
