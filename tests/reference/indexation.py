"""Step 0, indexation: what every amount of money is in every month, each month worked out by itself."""

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from contracts import months
from contracts.contract import Contract
from contracts.indexation import Index
from contracts.months import Month
from contracts.values import ALWAYS, in_force
from tests.reference.exact import contract_months, half_up
from tests.reference.figures import Figures

if TYPE_CHECKING:
    from contracts.indicators import BandTable, Indicator


def at_prices_of_each_month(contract: Contract, figures: Figures) -> Contract:
    """Return the contract with an entry for each month in every schedule of an amount that follows the index."""
    if contract.charge.index == "none":
        return contract
    lines = tuple(
        line.model_copy(update={"annual": _by_month(contract, figures, line.annual, line.prices_of or ())})
        for line in contract.charge.lines
    )
    rules = contract.deductions
    priced = {key: getattr(rules, key) for key in ("point", "amount_at_risk", "reporting_failure")}
    return contract.model_copy(
        update={
            "charge": contract.charge.model_copy(update={"lines": lines}),
            "deductions": rules.model_copy(update={key: _rule(contract, figures, one) for key, one in priced.items()}),
            "caps": tuple(_rule(contract, figures, cap) for cap in contract.caps),
            "outcomes": tuple(_line(contract, figures, line) for line in contract.outcomes),
            "unit_prices": tuple(_line(contract, figures, line) for line in contract.unit_prices),
            "guarantees": tuple(_amounts(contract, figures, line, "profile") for line in contract.guarantees),
            "shares": tuple(_amounts(contract, figures, line, "baseline") for line in contract.shares),
            "bands": {
                f"{name} in {month}": _table(contract, figures, table, Month(month))
                for name, table in contract.bands.items()
                for month in contract_months(contract)
            },
            "indicators": tuple(_by_monthly_tables(contract, one) for one in contract.indicators),
        }
    )


def _by_monthly_tables(contract: Contract, indicator: "Indicator") -> "Indicator":
    """Return an indicator that is judged by a band table of its own in every month."""
    names = ((month, in_force(indicator.bands, month)) for month in contract_months(contract))
    return indicator.model_copy(update={"bands": tuple((month, f"{name} in {month}") for month, name in names if name)})


def _table(contract: Contract, figures: Figures, table: "BandTable", month: Month) -> "BandTable":
    """Return a band table with what its bands cost in pounds at the prices of a month."""
    rungs = []
    for rung in table.rungs:
        update: dict[str, Any] = {}
        if rung.pounds is not None:
            update["pounds"] = _price(contract, figures, rung.pounds, _base(table, month), month)
        if rung.per_unit is not None:
            unit = _price(contract, figures, rung.per_unit.pounds, _base(table, month), month)
            update["per_unit"] = rung.per_unit.model_copy(update={"pounds": unit})
        if rung.linear is not None and rung.linear.pounds is not None:
            full = _price(contract, figures, rung.linear.pounds, _base(table, month), month)
            update["linear"] = rung.linear.model_copy(update={"pounds": full})
        rungs.append(rung.model_copy(update=update))
    return table.model_copy(update={"rungs": tuple(rungs)})


def _amounts(contract: Contract, figures: Figures, line: Any, name: str) -> Any:
    """Return a guarantee or share with each amount at the prices of its own month."""
    stated = getattr(line, name)
    priced = [(at, _price(contract, figures, pence, _base(line, at), at)) for at, pence in stated]
    return line.model_copy(update={name: tuple(priced)})


def _base(part: Any, month: Month) -> Month | None:
    return in_force(part.prices_of or (), month)


def _rule(contract: Contract, figures: Figures, rule: Any) -> Any:
    if rule is None or rule.prices_of is None:
        return rule
    stated = {key: getattr(rule, key, None) for key in ("pounds", "late", "missing", "amount")}
    bases = [(_day(start), base) for start, base in rule.prices_of]
    update: dict[str, Any] = {}
    for key, schedule in stated.items():
        if schedule is not None:
            by_day = _by_month(contract, figures, tuple((_day(start), pence) for start, pence in schedule), bases)
            update[key] = tuple((months.of_day(day), pence) for day, pence in by_day if day != date.min)
    return rule.model_copy(update=update)


