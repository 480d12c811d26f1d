"""Step 0, indexation: where a contract has amounts of money that follow an index, and the contract at other prices.

Whatever is dated gets an entry more for each month in which the index moves it. A band table is not dated itself: for
each month in which its amounts move there is a table more, and the indicators' schedules of bands name it.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from contracts import months
from contracts.contract import Contract
from contracts.indicators import BandTable, Indicator, Rung
from contracts.months import Month
from contracts.outcomes import Outcome
from contracts.parts import Part
from contracts.shares import Guarantee, Share
from contracts.unit_prices import UnitPrice
from contracts.values import ALWAYS

if TYPE_CHECKING:
    from contracts.indexed import Ladder

PricesOf = Sequence[tuple[date, Month | None]]

Priced = TypeVar("Priced", bound=Part)
"""A rule with amounts of money that may follow an index: a point, an amount at risk, a reporting failure, a cap."""

Sliced = TypeVar("Sliced", Outcome, UnitPrice)
"""A line with slices, each at a price of its own."""

Settled = TypeVar("Settled", Guarantee, Share)
"""A line with an amount for each month in which it is settled."""


def price_months(contract: Contract) -> Iterator[PricesOf]:
    """Yield at which months' prices each amount of money of a contract is, by the day from which that holds."""
    rules = contract.deductions
    yield from (line.prices_of or () for line in contract.charge.lines)
    monthly: tuple[Part, ...] = (*contract.caps, *contract.outcomes, *contract.unit_prices)
    monthly += (*contract.guarantees, *contract.shares, *contract.bands.values())
    monthly += tuple(filter(None, (rules.point, rules.amount_at_risk, rules.reporting_failure)))
    yield from (_of(each) for each in monthly)


def held_on(schedule: PricesOf, day: date) -> Month | None:
    """Return at which month's prices an amount is on a day, or None where it follows no index."""
    held = None
    for start, base in schedule:
        held = base if start <= day else held
    return held


def _of(part: Part) -> PricesOf:
    return [(_first_day(start), base) for start, base in getattr(part, "prices_of", None) or ()]


def _first_day(start: Month) -> date:
    return date.min if start == ALWAYS else months.first_day(start)


def at_prices(contract: Contract, ladder: "Ladder") -> Contract:
    """Return a contract whose prices have an entry more for each month in which the index moves them."""
    lines = tuple(
        line.model_copy(update={"annual": indexed_prices(line.annual, line.prices_of or (), ladder)})
        for line in contract.charge.lines
    )
    rules = contract.deductions
    parts = {"point": rules.point, "amount_at_risk": rules.amount_at_risk, "reporting_failure": rules.reporting_failure}
    changed = {name: _part_at_prices(part, ladder) for name, part in parts.items() if part is not None}
    return contract.model_copy(
        update={
            "charge": contract.charge.model_copy(update={"lines": lines}),
            **_bands_at_prices(contract, ladder),
            "deductions": rules.model_copy(update=changed),
            "caps": tuple(_part_at_prices(cap, ladder) for cap in contract.caps),
            "outcomes": tuple(_slices_at_prices(line, ladder) for line in contract.outcomes),
            "guarantees": tuple(_settled_at_prices(line, "profile", ladder) for line in contract.guarantees),
            "shares": tuple(_settled_at_prices(line, "baseline", ladder) for line in contract.shares),
            "unit_prices": tuple(_slices_at_prices(line, ladder) for line in contract.unit_prices),
        }
    )


def _part_at_prices(part: Priced, ladder: "Ladder") -> Priced:
    """Return a rule whose dated amounts of money follow the index."""
    amounts = {name: getattr(part, name, None) for name in ("pounds", "late", "missing", "amount")}
    return part.model_copy(
        update={name: _monthly(schedule, _of(part), ladder) for name, schedule in amounts.items() if schedule}
    )


def _slices_at_prices(line: Sliced, ladder: "Ladder") -> Sliced:
    """Return a line paid by volume whose price or tariff follows the index in every slice."""
    slices = [part.model_copy(update={"price": _monthly(part.price, _of(line), ladder)}) for part in line.slices]
    return line.model_copy(update={"slices": tuple(slices)})


