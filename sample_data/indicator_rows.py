"""The sheet of indicators: what is measured in a month, as stated by hand or worked out from the other sheets."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final

from contracts.contract import Contract
from contracts.indicators import FromRows, Indicator
from contracts.months import Month
from contracts.terms.calendar import is_measured
from contracts.values import in_force
from sample_data import cases
from sample_data.services import CLERKING, TRANSPORT_LINE, budget_lines, routes, trade
from sample_data.stated import Stated, stated
from sample_data.tables import Cell, Percent, Pounds, Row

_SAMPLED: Final = ("SP1", "OP5")
_VERIFIED: Final = ("SP3", "SP4", "SP5", "SP6", "OP18")

_PENCE: Final = 100
_TENTHS: Final = 10


def indicator_rows(contract: Contract, month: Month) -> tuple[Row, ...]:
    """Return one row for each indicator that is measured in a month, in the order of the contract."""
    measured = (one for one in contract.indicators if is_measured(one, month))
    due = (one for one in measured if in_force(one.measurable or (), month) is not False)
    return tuple(_row(one, figure(one.id, month)) for one in due)


def figure(indicator: str, month: Month) -> Stated:
    """Return an indicator's figure: counted from the records of the month where they hold it, else as stated."""
    if indicator == "SP1":
        return _plans_in_time(month)
    if indicator == "OP1":
        return Stated(Decimal(cases.overdue(month)))
    if indicator in ("OP11", "OP12"):
        rows = [row for row in trade(month) if indicator == "OP11" or row.service == CLERKING]
        of = (row.budget if indicator == "OP11" else row.full_cost for row in rows)
        return _ratio((row.income for row in rows), _PENCE, of, _PENCE)
    if indicator in ("OP14", "OP20"):
        of = (row.pupils if indicator == "OP14" else row.miles for row in routes(month))
        return _ratio((row.cost for row in routes(month)), _PENCE, of, 1 if indicator == "OP14" else _TENTHS)
    if indicator == "OP16":
        lines = [line for line in budget_lines(month) if line.line == TRANSPORT_LINE]
        return _ratio((line.forecast for line in lines), _PENCE, (line.budget for line in lines), _PENCE)
    return stated(indicator, month)


def stated_value(unit: str, found: Stated) -> Cell:
    """Return the value as a provider writes it: percentages to one place, money to the penny, a milestone as a word."""
    if found.numerator is None:
        return None
    if unit == "milestone":
        return "yes" if found.numerator else "no"
    if found.denominator is None:
        return found.numerator
    value = Fraction(found.numerator) / Fraction(found.denominator)
    if unit == "money":
        return Pounds(int(_rounded(value * _PENCE, 0)))
    return Percent(_rounded(value * 100, 1)) if unit == "percent" else _rounded(value, 1)


def _row(indicator: Indicator, found: Stated) -> Row:
    # Sums of rows stand on their own sheets; here the provider states only what they come to.
    by_rows = isinstance(indicator.measure, FromRows)
    return {
        "Indicator": indicator.id,
        "Title": indicator.title,
        "Numerator": None if by_rows else found.numerator,
        "Denominator": None if by_rows else found.denominator,
        "Value as stated": stated_value(indicator.unit, found),
        "Nil activity": "yes" if found.instead == "nil activity" else None,
        "Reason if not reported": None,
        "Commentary": None,
        "Verified by": _verified_by(indicator.id) if found.instead is None else None,
    }


def _verified_by(indicator: str) -> str:
    """Published figures are verified; of some the council draws a sample; the rest is the provider's own word."""
    return "verified" if indicator in _VERIFIED else "sampled" if indicator in _SAMPLED else "self-reported"


def _plans_in_time(month: Month) -> Stated:
    """Count new plans without an exception, as the contract's basis has it."""
    counted = [case for case in cases.in_return(month) if case.case_type == "new" and case.exception is None]
    issued = [(case.issued - case.clock_start) for case in counted if case.issued is not None]
    return Stated(Decimal(sum(taken <= cases.LIMIT for taken in issued)), Decimal(len(issued)))


def _ratio(numerator: Iterable[int], units: int, denominator: Iterable[int], of_units: int) -> Stated:
    above, below = sum(numerator), sum(denominator)
    if not below:
        return Stated(instead="nil activity")
    return Stated(Decimal(above) / units, Decimal(below) / of_units)


def _rounded(value: Fraction, places: int) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
