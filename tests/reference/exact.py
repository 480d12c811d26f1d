"""Rounding, terms in force and the months of a contract."""

from fractions import Fraction
from typing import TypeVar

from contracts.contract import Contract
from contracts.indicators import Indicator
from contracts.months import Month
from contracts.values import in_force

T = TypeVar("T")


def half_up(amount: Fraction) -> int:
    """Round to a whole number, a half away from zero."""
    whole = (abs(amount) * 2 + 1) // 2
    return int(whole if amount >= 0 else -whole)


def rounded_to(exact: Fraction, to: str) -> int:
    """Round an amount in pence by a rounding of its own, to the penny or to the pound."""
    return half_up(exact / 100) * 100 if to == "pound" else half_up(exact)


def term(schedule: tuple[tuple[Month, T], ...], month: Month) -> T:
    """Return the entry in force in a month; the linter has made sure that there is one."""
    found = in_force(schedule, month)
    assert found is not None
    return found


def contract_months(contract: Contract) -> list[Month]:
    """Return the months in which the contract is in force."""
    return [Month(month) for month in range(contract.first_month, contract.last_month + 1)]


def delay(contract: Contract) -> int:
    """Return how many months after its own a failure is priced: 0 or 1."""
    return 1 if contract.rules.priced == "the next month's charge" else 0


def statement_months(contract: Contract) -> list[Month]:
    """Return the months that have a statement: after the last day one more, where failures are priced a month later."""
    return [Month(month) for month in range(contract.first_month, contract.last_month + delay(contract) + 1)]


def priced_month(contract: Contract, statement_month: Month) -> Month:
    """Return the month whose charge is the base; after the last day it is the last month's."""
    return min(statement_month, contract.last_month)


def measured_months(contract: Contract, indicator: Indicator) -> list[Month]:
    """Return the months in which an indicator is measured."""
    measured = indicator.measured
    if measured.every == "month":
        return contract_months(contract)
    if measured.every == "once":
        return [month for month in contract_months(contract) if month == measured.month]
    return [month for month in contract_months(contract) if month % 12 in measured.in_]
