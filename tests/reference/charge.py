"""Step 0: the charge of each month, by charge line, and what a percentage is taken of."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

from contracts import months
from contracts.agreement import ChargeLine
from contracts.bases import VAT
from contracts.contract import Contract
from contracts.earned import earned_lines
from contracts.indicators import Indicator
from contracts.months import Month
from tests.reference.exact import contract_months, delay, half_up, measured_months, priced_month, term
from tests.reference.figures import Carried

Charges = dict[Month, dict[str, int]]
Named = Collection[str] | None
"""What a percentage is taken of; None for the whole charge, without what is paid beside it."""


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


@dataclass(frozen=True)
class Paid:
    """The pence of each line of the charge and of each that is paid beside it, by month, and what is carried there."""

    lines: Charges
    carried: tuple[Carried, ...]


def all_that_is_paid(charged: Charges, beside: Mapping[Month, Mapping[str, int]], carried: tuple[Carried, ...]) -> Paid:
    """Return everything of which a percentage may be taken."""
    return Paid({month: {**of_month, **beside.get(month, {})} for month, of_month in charged.items()}, carried)


def month_paid(contract: Contract, paid: Paid, month: Month, named: Named) -> int:
    """Return what a month comes to for what is named, or for all of the charge that is not just passed through.

    Months outside the contract have nothing.
    """
    names = [line.id for line in contract.charge.lines if not line.pass_through] if named is None else named
    lines = {line: pence for line, pence in paid.lines.get(month, {}).items() if line in names}
    carried = [one for one in paid.carried if one.month == month and one.name in names]
    if month not in paid.lines:
        return 0
    vat = _vat_on(contract, month, lines, carried) if VAT in names else 0
    return sum(lines.values()) + sum(one.pence for one in carried) + vat


def _vat_on(contract: Contract, month: Month, lines: Mapping[str, int], carried: list[Carried]) -> int:
    """Return the VAT on some lines of a month, rounded once for each rate."""
    assert contract.statement.vat is not None
    by_rate: dict[Fraction, int] = {}
    for line in (*contract.charge.lines, *(line for _, line in earned_lines(contract))):
        rate = term(contract.statement.vat.rates[line.vat], month) / 100 if line.id in lines else Fraction(0)
        by_rate[rate] = by_rate.get(rate, 0) + lines.get(line.id, 0)
    for one in carried:
        by_rate[one.rate] = by_rate.get(one.rate, 0) + one.pence
    return sum(half_up(pence * rate) for rate, pence in by_rate.items())


def year_paid(contract: Contract, paid: Paid, year: int, through: Month, named: Named) -> int:
    """Return what a contract year's months up to and including a month come to for some lines."""
    return sum(
        month_paid(contract, paid, month, named)
        for month in contract_months(contract)
        if contract.contract_year(month) == year and month <= through
    )


def base(contract: Contract, indicator: Indicator, measured: Month, paid: Paid, named: Named) -> int:
    """Return what a percentage is of: what some lines come to in the priced month, or in all since last measured.

    Less than nothing is nothing.
    """
    if indicator.base != "measured period":
        return max(month_paid(contract, paid, priced_month(contract, Month(measured + delay(contract))), named), 0)
    earlier = [month for month in measured_months(contract, indicator) if month < measured]
    after = earlier[-1] if earlier else Month(contract.first_month - 1)
    since = [month for month in contract_months(contract) if after < month <= measured]
    return max(sum(month_paid(contract, paid, month, named) for month in since), 0)
