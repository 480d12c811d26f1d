"""Targets and bands by month, with the edges of each band worked out once as exact numbers on goodness.

A band on distance from target begins at target + edge where higher is better, at edge - target on minus the value
where lower is better. So the sum that decides a band is one comparison of two whole-number products.
"""

from collections.abc import Iterator
from fractions import Fraction
from math import lcm
from typing import Any

from contracts.bands import Interval, intervals
from contracts.contract import Contract
from contracts.indicators import BandTable, Indicator, Plan
from contracts.months import Month
from contracts.terms import pricing
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


def table_in(contract: Contract, indicator: Indicator, month: Month) -> BandTable:
    """Return the band table in force in a month."""
    return contract.bands[str(in_force(indicator.bands, month))]


def bands_in(contract: Contract, indicator: Indicator, month: Month) -> tuple[Interval, ...]:
    """Return the bands in force in a month, best first."""
    return intervals(table_in(contract, indicator, month), lower_is_better=indicator.better == "lower")


def judgement_rows(contract: Contract, number: int, indicator: Indicator) -> Iterator[Row]:
    """Yield `term_judgement`: by what a measure is judged and priced, run of months by run of months."""
    within = indicator.within
    scale = lcm(within.from_.denominator, within.to.denominator) if within else 1
    rounding = contract.rules.round_for_banding
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
        }


def band_rows(contract: Contract, number: int, indicator: Indicator, points_scale: int) -> Iterator[Row]:
    """Yield `term_band`: every band's edges on goodness and its cost."""
    for first, _ in spans(contract, indicator):
        ladder = bands_in(contract, indicator, first)
        edges = [_edge(contract, indicator, first, band) for band in ladder]
        scale = lcm(*(edge.denominator for edge in edges))
        for place, band in enumerate(ladder):
            yield {
                "indicator": number,
                "first_month": first,
                "band": band.rank,
                "is_best": int(place == 0),
                "is_worst": int(place == len(ladder) - 1),
                "lowest": int(edges[place] * scale),
                "better_lowest": int(edges[max(place - 1, 0)] * scale),
                "edge_scale": scale,
                "fails": int(band.rung.fails),
                **_cost(contract, indicator, first, band, points_scale),
            }


def _edge(contract: Contract, indicator: Indicator, month: Month, band: Interval) -> Fraction:
    """Return where a band begins on goodness; the worst begins nowhere and its edge is never looked at."""
    if band.lowest is None:
        return Fraction(0)
    if table_in(contract, indicator, month).judged_on == "value" or indicator.within is not None:
        return band.lowest
    target = target_in(indicator, month) or Fraction(0)
    return band.lowest + (target if indicator.better == "higher" else -target)


def _cost(contract: Contract, indicator: Indicator, month: Month, band: Interval, points_scale: int) -> Row:
    """Return what a band costs: points, pence, a share of the base or pence a unit, each over its scale."""
    rung, kind, cost, allowance = band.rung, "pence", Fraction(0), Fraction(0)
    if rung.points is not None:
        scaled = int(rung.points * points_scale)
        return {"cost_kind": "points", "cost": scaled, "cost_scale": points_scale, "allowance": 0, "allowance_scale": 1}
    if rung.pounds is not None:
        cost = Fraction(rung.pounds)
    elif rung.percent is not None:
        kind, cost = "share", rung.percent / 100
    elif rung.per_unit is not None:
        kind, cost, allowance = "per unit", Fraction(rung.per_unit.pounds), rung.per_unit.above
    elif rung.share is not None:
        kind, cost = _share_of_risk(contract, indicator, month, rung.share / 100)
    return {
        "cost_kind": kind,
        "cost": cost.numerator,
        "cost_scale": cost.denominator,
        "allowance": allowance.numerator,
        "allowance_scale": allowance.denominator,
    }


def _share_of_risk(contract: Contract, indicator: Indicator, month: Month, share: Fraction) -> tuple[str, Fraction]:
    at_risk = contract.deductions.amount_at_risk
    weight = in_force(indicator.weight or (), month) or Fraction(0)
    if at_risk is None:
        return "pence", Fraction(0)
    priced = Month(month + statement_offset(contract))
    if at_risk.pounds is not None:
        return "pence", share * weight / 100 * Fraction(in_force(at_risk.pounds, priced) or 0)
    return "share", share * weight / 100 * (in_force(at_risk.percent or (), priced) or Fraction(0)) / 100
