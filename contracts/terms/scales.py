"""Whole numbers by which a contract's points and multipliers become whole, so that SQL needs no fractions."""

from collections.abc import Iterable
from fractions import Fraction
from math import lcm

from contracts.contract import Contract


def scale_of(numbers: Iterable[Fraction]) -> int:
    """Return the smallest number by which all of these become whole."""
    return lcm(*(number.denominator for number in numbers))


def points_scale(contract: Contract) -> int:
    """Return the number by which every number of points in the contract becomes whole, multiplied or not."""
    rules = contract.deductions
    points = [rung.points for table in contract.bands.values() for rung in table.rungs if rung.points is not None]
    points += [points for _, points in rules.free_points.points] if rules.free_points else []
    slices = rules.ratchet.slices if rules.ratchet else ()
    points += [edge for part in slices for edge in (part.above, part.to) if edge is not None]
    points += [step.points for step in (rules.point.table or ())] if rules.point else []
    return scale_of(points) * multiplier_scale(contract)


def multiplier_scale(contract: Contract) -> int:
    """Return the number by which every multiplier of repeated failures becomes whole."""
    repeat = contract.deductions.repeat
    return scale_of(multiplier for _, multiplier in repeat.multiplier) if repeat else 1


def ratchet_scale(contract: Contract) -> int:
    """Return the number by which every multiplier of the ratchet becomes whole."""
    ratchet = contract.deductions.ratchet
    return scale_of(part.multiplier for part in ratchet.slices) if ratchet else 1
