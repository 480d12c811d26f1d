"""Step 6: in which band of its indicator's table a value stands."""

import itertools
from fractions import Fraction

from contracts.contract import Contract
from contracts.indicators import BandTable, Indicator, Rung
from contracts.months import Month
from contracts.values import in_force
from tests.reference.exact import half_up, term
from tests.reference.figures import Figure


def value_of(indicator: Indicator, figure: Figure) -> Fraction:
    """Return a figure's value in the displayed unit: percentages are out of 100."""
    value = figure.numerator / figure.denominator
    return value * 100 if indicator.unit == "percent" else value


def best_to_worst(contract: Contract, indicator: Indicator, month: Month) -> list[Rung]:
    """Return the bands in force, best first. A ladder is written so; ranges have the better end first."""
    rungs = list(table_of(contract, indicator, month).rungs)
    if not _is_ranges(rungs):
        return rungs
    rungs.sort(key=lambda rung: (rung.from_ is not None, rung.from_ or 0), reverse=True)
    return rungs


def table_of(contract: Contract, indicator: Indicator, month: Month) -> BandTable:
    """Return the band table in force in a month."""
    return contract.bands[term(indicator.bands, month)]


def _is_ranges(rungs: list[Rung]) -> bool:
    return any(rung.from_ is not None or rung.below is not None for rung in rungs)


def band_of(contract: Contract, indicator: Indicator, month: Month, value: Fraction) -> int:
    """Return the place of a value's band, 1 being the best."""
    judged = _rounded(contract, value)
    if table_of(contract, indicator, month).judged_on == "distance from target":
        judged = _distance(indicator, month, judged)
    for place, rung in enumerate(best_to_worst(contract, indicator, month), start=1):
        if _holds(rung, judged):
            return place
    raise AssertionError("bands that leave a value out should have been refused")


def floor_of(contract: Contract, indicator: Indicator, month: Month, value: Fraction) -> int:
    """Return the place of the band that a value has at least: the floor's below it, else the best."""
    floor = indicator.baseline_floor
    if floor is None or (baseline := in_force(floor.value, month)) is None:
        return 1
    judged, tolerance = _rounded(contract, value), term(floor.tolerance, month)
    worse = judged > baseline + tolerance if indicator.better == "lower" else judged < baseline - tolerance
    named = [rung.status for rung in best_to_worst(contract, indicator, month)].index(term(floor.band, month)) + 1
    return named if worse else 1


def _holds(rung: Rung, judged: Fraction) -> bool:
    if rung.at_least is not None:
        return judged >= rung.at_least
    if rung.at_most is not None:
        return judged <= rung.at_most
    return (rung.from_ is None or judged >= rung.from_) and (rung.below is None or judged < rung.below)


def _rounded(contract: Contract, value: Fraction) -> Fraction:
    rounding = contract.rules.round_for_banding
    if rounding is None:
        return value
    places: int = 10**rounding.places
    return Fraction(half_up(value * places), places)


def _distance(indicator: Indicator, month: Month, value: Fraction) -> Fraction:
    """Return how much better than its target a value is; inside a range that is 0."""
    if indicator.within is not None:
        low, high = indicator.within.from_, indicator.within.to
        return min(value - low, high - value, Fraction(0))
    target = target_of(indicator, month)
    return value - target if indicator.better == "higher" else target - value


def target_of(indicator: Indicator, month: Month) -> Fraction:
    """Return the target of a month; on a plan, the straight line between its points."""
    if indicator.target is not None:
        return term(indicator.target, month)
    assert indicator.plan is not None
    points = indicator.plan.points
    if month <= points[0][0]:
        return points[0][1]
    for (start, low), (end, high) in itertools.pairwise(points):
        if start <= month <= end:
            return low + (high - low) * (month - start) / (end - start)
    return points[-1][1]
