"""Step 0: the charge of each month, by charge line, and what a percentage is taken of."""

from collections.abc import Collection
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
"""The charge lines of which a percentage is taken; None for all of them."""


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


def month_charge(found: Charges, month: Month, named: Named = None) -> int:
    """Return what a month charges, in all or for the lines that are named; months outside the contract have nothing."""
    return sum(pence for line, pence in found.get(month, {}).items() if named is None or line in named)


def year_charge(contract: Contract, found: Charges, year: int, through: Month, named: Named = None) -> int:
    """Return the charges of a contract year's months up to and including a month."""
    return sum(
        month_charge(found, month, named)
        for month in contract_months(contract)
        if contract.contract_year(month) == year and month <= through
    )


def base(contract: Contract, indicator: Indicator, measured: Month, found: Charges, named: Named = None) -> int:
    """Return what a percentage is taken of: the priced month's charge, or that of all months since last measured.

    Either is of all charge lines, or of those that are named.
    """
    if indicator.base != "measured period":
        return month_charge(found, priced_month(contract, Month(measured + delay(contract))), named)
    earlier = [month for month in measured_months(contract, indicator) if month < measured]
    after = earlier[-1] if earlier else Month(contract.first_month - 1)
    return sum(month_charge(found, month, named) for month in contract_months(contract) if after < month <= measured)
