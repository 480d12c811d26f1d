"""Caps as terms: in the order in which they bite, which lines each limits, and to how much."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Any

from contracts.bases import base_place, lines_of_cap
from contracts.caps import LOSSES, Cap
from contracts.contract import Contract
from contracts.earned import earned_lines
from contracts.months import Month
from contracts.shares import Guarantee, Share
from contracts.terms.spans import statement_offset
from contracts.values import in_force

Row = dict[str, Any]

OF_NO_INDICATOR = ("reporting", *LOSSES)
ROLLING = "rolling twelve months"
LEVELS = ("indicator", "service", "month", "contract year", ROLLING)


def in_order(contract: Contract) -> list[Cap]:
    """Return the caps in the order in which they bite: by level, then as the contract lists them."""
    return sorted(contract.caps, key=lambda cap: LEVELS.index(cap.per))


def rows(contract: Contract) -> dict[str, list[Row]]:
    """Return the tables of caps; a cap's number is its place in the order in which they bite, from 1."""
    ordered = list(enumerate(in_order(contract), start=1))
    return {
        "term_cap": [{"cap": number, **_cap_row(contract, cap), **_walk(contract, number)} for number, cap in ordered],
        "term_cap_amount": [{"cap": number, **row} for number, cap in ordered for row in _amounts(contract, cap)],
        "term_cap_line": [
            {"cap": number, **row, **_excess(contract, cap)} for number, cap in ordered for row in _lines(contract, cap)
        ],
        "term_limited": list(_limited(contract)),
    }


def _limited(contract: Contract) -> Iterator[Row]:
    """Yield the guarantees whose shortfalls, and the shares whose pains, some cap limits."""
    limited = {kind for cap in contract.caps for kind in cap.limits}
    for number, line in earned_lines(contract):
        if isinstance(line, Guarantee | Share) and line.loss in limited:
            yield {"charge_line": number, "kind": line.loss}


def _cap_row(contract: Contract, cap: Cap) -> Row:
    return {
        "per": cap.per,
        "base": cap.of or "amount",
        "charge_base": base_place(contract, lines_of_cap(contract, cap)),
    }


def _walk(contract: Contract, number: int) -> Row:
    """Return the first and last of the caps that are gone through together with this one, month by month, if any."""
    together = [place for place, cap in enumerate(in_order(contract), start=1) if _looks_back(contract, cap)]
    if number not in together:
        return {"walk_first": None, "walk_last": None}
    return {"walk_first": together[0], "walk_last": together[-1]}


def _looks_back(contract: Contract, cap: Cap) -> bool:
    """Say whether a cap counts what was deducted after all caps, or what came back since."""
    restores = contract.earn_back is not None and contract.earn_back.restores_headroom
    return cap.per == ROLLING or (restores and cap.per == "contract year")


def last_to_charge(contract: Contract, cap: Cap, stated: Month) -> Month:
    """Return the last month that may charge what a cap carries of a line of a statement month."""
    excess = _excess(contract, cap)
    return Month(min(stated + excess["expires_after"], excess["last_month"]))


def _excess(contract: Contract, cap: Cap) -> Row:
    return {
        "is_carried": int(cap.excess == "carried"),
        # Caps that look back have a step of their own, for lines that say neither yes nor no.
        "is_steady": None if _looks_back(contract, cap) else int(_is_steady(contract, cap)),
        "is_owed": int(cap.at_end == "owed"),
        "last_month": contract.last_month + statement_offset(contract),
        # A carried amount that never expires may be charged in any later month.
        "expires_after": cap.expires_after.months if cap.expires_after else 12_000,
    }


def _is_steady(contract: Contract, cap: Cap) -> bool:
    """Say whether excess is lost, and the limit stays the same throughout each of the cap's own months or years."""
    if cap.excess == "carried":
        return False
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
    """Yield which lines a cap limits; indicator 0 stands for lines of no indicator, which only some caps limit."""
    services = list(contract.services)
    for number, indicator in enumerate(contract.indicators, start=1):
        group, name = number, indicator.id
        if cap.per == "service":
            group, name = services.index(indicator.service) + 1, indicator.service
        elif cap.per != "indicator":
            group = 0
        if cap.applies_to == "all" or name in cap.applies_to:
            kinds = (kind for kind in cap.limits if kind not in OF_NO_INDICATOR)
            yield from ({"indicator": number, "kind": kind, "cap_group": group} for kind in kinds)
    if cap.on_the_whole_contract:
        of_none = (kind for kind in cap.limits if kind in OF_NO_INDICATOR)
        yield from ({"indicator": 0, "kind": kind, "cap_group": 0} for kind in of_none)
