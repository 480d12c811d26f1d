"""Targets and bands by month, with the edges of each band worked out once as exact numbers on goodness.

A band on distance from target begins at target + edge where higher is better, at edge - target on minus the value
where lower is better. So the sum that decides a band is one comparison of two whole-number products.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import lcm
from typing import Any

from contracts.bands import Interval, intervals
from contracts.bases import SHARE_KINDS, base_place, lines_of_failure
from contracts.contract import Contract
from contracts.indicators import BandTable, Indicator, Plan, Rung
from contracts.linear import Linear, Stretch
from contracts.months import Month
from contracts.rounding import ROUNDED_TO
from contracts.terms import pricing
from contracts.terms.floors import above_floor, floor_in
from contracts.terms.spans import spans, statement_offset
from contracts.values import in_force

Row = dict[str, Any]


def target_in(indicator: Indicator, month: Month) -> Fraction | None:
    """Return the target of a month in the displayed unit, or None where there is none (or it is a range)."""
    if indicator.plan is not None:
        return _planned(indicator.plan, month)
    return in_force(indicator.target, month) if indicator.target else None


def _planned(plan: Plan, month: Month) -> Fraction:
    before = [point for point in plan.points if point[0] <= month]
    after = [point for point in plan.points if point[0] > month]
    if not before or not after:
        return (before[-1] if before else after[0])[1]
    (start, low), (end, high) = before[-1], after[0]
    return low + (high - low) * Fraction(month - start, end - start)


def stretches_in(indicator: Indicator, month: Month, linear: Linear) -> tuple[Stretch, ...]:
    """Return from which value to which a linear cost of an indicator runs in a month, on both sides of a range."""
    return linear.stretches(target_in(indicator, month) or Fraction(0), indicator.within)


def table_in(contract: Contract, indicator: Indicator, month: Month) -> BandTable:
    """Return the band table in force in a month."""
    return contract.bands[str(in_force(indicator.bands, month))]


def bands_in(contract: Contract, indicator: Indicator, month: Month) -> tuple[Interval, ...]:
    """Return the bands in force in a month, best first, as a baseline floor leaves them.

    Better bands begin where the floor lies, if they began below it, so that what is worse stands in the band it names.
    """
    ladder, floor = stated_bands(contract, indicator, month), floor_in(indicator, month)
    if floor is None:
        return ladder
    return above_floor(ladder, floor.band, on_goodness(contract, indicator, month, floor.edge))


def stated_bands(contract: Contract, indicator: Indicator, month: Month) -> tuple[Interval, ...]:
    """Return the bands in force in a month, best first, as their table states them."""
    return intervals(table_in(contract, indicator, month), lower_is_better=indicator.better == "lower")


def on_goodness(contract: Contract, indicator: Indicator, month: Month, value: Fraction) -> Fraction:
    """Return where a value lies on the goodness of the table in force; the target is no range."""
    by_value = table_in(contract, indicator, month).judged_on == "value"
    from_ = Fraction(0) if by_value else target_in(indicator, month) or Fraction(0)
    return from_ - value if indicator.better == "lower" else value - from_


def judgement_rows(contract: Contract, number: int, indicator: Indicator) -> Iterator[Row]:
    """Yield `term_judgement`: by what a measure is judged and priced, run of months by run of months."""
    within = indicator.within
    scale = lcm(within.from_.denominator, within.to.denominator) if within else 1
    rounding = contract.rules.round_for_banding
    bases = {
        f"base_of_{kind.replace(' ', '_')}": base_place(contract, lines_of_failure(contract, indicator, kind))
        for kind in SHARE_KINDS
    }
    for first, _ in spans(contract, indicator):
        yield {
            "indicator": number,
            "first_month": first,
            **pricing.taken(contract),
            "unit_factor": 100 if indicator.unit == "percent" else 1,
            "sign": {"higher": 1, "lower": -1, "within range": 0}[indicator.better],
            "within_low": int(within.from_ * scale) if within else 0,
            "within_high": int(within.to * scale) if within else 0,
            "within_scale": scale,
            "rounding_scale": 10**rounding.places if rounding else 0,
            "worst_band": len(bands_in(contract, indicator, first)),
            **pricing.points(contract, indicator, first),
            "costs_rounded_to": ROUNDED_TO[table_in(contract, indicator, first).rounded_to],
            **bases,
        }


def band_rows(contract: Contract, number: int, indicator: Indicator, points_scale: int) -> Iterator[Row]:
    """Yield `term_band`: every band's edges on goodness, its status and its cost."""
    numbers = dict[tuple[str, int], int]()
    for first, _ in spans(contract, indicator):
        ladder = bands_in(contract, indicator, first)
        edges = [_edge(contract, indicator, first, band) for band in ladder]
        scale = lcm(*(edge.denominator for edge in edges))
        statuses = statuses_of(ladder)
        for place, band in enumerate(ladder):
            yield {
                "indicator": number,
                "first_month": first,
                "band": band.rank,
                "status": numbers.setdefault(statuses[place], len(numbers) + 1),
                "is_best": int(place == 0),
                "is_worst": int(place == len(ladder) - 1),
                "lowest": int(edges[place] * scale),
                "better_lowest": int(edges[max(place - 1, 0)] * scale),
                "edge_scale": scale,
                "fails": int(band.rung.fails),
                **_cost(contract, indicator, first, band, points_scale),
            }


