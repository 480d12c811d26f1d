"""What a measure's points are worth in a month, and what is taken where there is nothing to judge."""

from fractions import Fraction
from typing import Any

from contracts.contract import Contract
from contracts.indicators import Indicator
from contracts.months import Month
from contracts.rounding import ROUNDED_TO
from contracts.terms.scales import points_scale, ratchet_scale
from contracts.terms.spans import statement_offset
from contracts.values import in_force

Row = dict[str, Any]


def taken(contract: Contract) -> Row:
    """Return for each data status what is taken and what it does to a run of failures."""
    when = contract.rules.when
    return {
        "missing_take": when.missing.take,
        "missing_run": when.missing.run,
        "below_minimum_take": when.below_minimum.taken_alone,
        "below_minimum_run": when.below_minimum.run,
        "nil_activity_take": when.nil_activity.take,
        "nil_activity_run": when.nil_activity.run,
        "not_measurable_take": when.not_measurable.take,
        "not_measurable_run": when.not_measurable.run,
        "relieved_take": "no deduction",
        "relieved_run": when.relieved.run,
    }


def points(contract: Contract, indicator: Indicator, month: Month) -> Row:
    """Return the multiplier, free points and ratchet of a measured month and the worth of a point in its priced one."""
    repeat, free, rate = contract.deductions.repeat, contract.deductions.free_points, rate_in(contract, month)
    multiplier = (in_force(repeat.multiplier, month) if repeat else None) or Fraction(1)
    free_points = (in_force(free.points, month) if free else None) or Fraction(0)
    each_service = free is not None and free.counted_for == "each service"
    scale = points_scale(contract)
    return {
        "multiplier": multiplier.numerator,
        "multiplier_scale": multiplier.denominator,
        "points_group": list(contract.services).index(indicator.service) + 1 if each_service else 0,
        "free_points": int(free_points * scale),
        "has_ratchet": int(contract.deductions.ratchet is not None),
        "points_scale": scale,
        "ratchet_scale": ratchet_scale(contract),
        "point_kind": point_kind(contract),
        "rate": rate.numerator,
        "rate_scale": rate.denominator,
        "points_rounded_to": ROUNDED_TO[contract.deductions.point.rounded_to] if contract.deductions.point else 0,
    }


def point_kind(contract: Contract) -> str:
    """Return how a point is worth something: in pounds, percent, by a table, or not at all."""
    point = contract.deductions.point
    if point is None:
        return "none"
    return "pounds" if point.pounds else "percent" if point.percent else "table"


def rate_in(contract: Contract, month: Month) -> Fraction:
    """Return what a point of a measured month is worth: pence, or a share of the base."""
    point, priced = contract.deductions.point, Month(month + statement_offset(contract))
    if point is None:
        return Fraction(0)
    if point.pounds:
        return Fraction(in_force(point.pounds, priced) or 0)
    return (in_force(point.percent or (), priced) or Fraction(0)) / 100
