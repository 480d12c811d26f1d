"""What a band is worth in pounds, as the linter's warnings reckon it: a first failure by itself, in one month.

A month's charge is taken as a twelfth of the annual prices as they are written. Free points, the ratchet, repeats and
the indices that prices follow are left out: they make a failure cheaper or dearer, depending on what else happens. What
is paid beside the charge is not known beforehand: of a base that has such lines only those of the charge are counted,
and a cap on such a base is left out.
"""

from dataclasses import dataclass, replace
from fractions import Fraction

from contracts import months
from contracts.bands import Interval
from contracts.bases import Lines, ShareKind, lines_of_cap, lines_of_failure
from contracts.caps import Cap
from contracts.contract import Contract
from contracts.indicators import Indicator, Rung
from contracts.linear import share_due
from contracts.months import Month
from contracts.terms.calendar import contract_months, is_measured
from contracts.terms.floors import that_hold_values
from contracts.terms.judgement import bands_in, stretches_in, table_in, target_in
from contracts.terms.pricing import rate_in
from contracts.terms.spans import statement_offset
from contracts.values import in_force


def measured_months(contract: Contract, indicator: Indicator) -> list[Month]:
    """Return the months of the contract in which an indicator is measured."""
    return [month for month in map(Month, contract_months(contract)) if is_measured(indicator, month)]


def bands_of(contract: Contract, indicator: Indicator, month: Month) -> tuple[Interval, ...]:
    """Return the bands in which a measure of a month may stand, best first."""
    return that_hold_values(bands_in(contract, indicator, month))


def year_charge(contract: Contract, month: Month, named: Lines | None = None) -> Fraction:
    """Return the annual prices in force on a month's last day, of all charge lines or of those named, in pence."""
    day = months.first_day(Month(month + 1))
    prices = (
        max((start, pence) for start, pence in line.annual if start < day)
        for line in contract.charge.lines
        if line.annual[0][0] < day and (named is None or line.id in named)
    )
    return Fraction(sum(pence for _, pence in prices))


def month_charge(contract: Contract, month: Month, named: Lines | None = None) -> Fraction:
    """Return a twelfth of the year's charge, of all charge lines or of those named, in pence."""
    return year_charge(contract, month, named) / 12


def base_of(contract: Contract, indicator: Indicator, month: Month, rung: Rung) -> Fraction:
    """Return the charge of which a band of an indicator costs a percentage, if it costs one, in pence."""
    kind: ShareKind = "points" if rung.points is not None else "share" if rung.due.share is None else "share at risk"
    whole_period = indicator.base == "measured period" and indicator.measured.in_
    charge = month_charge(contract, month, lines_of_failure(contract, indicator, kind))
    return charge * (Fraction(12, len(indicator.measured.in_)) if whole_period else 1)


@dataclass(frozen=True)
class Place:
    """Where a measure of a month may stand: how good it is, and of a range, whether above it rather than below."""

    indicator: Indicator
    month: Month
    goodness: Fraction | None
    is_above: bool = False


def places(indicator: Indicator, month: Month, goodness: Fraction | None) -> list[Place]:
    """Return where the values of a goodness stand: one, or one on either side of a range."""
    below = Place(indicator, month, goodness)
    return [below, replace(below, is_above=True)] if indicator.within else [below]


def cost(contract: Contract, band: Interval, at: Place) -> Fraction:
    """Return what a band costs in a month, in pence: at a goodness, where that decides; if linear, at none in full."""
    rung = band.rung
    if rung.per_unit is not None:
        above = _value(contract, at, at.goodness or Fraction(0)) - rung.per_unit.above
        return rung.per_unit.pounds * max(Fraction(0), above)
    full = in_full(contract, at.indicator, at.month, rung)
    if rung.linear is not None and at.goodness is not None:
        stretches = stretches_in(at.indicator, at.month, rung.linear)
        return full * share_due(stretches, _value(contract, at, at.goodness))
    return full


def in_full(contract: Contract, indicator: Indicator, month: Month, rung: Rung) -> Fraction:
    """Return what a band costs that costs no price by the unit, in pence; where it is linear, once all is due."""
    due, base = rung.due, base_of(contract, indicator, month, rung)
    if due.pounds is not None:
        return Fraction(due.pounds)
    if due.percent is not None:
        return base * due.percent / 100
    if due.share is not None:
        return at_risk(contract, indicator, month, base) * due.share / 100
    return points_worth(contract, month, base, rung)


def at_risk(contract: Contract, indicator: Indicator, month: Month, base: Fraction) -> Fraction:
    """Return an indicator's weight of the amount at risk, in pence."""
    rule, priced = contract.deductions.amount_at_risk, Month(month + statement_offset(contract))
    weight = in_force(indicator.weight or (), month) or Fraction(0)
    if rule is None:
        return Fraction(0)
    whole = Fraction(in_force(rule.pounds, priced) or 0) if rule.pounds else None
    percent = in_force(rule.percent or (), priced) or Fraction(0)
    return (base * percent / 100 if whole is None else whole) * weight / 100


def points_worth(contract: Contract, month: Month, base: Fraction, rung: Rung) -> Fraction:
    """Return what a band's points are worth if no others are incurred, in pence."""
    point, points = contract.deductions.point, rung.points or Fraction(0)
    if point is None:
        return Fraction(0)
    if point.table:
        reached = [step.percent for step in point.table if step.points <= points]
        return base * (max(reached) if reached else Fraction(0)) / 100
    return points * rate_in(contract, month) * (1 if point.pounds else base)


def _value(contract: Contract, at: Place, goodness: Fraction) -> Fraction:
    """Return the value, in the displayed unit, that stands at a goodness."""
    within, sign = at.indicator.within, -1 if at.indicator.better == "lower" else 1
    if within is not None:
        return within.to - goodness if at.is_above else within.from_ + goodness
    if table_in(contract, at.indicator, at.month).judged_on == "value":
        return sign * goodness
    return (target_in(at.indicator, at.month) or Fraction(0)) + sign * goodness


def limit_in(contract: Contract, cap: Cap, month: Month) -> Fraction:
    """Return what a cap leaves room for in a month in which nothing was deducted before, in pence."""
    if cap.percent is None:
        return Fraction(in_force(cap.amount or (), month) or 0)
    year_so_far = range(max(contract.first_month, month - contract.month_of_year(month) + 1), month + 1)
    of = {
        "the month's charge": month_charge(contract, month, lines_of_cap(contract, cap)),
        "annual charge": year_charge(contract, month, lines_of_cap(contract, cap)),
        "paid to date": sum(
            (month_charge(contract, Month(each), lines_of_cap(contract, cap)) for each in year_so_far), Fraction(0)
        ),
    }
    return of[cap.of or ""] * (in_force(cap.percent, month) or Fraction(0)) / 100


def caps_on(contract: Contract, indicator: Indicator) -> list[tuple[int, Cap]]:
    """Return the caps that limit what failing an indicator costs, with their places in the file.

    Left out are those whose room is not known beforehand.
    """
    names = {"indicator": indicator.id, "service": indicator.service}
    return [
        (place, cap)
        for place, cap in enumerate(contract.caps)
        if "performance" in cap.limits
        and is_known_beforehand(contract, cap)
        and (cap.applies_to == "all" or names.get(cap.per) in cap.applies_to)
    ]


def is_known_beforehand(contract: Contract, cap: Cap) -> bool:
    """Say whether a cap is on nothing that is paid beside the charge."""
    return set(cap.charge_lines or ()) <= {line.id for line in contract.charge.lines}
