"""What a band is worth in pounds, as the linter's warnings reckon it: a first failure by itself, in one month.

A month's charge is taken as a twelfth of the annual prices as they are written. Free points, the ratchet, repeats and
the indices that prices follow are left out: they make a failure cheaper or dearer, depending on what else happens.
"""

from fractions import Fraction

from contracts import months
from contracts.bands import Interval
from contracts.contract import Contract
from contracts.indicators import Indicator, Rung
from contracts.months import Month
from contracts.rules import Cap
from contracts.terms.calendar import contract_months, is_measured
from contracts.terms.judgement import table_in, target_in
from contracts.terms.pricing import rate_in
from contracts.terms.spans import statement_offset
from contracts.values import in_force


def measured_months(contract: Contract, indicator: Indicator) -> list[Month]:
    """Return the months of the contract in which an indicator is measured."""
    return [month for month in map(Month, contract_months(contract)) if is_measured(indicator, month)]


def year_charge(contract: Contract, month: Month) -> Fraction:
    """Return the annual prices in force on a month's last day, in pence."""
    day = months.first_day(Month(month + 1))
    prices = (
        max((start, pence) for start, pence in line.annual if start < day)
        for line in contract.charge.lines
        if line.annual[0][0] < day
    )
    return Fraction(sum(pence for _, pence in prices))


def month_charge(contract: Contract, month: Month) -> Fraction:
    """Return a twelfth of the year's charge, in pence."""
    return year_charge(contract, month) / 12


def base_of(contract: Contract, indicator: Indicator, month: Month) -> Fraction:
    """Return the charge of which an indicator's percentages are taken, in pence."""
    whole_period = indicator.base == "measured period" and indicator.measured.in_
    return month_charge(contract, month) * (Fraction(12, len(indicator.measured.in_)) if whole_period else 1)


def cost(contract: Contract, indicator: Indicator, month: Month, band: Interval, goodness: Fraction | None) -> Fraction:
    """Return what a band costs in a month, in pence; one that costs so much a unit, at a goodness."""
    rung, base = band.rung, base_of(contract, indicator, month)
    if rung.pounds is not None:
        return Fraction(rung.pounds)
    if rung.percent is not None:
        return base * rung.percent / 100
    if rung.share is not None:
        return at_risk(contract, indicator, month, base) * rung.share / 100
    if rung.per_unit is not None:
        above = _value(contract, indicator, month, goodness or Fraction(0)) - rung.per_unit.above
        return rung.per_unit.pounds * max(Fraction(0), above)
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


def _value(contract: Contract, indicator: Indicator, month: Month, goodness: Fraction) -> Fraction:
    """Return the value, in the displayed unit, that stands at a goodness."""
    sign = -1 if indicator.better == "lower" else 1
    if table_in(contract, indicator, month).judged_on == "value":
        return sign * goodness
    return (target_in(indicator, month) or Fraction(0)) + sign * goodness


def limit_in(contract: Contract, cap: Cap, month: Month) -> Fraction:
    """Return what a cap leaves room for in a month in which nothing was deducted before, in pence."""
    if cap.percent is None:
        return Fraction(in_force(cap.amount or (), month) or 0)
    year_so_far = range(max(contract.first_month, month - contract.month_of_year(month) + 1), month + 1)
    of = {
        "the month's charge": month_charge(contract, month),
        "annual charge": year_charge(contract, month),
        "paid to date": sum((month_charge(contract, Month(each)) for each in year_so_far), Fraction(0)),
    }
    return of[cap.of or ""] * (in_force(cap.percent, month) or Fraction(0)) / 100


def caps_on(contract: Contract, indicator: Indicator) -> list[tuple[int, Cap]]:
    """Return the caps that limit what failing an indicator costs, with their places in the file."""
    names = {"indicator": indicator.id, "service": indicator.service}
    return [
        (place, cap)
        for place, cap in enumerate(contract.caps)
        if "performance" in cap.limits and (cap.applies_to == "all" or names.get(cap.per) in cap.applies_to)
    ]
