"""Steps 10 to 17: free points, the ratchet, points to money, reporting failures and whole pence."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from contracts.caps import Limited
from contracts.contract import Contract
from contracts.months import Month
from contracts.rules import Kind, Point
from tests.reference.bands import table_of
from tests.reference.charge import Paid, base
from tests.reference.exact import delay, half_up, rounded_to, term
from tests.reference.failures import Cost, Judged
from tests.reference.figures import Figures
from tests.reference.measures import receipt_status
from tests.reference.relief import part_left

if TYPE_CHECKING:
    from contracts.agreement import Dataset


@dataclass(frozen=True)
class Line:
    """One deduction, in contract order.

    ``unit`` is the dataset or the return of a reporting failure, or the guarantee or share that takes something off.
    """

    kind: Limited | Literal["earn back"]
    indicator: str | None
    unit: str | None
    month: Month
    statement_month: Month
    order: int
    exact: Fraction
    pence: int = 0


@dataclass(frozen=True)
class _Worth:
    """What points of a measured month are worth; ``base`` is what a percentage is taken of, in pence."""

    contract: Contract
    point: Point
    month: Month
    base: int
    free: Fraction


def lines_of_month(
    contract: Contract, figures: Figures, month: Month, judged: dict[str, Judged], paid: Paid
) -> list[Line]:
    """Return the lines of a measured month in contract order, exact."""
    found = list(_performance(contract, figures, month, judged, paid))
    costly = {line.indicator for line in found if line.exact != 0}
    for unit, pence in _reporting(contract, figures, month, set(judged), costly):
        found.append(Line("reporting", None, unit, month, Month(month + delay(contract)), 0, Fraction(pence)))
    return [replace(line, order=order) for order, line in enumerate(found)]


def _performance(
    contract: Contract, figures: Figures, month: Month, judged: dict[str, Judged], paid: Paid
) -> Iterator[Line]:
    """Yield an indicator's own part and its repeat, one after the other, with points as they fill up in that order."""
    points_so_far: dict[str, Fraction] = {}
    for indicator in (one for one in contract.indicators if one.id in judged):
        free = contract.deductions.free_points
        counted_for = indicator.service if free and free.counted_for == "each service" else "the contract"
        costs: list[tuple[Kind, Cost]] = [
            ("performance", judged[indicator.id].own),
            ("repeat", judged[indicator.id].repeat),
        ]
        for kind, cost in costs:
            before = points_so_far.get(counted_for, Fraction(0))
            through = before + cost.points
            points_so_far[counted_for] = through
            amount = _by_itself(cost.pence, table_of(contract, indicator, month).rounded_to)
            if contract.deductions.point is not None:
                point = contract.deductions.point
                each = point.charge_lines == "each indicator's"
                of = base(contract, indicator, month, paid, indicator.charge_lines if each else point.charge_lines)
                worth = _Worth(contract, point, month, of, judged[indicator.id].free)
                amount += _by_itself(_points_to_pence(worth, before, through), point.rounded_to)
            amount *= part_left(figures, indicator, month)
            yield Line(kind, indicator.id, None, month, Month(month + delay(contract)), 0, amount)


def _by_itself(amount: Fraction, to: str | None) -> Fraction:
    """Round an amount to what its rate says, where it says anything."""
    return amount if to is None else Fraction(rounded_to(amount, to))


def _points_to_pence(worth: _Worth, before: Fraction, through: Fraction) -> Fraction:
    """Return what the points between two places in the month's count cost."""
    point, priced = worth.point, Month(worth.month + delay(worth.contract))
    if point.table is not None:
        return (_table(point, through) - _table(point, before)) / 100 * worth.base
    charged = _charged_points(worth, before, through)
    if point.pounds is not None:
        return charged * term(point.pounds, priced)
    assert point.percent is not None
    return charged * term(point.percent, priced) / 100 * worth.base


def _table(point: Point, points: Fraction) -> Fraction:
    """Return the percentage of the last row whose points are reached."""
    assert point.table is not None
    return max((row.percent for row in point.table if row.points <= points), default=Fraction(0))


def _charged_points(worth: _Worth, before: Fraction, through: Fraction) -> Fraction:
    """Return the points above the free ones, each slice of the ratchet at its own multiplier."""
    free, ratchet = worth.free, worth.contract.deductions.ratchet
    if ratchet is None:
        return _overlap(before, through, free, None)
    return sum(
        (_overlap(before, through, max(free, part.above), part.to) * part.multiplier for part in ratchet.slices),
        Fraction(0),
    )


def _overlap(before: Fraction, through: Fraction, above: Fraction, to: Fraction | None) -> Fraction:
    end = through if to is None else min(through, to)
    return max(end - max(before, above), Fraction(0))


def _reporting(
    contract: Contract, figures: Figures, month: Month, measured: set[str], costly: set[str | None]
) -> Iterator[tuple[str, int]]:
    """Yield what each late or missing return or dataset costs, by its name."""
    rule = contract.deductions.reporting_failure
    if rule is None:
        return
    statuses = {name: receipt_status(contract, figures, name, month) for name in contract.returns.datasets}
    units: dict[str, list[Dataset]] = {name: [name] for name in statuses}
    if rule.per == "return":
        units = {"return": list(statuses)}
    priced = Month(month + delay(contract))
    for unit, datasets in units.items():
        failing = {name for name in datasets if statuses[name] in ("late", "missing")}
        touched = {one.id for one in contract.indicators if one.dataset in failing and one.id in measured}
        if not failing or (not rule.additional and touched & costly):
            continue
        amounts = {"late": term(rule.late, priced), "missing": term(rule.missing, priced)}
        yield unit, max(amounts[statuses[name]] for name in failing)


def in_pence(contract: Contract, lines: list[Line], beside: Fraction) -> list[Line]:
    """Round each line of a statement by itself, or so that all lines add up to the rounded sum of the statement.

    ``beside`` is what stands before them, which they are taken off.
    """
    if contract.rules.rounding == "line":
        return [replace(line, pence=half_up(line.exact)) for line in lines]
    rounded: list[Line] = []
    left = beside
    for line in lines:
        rounded.append(replace(line, pence=half_up(left) - half_up(left - line.exact)))
        left -= line.exact
    return rounded
