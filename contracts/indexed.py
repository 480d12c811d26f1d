"""Step 0, indexation: a contract with its prices as the index values known at a moment make them.

An indexed price is one more dated entry for each twelve months, worked out exactly and rounded to the penny, so that
everything after reads prices and knows nothing of an index. Where a value that has come due is not known, prices hold
as they were and the month from which they cannot be told is named.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import reduce
from itertools import pairwise
from operator import mul
from typing import Literal, TypeVar, get_args

from contracts import months
from contracts.contract import Contract
from contracts.indexation import Index
from contracts.months import Month
from contracts.outcomes import Outcome
from contracts.parts import Part
from contracts.rounding import half_up
from contracts.unit_prices import UnitPrice
from contracts.values import ALWAYS

Stage = Literal["provisional", "final"]
PricesOf = Sequence[tuple[date, Month | None]]
YEAR = 12

Priced = TypeVar("Priced", bound=Part)
"""A rule with amounts of money that may follow an index: a point, an amount at risk, a reporting failure, a cap."""

Sliced = TypeVar("Sliced", Outcome, UnitPrice)
"""A line with slices, each at a price of its own."""


@dataclass(frozen=True, order=True)
class IndexValue:
    """A published value of an index for a month. Of two for one month and stage the later in a list counts."""

    series: str
    month: Month
    stage: Stage
    value: Fraction


@dataclass(frozen=True)
class MissingValue:
    """The first month whose prices cannot be told, and the month whose index value they need."""

    priced: Month
    value_of: Month


@dataclass(frozen=True)
class Indexed:
    """A contract at the prices that an index makes; ``missing`` is None where every value that came due is known."""

    contract: Contract
    ladder: "Ladder | None" = None
    missing: MissingValue | None = None


@dataclass(frozen=True)
class Ladder:
    """The months from which prices went up with the index (``rungs``), and the index values that count."""

    index: Index
    values: Mapping[Month, Fraction]
    rungs: tuple[Month, ...]

    def value_month(self, priced: Month) -> Month | None:
        """Return the month whose index value counts for prices in a month, or None before the first indexed one."""
        reached = [rung for rung in self.rungs if rung <= priced]
        return _value_month(self.index, reached[-1]) if reached else None

    def changes(self, price_month: Month, value_month: Month) -> list[Fraction]:
        """Return the changes since a price's own month, each collared; none where the price is of that month or later.

        Raises:
            KeyError: a value is not known.
        """
        known = [self.values[month] for month in values_needed(self.index, price_month, value_month)]
        return [_collared(self.index, after / before) for before, after in pairwise(known)]

    def factor(self, price_month: Month, value_month: Month) -> Fraction:
        """Return the factor, rounded to its places: round(fixed share + the rest x change)."""
        fixed, change = self.index.fixed_share / 100, reduce(mul, self.changes(price_month, value_month), Fraction(1))
        scale: int = 10**self.index.places
        return Fraction(half_up((fixed + (1 - fixed) * change) * scale), scale)

    def price(self, pence: int, price_month: Month | None, priced: Month) -> int:
        """Return a price of a month in whole pence; one that is not indexed stays as it is."""
        value_month = self.value_month(priced)
        if price_month is None or value_month is None:
            return pence
        return half_up(pence * self.factor(price_month, value_month))


def values_needed(index: Index, price_month: Month, value_month: Month) -> list[Month]:
    """Return the months whose index values a factor is made from, oldest first; none where nothing has changed yet."""
    if value_month <= price_month:
        return []
    if index.change == "cumulative":
        return [price_month, value_month]
    return [Month(month) for month in range(price_month, value_month + 1, YEAR)]


def _value_month(index: Index, rung: Month) -> Month:
    return Month(index.value_of + rung - index.from_)


def _collared(index: Index, change: Fraction) -> Fraction:
    if index.collar is None:
        return change
    return min(max(change, 1 + index.collar.from_ / 100), 1 + index.collar.to / 100)


def values_that_count(index: Index, known: Iterable[IndexValue]) -> dict[Month, Fraction]:
    """Return the value of each month that the contract goes by, from those known so far."""
    of_series = [each for each in known if each.series == index.series]
    # Of a month's two values the final one comes last and so stays, where it is to replace the provisional one.
    stages = {"final": ("final",), "provisional for good": ("provisional",)}.get(index.figures, get_args(Stage))
    return {each.month: each.value for stage in stages for each in of_series if each.stage == stage}


def with_index(contract: Contract, known: Iterable[IndexValue], through: Month) -> Indexed:
    """Return a contract at the prices of the index values known in a month; months still to come take the last ones."""
    index = contract.charge.index
    if index == "none":
        return Indexed(contract)
    values, rungs = values_that_count(index, known), list[Month]()
    missing: MissingValue | None = None
    for rung in map(Month, range(index.from_, contract.last_month + 1, YEAR)):
        lacking = [month for month in _needed_in(contract, index, rung) if month not in values]
        if lacking:
            missing = MissingValue(rung, lacking[-1]) if rung <= through else None
            break
        rungs.append(rung)
    ladder = Ladder(index, values, tuple(rungs))
    return Indexed(_at_prices(contract, ladder), ladder, missing)


def _needed_in(contract: Contract, index: Index, rung: Month) -> list[Month]:
    """Return the values that the prices of the twelve months from a month on need, oldest first."""
    needed = set[Month]()
    first, end = months.first_day(rung), months.first_day(Month(rung + YEAR))
    for schedule in _price_months(contract):
        for base in {_held(schedule, first), *(base for start, base in schedule if first < start < end)} - {None}:
            needed |= set(values_needed(index, base or rung, _value_month(index, rung)))
    return sorted(needed)


def _price_months(contract: Contract) -> Iterator[PricesOf]:
    rules = contract.deductions
    yield from (line.prices_of or () for line in contract.charge.lines)
    monthly: tuple[Part, ...] = (*contract.caps, *contract.outcomes, *contract.unit_prices)
    monthly += tuple(filter(None, (rules.point, rules.amount_at_risk, rules.reporting_failure)))
    yield from (_by_day(getattr(each, "prices_of", None) or ()) for each in monthly)


def _held(schedule: PricesOf, day: date) -> Month | None:
    held = None
    for start, base in schedule:
        held = base if start <= day else held
    return held


def _by_day(schedule: Sequence[tuple[Month, Month | None]]) -> PricesOf:
    return [(_first_day(start), base) for start, base in schedule]


def _first_day(start: Month) -> date:
    return date.min if start == ALWAYS else months.first_day(start)


def _at_prices(contract: Contract, ladder: Ladder) -> Contract:
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
            "deductions": rules.model_copy(update=changed),
            "caps": tuple(_part_at_prices(cap, ladder) for cap in contract.caps),
            "outcomes": tuple(_slices_at_prices(line, ladder) for line in contract.outcomes),
            "unit_prices": tuple(_slices_at_prices(line, ladder) for line in contract.unit_prices),
        }
    )


def _part_at_prices(part: Priced, ladder: Ladder) -> Priced:
    """Return a rule whose dated amounts of money follow the index."""
    amounts = {name: getattr(part, name, None) for name in ("pounds", "late", "missing", "amount")}
    prices_of = _by_day(getattr(part, "prices_of", None) or ())
    return part.model_copy(
        update={name: _monthly(schedule, prices_of, ladder) for name, schedule in amounts.items() if schedule}
    )


def _slices_at_prices(line: Sliced, ladder: Ladder) -> Sliced:
    """Return a line paid by volume whose price or tariff follows the index in every slice."""
    prices_of = _by_day(line.prices_of or ())
    slices = [part.model_copy(update={"price": _monthly(part.price, prices_of, ladder)}) for part in line.slices]
    return line.model_copy(update={"slices": tuple(slices)})


def _monthly(
    schedule: Sequence[tuple[Month, int]], prices_of: PricesOf, ladder: Ladder
) -> tuple[tuple[Month, int], ...]:
    by_day = [(_first_day(start), pence) for start, pence in schedule]
    indexed = indexed_prices(by_day, prices_of, ladder)
    return tuple((ALWAYS if start == date.min else months.of_day(start), pence) for start, pence in indexed)


def indexed_prices(
    schedule: Sequence[tuple[date, int]], prices_of: PricesOf, ladder: Ladder
) -> tuple[tuple[date, int], ...]:
    """Return a schedule of prices with an entry wherever the price, its price month or the index moves."""
    stated = dict(schedule)
    moves = {*stated, *(start for start, _ in prices_of), *(months.first_day(rung) for rung in ladder.rungs)}
    entries: list[tuple[date, int]] = []
    for start in sorted(moves):
        if start >= schedule[0][0]:
            price = ladder.price(_in_force(schedule, start), _held(prices_of, start), months.of_day(start))
            # A price that does not move begins no stretch of its own, by which a part month would be rounded.
            if start in stated or price != entries[-1][1]:
                entries.append((start, price))
    return tuple(entries)


def _in_force(schedule: Sequence[tuple[date, int]], day: date) -> int:
    return next(pence for start, pence in reversed(schedule) if start <= day)