def statuses_of(ladder: Sequence[Interval]) -> list[tuple[str, int]]:
    """Return the status of each band, in the contract's word, with its place among those of that word, best first.

    That is what a band has in common with one of another table, whatever place it has in either.
    """
    words = [band.rung.status for band in ladder]
    return [(word, words[: place + 1].count(word)) for place, word in enumerate(words)]


def _edge(contract: Contract, indicator: Indicator, month: Month, band: Interval) -> Fraction:
    """Return where a band begins on goodness; the worst begins nowhere and its edge is never looked at."""
    if band.lowest is None:
        return Fraction(0)
    if table_in(contract, indicator, month).judged_on == "value" or indicator.within is not None:
        return band.lowest
    target = target_in(indicator, month) or Fraction(0)
    return band.lowest + (target if indicator.better == "higher" else -target)


def _cost(contract: Contract, indicator: Indicator, month: Month, band: Interval, points_scale: int) -> Row:
    """Return what a band costs: points, pence, a share of the base or pence a unit, over its scale; linear, in full."""
    rung, due, kind, cost = band.rung, band.rung.due, "pence", Fraction(0)
    if rung.points is not None:
        kind, cost = "points", rung.points
    elif rung.per_unit is not None:
        kind, cost = "per unit", Fraction(rung.per_unit.pounds)
    elif due.pounds is not None:
        cost = Fraction(due.pounds)
    elif due.percent is not None:
        kind, cost = "share", due.percent / 100
    elif due.share is not None:
        kind, cost = _share_of_risk(contract, indicator, month, due.share / 100)
    scale = points_scale if kind == "points" else cost.denominator
    return {
        "cost_kind": kind,
        "cost": int(cost * scale),
        "cost_scale": scale,
        **_by_value(rung, indicator, month),
    }


def _by_value(rung: Rung, indicator: Indicator, month: Month) -> Row:
    """Return from where on a value costs something, which way is dearer, and how far on all is due (0: never).

    Of a range that is below it; from its upper end on, a value costs something too, and all is due after another way.
    """
    allowance = rung.per_unit.above if rung.per_unit else Fraction(0)
    (first, *upper) = stretches_in(indicator, month, rung.linear) if rung.linear else ((allowance, allowance),)
    scale = lcm(*(end.denominator for stretch in (first, *upper) for end in stretch))
    return {
        "allowance": int(first[0] * scale),
        "allowance_scale": scale,
        "dearer_way": -1 if first[1] < first[0] else 1,
        "all_due_after": int(abs(first[1] - first[0]) * scale),
        "upper_allowance": int(upper[0][0] * scale) if upper else None,
        "upper_due_after": int((upper[0][1] - upper[0][0]) * scale) if upper else None,
    }


def _share_of_risk(contract: Contract, indicator: Indicator, month: Month, share: Fraction) -> tuple[str, Fraction]:
    at_risk = contract.deductions.amount_at_risk
    weight = in_force(indicator.weight or (), month) or Fraction(0)
    if at_risk is None:
        return "pence", Fraction(0)
    priced = Month(month + statement_offset(contract))
    if at_risk.pounds is not None:
        return "pence", share * weight / 100 * Fraction(in_force(at_risk.pounds, priced) or 0)
    return "share at risk", share * weight / 100 * (in_force(at_risk.percent or (), priced) or Fraction(0)) / 100
