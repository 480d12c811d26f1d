"""Step 10: how many points of each month are free, in a month by itself or over any so many months."""

from dataclasses import replace
from fractions import Fraction

from contracts.contract import Contract
from contracts.months import Month
from tests.reference.exact import contract_months, term
from tests.reference.failures import Judged


def with_free_points(contract: Contract, judged: list[Judged]) -> list[Judged]:
    """Return what was judged, each with the free points of its month, for the contract or its service."""
    rule = contract.deductions.free_points
    if rule is None:
        return judged
    services = {one.id: one.service if rule.counted_for == "each service" else "all" for one in contract.indicators}
    found: list[Judged] = []
    for group in sorted(set(services.values())):
        members = [one for one in judged if services[one.indicator] == group]
        free = _free_by_month(contract, members)
        found += [replace(one, free=free[one.month]) for one in members]
    return found


def _free_by_month(contract: Contract, members: list[Judged]) -> dict[Month, Fraction]:
    rule = contract.deductions.free_points
    assert rule is not None
    if rule.months is None:
        return {month: term(rule.points, month) for month in contract_months(contract)}
    own: dict[Month, Fraction] = {}
    charged: dict[Month, Fraction] = {}
    for month in contract_months(contract):
        own[month] = sum((one.own.points + one.repeat.points for one in members if one.month == month), Fraction(0))
        window = [Month(each) for each in range(month - rule.months + 1, month + 1)]
        points = sum((own.get(each, Fraction(0)) for each in window), Fraction(0))
        before = sum((charged.get(each, Fraction(0)) for each in window), Fraction(0))
        charged[month] = max(Fraction(0), min(own[month], points - term(rule.points, month) - before))
    return {month: own[month] - charged[month] for month in own}
