"""How a failure line came into money: what its points or its band cost, and what was rounded.

Every number here was left by a step of the chain; nothing is worked out a second time except for show.
"""

from collections.abc import Iterator
from fractions import Fraction

from contracts import wording
from contracts.rounding import ROUNDED_TO, half_up
from contracts.terms.judgement import bands_in, table_in
from statements.base_shown import base_name, base_text, failure_base
from statements.documents import Sum
from statements.failure_line import FailureLine
from statements.indexing import price_sums
from statements.ledger import Row
from statements.linear_shown import linear_sums
from statements.measures import exact_pounds, number
from statements.points_shown import ordinal, points_in_money, points_sums
from statements.relief_shown import reduced

_SHARES = ("share", "share at risk")


def pricing(line: FailureLine) -> Iterator[Sum]:
    """Yield how a line came into money, up to the whole pence before caps."""
    failure, amounts = line.ledger.failures[line.key], line.ledger.amounts[line.key]
    exact = Fraction(int(amounts["amount"]), int(amounts["amount_scale"]))
    yield from points_sums(line) if failure["cost_kind"] == "points" else _cost(line, failure)
    yield from _by_itself(line, failure)
    yield from reduced(line.ledger, line.number, line.month, exact)
    rounded = int(line.rounded["pence"])
    how = line.ledger.frozen.contract.rules.rounded
    says = "Before caps" if exact == rounded else f"Before caps, {how}"
    figures_ = wording.pounds(rounded) if exact == rounded else f"{exact_pounds(exact)} → {wording.pounds(rounded)}"
    yield Sum(says=says, figures=figures_)


def _cost(line: FailureLine, failure: Row) -> Iterator[Sum]:
    """Yield what a band costs by itself: pounds, pounds a unit or a share, linear or not, and of what."""
    contract, cost = line.ledger.frozen.contract, _exact_cost(failure)
    if line.rounded["kind"] == "repeat":
        yield Sum(says=ordinal(line), figures=f"own cost × ({number(line.multiplier)} − 1)")
    else:
        yield from _band_price(line)
        yield from _units(line, cost)
        yield from linear_sums(line.ledger, line.number, failure)
    if failure["cost_kind"] in _SHARES:
        base = int(line.ledger.amounts[line.key]["base"])
        of = base_text(contract, line.number, failure["cost_kind"], base)
        yield from failure_base(line, failure["cost_kind"])
        says = f"Share of {base_name(contract, line.number, failure['cost_kind'])}"
        yield Sum(says=says, figures=f"{number(cost * 100)}% × {of} = {exact_pounds(cost * base)}")


def _units(line: FailureLine, cost: Fraction) -> Iterator[Sum]:
    """Yield the sum of a band that costs so much for each unit above an allowance."""
    indicator, value = line.indicator, line.ledger.value(line.number, line.month)
    unit = bands_in(line.ledger.frozen.contract, indicator, line.month)[_band(line) - 1].rung.per_unit
    if unit is not None and value is not None:
        units = value - unit.above
        sum_ = f"({number(value)} − {number(unit.above)}) × {exact_pounds(cost / units)} = {exact_pounds(cost)}"
        yield Sum(says="So much for each unit above the allowance", figures=sum_)


def _by_itself(line: FailureLine, failure: Row) -> Iterator[Sum]:
    """Yield the rounding that a point or a band table has of its own, where it has one."""
    contract, cost = line.ledger.frozen.contract, _exact_cost(failure)
    if failure["cost_kind"] == "points":
        point = contract.deductions.point
        own, exact = (point.rounded_to if point else None), points_in_money(line)
    else:
        own = table_in(contract, line.indicator, line.month).rounded_to
        exact = cost * int(line.ledger.amounts[line.key]["base"]) if failure["cost_kind"] in _SHARES else cost
    if own is not None:
        whole = half_up(exact / ROUNDED_TO[own]) * ROUNDED_TO[own]
        yield Sum(says=f"Rounded to the {own}", figures=f"{exact_pounds(exact)} → {wording.pounds(whole)}")


def _exact_cost(failure: Row) -> Fraction:
    return Fraction(int(failure["cost"]), int(failure["cost_scale"]))


def _band(line: FailureLine) -> int:
    return int(line.ledger.severities[line.number, line.month]["band"])


def _band_price(line: FailureLine) -> Iterator[Sum]:
    """Yield how what a band costs in pounds, or for each unit, follows the index of the measured month, if it does."""
    agreed = line.ledger.frozen.file.contract
    indicator = agreed.indicators[line.number - 1]
    rung = bands_in(agreed, indicator, line.month)[_band(line) - 1].rung
    stated = rung.per_unit.pounds if rung.per_unit else rung.due.pounds
    if stated is not None:
        prices_of = table_in(agreed, indicator, line.month).prices_of
        yield from price_sums(line.ledger.frozen, prices_of, stated, line.month)