def _line(contract: Contract, figures: Figures, line: Any) -> Any:
    """Return a line paid by volume with the price of each slice written out month by month."""
    bases = [(_day(start), base) for start, base in line.prices_of or ()]
    slices = []
    for part in line.slices:
        stated = tuple((_day(start), pence) for start, pence in part.price)
        by_day = _by_month(contract, figures, stated, bases)
        schedule = tuple((months.of_day(day), pence) for day, pence in by_day if day != date.min)
        slices.append(part.model_copy(update={"price": schedule}))
    return line.model_copy(update={"slices": tuple(slices)})


def _day(start: Month) -> date:
    return date.min if start == ALWAYS else months.first_day(start)


def _by_month(contract: Contract, figures: Figures, schedule: Any, bases: Any) -> tuple[tuple[date, int], ...]:
    """Write a schedule out: an entry for each month and for each day on which something else begins."""
    # After the last day the prices of the last month hold, as its charge stays the base.
    first_days = {months.first_day(Month(month)) for month in range(contract.first_month, contract.last_month + 1)}
    days = sorted(first_days | {start for start, _ in (*schedule, *bases) if start != date.min})
    entries: list[tuple[date, int]] = []
    for day in days:
        pence = [amount for start, amount in schedule if start <= day]
        base = [month for start, month in bases if start <= day]
        if pence:
            price = _price(contract, figures, pence[-1], base[-1] if base else None, months.of_day(day))
            if day in first_days or day in [start for start, _ in schedule] or price != entries[-1][1]:
                entries.append((day, price))
    return tuple(entries)


def _price(contract: Contract, figures: Figures, pence: int, base: Month | None, month: Month) -> int:
    index = contract.charge.index
    assert isinstance(index, Index)
    # What is still to come keeps the last prices known, and before the first index value those stated.
    if base is None or month < index.from_ or _value(index, figures, index.value_of) is None:
        return pence
    value_month = index.value_of
    while month >= index.from_ + (value_month - index.value_of) + 12 and _value(index, figures, value_month + 12):
        value_month = Month(value_month + 12)
    if base >= value_month:
        return pence
    exact = pence * _factor(index, figures, base, value_month)
    return half_up(exact / 100) * 100 if index.indexed_amounts == "to the pound" else half_up(exact)


def _factor(index: Index, figures: Figures, base: Month, value_month: Month) -> Fraction:
    change = Fraction(1)
    if index.change == "cumulative":
        change = _collared(index, _known(index, figures, value_month) / _known(index, figures, base))
    else:
        for year in range((value_month - base) // 12):
            before, after = Month(base + 12 * year), Month(base + 12 * year + 12)
            change *= _collared(index, _known(index, figures, after) / _known(index, figures, before))
    fixed: Fraction = index.fixed_share / 100
    places: int = 10**index.places
    return Fraction(half_up((fixed + (1 - fixed) * change) * places), places)


def _collared(index: Index, change: Fraction) -> Fraction:
    if index.collar is None:
        return change
    low, high = 1 + index.collar.from_ / 100, 1 + index.collar.to / 100
    return low if change < low else high if change > high else change


def _value(index: Index, figures: Figures, month: int) -> Fraction | None:
    """Return the value that counts for a month: the provisional one until there is a final, or one of them alone."""
    provisional = figures.index.get((index.series, Month(month), "provisional"))
    final = figures.index.get((index.series, Month(month), "final"))
    if index.figures == "final":
        return final
    return provisional if index.figures == "provisional for good" or final is None else final


def _known(index: Index, figures: Figures, month: Month) -> Fraction:
    found = _value(index, figures, month)
    assert found is not None, f"no index value for {months.label(month)}"
    return found
