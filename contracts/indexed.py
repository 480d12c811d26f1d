"""Step 0, indexation: a contract with its prices as the index values known at a moment make them.

An indexed price is one more dated entry for each twelve months, worked out exactly and rounded as stated, so that
everything after reads prices and knows nothing of an index. Where a value that has come due is not known, prices hold
as they were and the month from which they cannot be told is named.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from itertools import pairwise
from operator import mul
from typing import Literal, get_args

from contracts import months
from contracts.at_prices import at_prices, held_on, price_months
from contracts.contract import Contract
from contracts.indexation import Index
from contracts.months import Month
from contracts.rounding import half_up

Stage = Literal["provisional", "final"]
YEAR = 12


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
        """Return a price of a month in whole pence, rounded as stated; one that no index has moved stays as it is."""
        value_month = self.value_month(priced)
        if price_month is None or value_month is None or not values_needed(self.index, price_month, value_month):
            return pence
        unit = self.index.rounded_to
        return unit * half_up(pence * self.factor(price_month, value_month) / unit)


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
    return Indexed(at_prices(contract, ladder), ladder, missing)


def _needed_in(contract: Contract, index: Index, rung: Month) -> list[Month]:
    """Return the values that the prices of the twelve months from a month on need, oldest first."""
    needed = set[Month]()
    first, end = months.first_day(rung), months.first_day(Month(rung + YEAR))
    for schedule in price_months(contract):
        for base in {held_on(schedule, first), *(base for start, base in schedule if first < start < end)} - {None}:
            needed |= set(values_needed(index, base or rung, _value_month(index, rung)))
    return sorted(needed)