def _settled_at_prices(line: Settled, name: str, ladder: "Ladder") -> Settled:
    """Return a line whose amounts are each at the prices of the month under which they stand."""
    amounts: Sequence[tuple[Month, int]] = getattr(line, name)
    prices_of = _of(line)
    moved = [(at, ladder.price(pence, held_on(prices_of, months.first_day(at)), at)) for at, pence in amounts]
    return line.model_copy(update={name: tuple(moved)})


def _bands_at_prices(contract: Contract, ladder: "Ladder") -> dict[str, object]:
    """Return band tables, with one more for each month in which an amount moves, and indicators that name them."""
    tables = dict(contract.bands)
    indicators = tuple(_with_tables(one, contract.bands, tables, ladder) for one in contract.indicators)
    return {"bands": tables, "indicators": indicators}


def _with_tables(
    one: Indicator, stated: Mapping[str, BandTable], tables: dict[str, BandTable], ladder: "Ladder"
) -> Indicator:
    """Return an indicator with an entry for each month in which its bands' amounts move; add those tables."""
    names = [(_first_day(start), name) for start, name in one.bands]
    of_index = {months.first_day(rung) for rung in ladder.rungs}
    moves = of_index | {start for _, name in one.bands for start, _ in _of(stated[name])} | {day for day, _ in names}
    entries: list[tuple[Month, str]] = []
    for day in sorted(move for move in moves if move >= names[0][0]):
        start = ALWAYS if day == date.min else months.of_day(day)
        name = next(name for begins, name in reversed(names) if begins <= day)
        table = _table_at_prices(stated[name], day, ladder)
        if table != stated[name]:
            name = f"{name} at prices of {months.label(start)}"
            tables[name] = table
        held = tables[entries[-1][1]] if entries else None
        if (day, name) in names or tables[name] != held:
            entries.append((start, name))
    return one.model_copy(update={"bands": tuple(entries)})


def _table_at_prices(table: BandTable, day: date, ladder: "Ladder") -> BandTable:
    base = held_on(_of(table), day)
    if base is None:
        return table
    priced = months.of_day(day)
    return table.model_copy(
        update={"rungs": tuple(_rung_at_prices(rung, base, priced, ladder) for rung in table.rungs)}
    )


def _rung_at_prices(rung: Rung, base: Month, priced: Month, ladder: "Ladder") -> Rung:
    """Return a band whose amount, amount for each unit or amount in full is at the prices of a month."""
    if rung.pounds is not None:
        return rung.model_copy(update={"pounds": ladder.price(rung.pounds, base, priced)})
    if rung.per_unit is not None:
        unit = rung.per_unit.model_copy(update={"pounds": ladder.price(rung.per_unit.pounds, base, priced)})
        return rung.model_copy(update={"per_unit": unit})
    if rung.linear is not None and rung.linear.pounds is not None:
        linear = rung.linear.model_copy(update={"pounds": ladder.price(rung.linear.pounds, base, priced)})
        return rung.model_copy(update={"linear": linear})
    return rung


def _monthly(
    schedule: Sequence[tuple[Month, int]], prices_of: PricesOf, ladder: "Ladder"
) -> tuple[tuple[Month, int], ...]:
    by_day = [(_first_day(start), pence) for start, pence in schedule]
    indexed = indexed_prices(by_day, prices_of, ladder)
    return tuple((ALWAYS if start == date.min else months.of_day(start), pence) for start, pence in indexed)


def indexed_prices(
    schedule: Sequence[tuple[date, int]], prices_of: PricesOf, ladder: "Ladder"
) -> tuple[tuple[date, int], ...]:
    """Return a schedule of prices with an entry wherever the price, its price month or the index moves."""
    stated = dict(schedule)
    moves = {*stated, *(start for start, _ in prices_of), *(months.first_day(rung) for rung in ladder.rungs)}
    entries: list[tuple[date, int]] = []
    for start in sorted(moves):
        if start >= schedule[0][0]:
            price = ladder.price(_in_force(schedule, start), held_on(prices_of, start), months.of_day(start))
            # A price that does not move begins no stretch of its own, by which a part month would be rounded.
            if start in stated or price != entries[-1][1]:
                entries.append((start, price))
    return tuple(entries)


def _in_force(schedule: Sequence[tuple[date, int]], day: date) -> int:
    return next(pence for start, pence in reversed(schedule) if start <= day)
