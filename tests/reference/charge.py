"""Step 0: the charge of each month, by charge line, and what a percentage is taken of."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from fractions import Fraction

from contracts import months
from contracts.agreement import ChargeLine
from contracts.contract import Contract
from contracts.indicators import Indicator
from contracts.months import Month
from tests.reference.exact import contract_months, delay, half_up, measured_months, priced_month

Charges = dict[Month, dict[str, int]]
Named = Collection[str] | None
"""The lines of which a percentage is taken; None for the whole charge, without what is paid beside it."""


def charges(contract: Contract) -> Charges:
    """Return the pence of each charge line in each month of the contract."""
    return {
        month: {line.id: _charge(contract, line, month) for line in contract.charge.lines}
        for month in contract_months(contract)
    }


def _charge(contract: Contract, line: ChargeLine, month: Month) -> int:
    """Add up the stretches of a month, each at the price then in force."""
    days_of_price: dict[int, int] = {}
    day = months.first_day(month)
    while day <= months.last_day(month):
        entries = [place for place, (start, _) in enumerate(line.annual) if start <= day]
        if contract.contract.first_day <= day <= contract.contract.last_day and entries:
            days_of_price[entries[-1]] = days_of_price.get(entries[-1], 0) + 1
        day += timedelta(days=1)
    days_in_month = months.last_day(month).day
    return sum(
        half_up(Fraction(_instalment(contract, line.annual[entry][1], month) * days, days_in_month))
        for entry, days in days_of_price.items()
    )


def _instalment(contract: Contract, annual: int, month: Month) -> int:
    payable = contract.charge.payable
    weights = [Fraction(1)] * 12 if payable == "twelfths" else list(payable)
    assert not isinstance(weights, str)
    place = contract.month_of_year(month)
    due_before, due_through = sum(weights[: place - 1], Fraction(0)), sum(weights[:place], Fraction(0))
    whole = sum(weights, Fraction(0))
    return half_up(annual * due_through / whole) - half_up(annual * due_before / whole)


def all_that_is_paid(charged: Charges, beside: Mapping[Month, Mapping[str, int]]) -> Charges:
    """Return the pence of each line of the charge, and of each that is paid beside it, in each month."""
    return {month: {**of_month, **beside.get(month, {})} for month, of_month in charged.items()}


def month_paid(contract: Contract, paid: Charges, month: Month, named: Named) -> int:
    """Return what a month comes to for some lines; months outside the contract have nothing."""
    lines = [line.id for line in contract.charge.lines] if named is None else named
    return sum(pence for line, pence in paid.get(month, {}).items() if line in lines)


def year_paid(contract: Contract, paid: Charges, year: int, through: Month, named: Named) -> int:
    """Return what a contract year's months up to and including a month come to for some lines."""
    return sum(
        month_paid(contract, paid, month, named)
        for month in contract_months(contract)
        if contract.contract_year(month) == year and month <= through
    )


def base(contract: Contract, indicator: Indicator, measured: Month, paid: Charges, named: Named) -> int:
    """Return what a percentage is of: what some lines come to in the priced month, or in all since last measured.

    Less than nothing is nothing.
    """
    if indicator.base != "measured period":
        return max(month_paid(contract, paid, priced_month(contract, Month(measured + delay(contract))), named), 0)
    earlier = [month for month in measured_months(contract, indicator) if month < measured]
    after = earlier[-1] if earlier else Month(contract.first_month - 1)
    since = [month for month in contract_months(contract) if after < month <= measured]
    return max(sum(month_paid(contract, paid, month, named) for month in since), 0)
