"""What is expected of the indicators in the months to come, in as many futures: figures as the mechanism reads them.

The denominator of a month to come is that of the same month last year, and a month in which there was nothing to
measure has nothing to measure again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from contracts.indicators import FromRows, Indicator
from contracts.months import Month
from contracts.terms.calendar import FIGURE_SCALE, is_measured
from contracts.values import in_force
from metrics.outlook.futures import Futures, Range, futures_of, range_of
from metrics.outlook.methods import YEAR, Table
from metrics.outlook.series import LARGEST, Kind, Series
from metrics.scenarios import CHANGED
from statements.documents import TO_COME
from statements.history import drawn_value
from statements.ledger import Ledger
from statements.outlook.words import written

NIL: Final = "nil activity"


@dataclass(frozen=True)
class Ahead:
    """The months to come: from the figures up to ``last`` to ``end``, the last month of a contract year."""

    last: Month
    end: Month


@dataclass(frozen=True)
class Expected:
    """An indicator in as many futures: whole numerators, a row a future and a column a month, and its denominators.

    Both are in millionths, and so is ``grain``, the least by which numerators differ. ``nil`` are the months in which
    there is nothing to measure.
    """

    number: int
    agreed: Indicator
    futures: Futures
    numerators: NDArray[np.int64]
    denominators: tuple[int, ...]
    grain: int
    nil: tuple[Month, ...]

    @property
    def months(self) -> tuple[Month, ...]:
        """The months to come that have a figure."""
        return self.futures.series.to_come

    @cached_property
    def values(self) -> Table:
        """The figures in the displayed unit, from the whole numbers that the mechanism reads."""
        values: Table = self.numerators * self._factor / np.array(self.denominators)
        return values

    def range_in(self, place: int) -> Range:
        """Return the range of a month to come: at least the futures' own, which is what held-back figures were held to.

        Whole cases alone would say too much, since how many there will be is not known: all futures may be the same
        case of last year's count. A range that would still have no width has one case to either side.
        """
        found, denominator = range_of(self.values[:, place]), self.denominators[place]
        if denominator != FIGURE_SCALE:
            own = range_of(self.futures.figures[:, place])
            found = Range(min(found.low, own.low), max(found.high, own.high))
        if written(self.agreed.unit, found.low) != written(self.agreed.unit, found.high):
            return found
        case, series = self.grain * self._factor / denominator, self.futures.series
        low, high = max(found.low - case, series.lowest), min(found.high + case, series.highest)
        return Range(min(low, found.low), max(high, found.high))

    @property
    def _factor(self) -> int:
        return 100 if self.agreed.unit == "percent" else 1

    def changed(self) -> pl.DataFrame:
        """Return the figures of every future as the scenarios of a replay."""
        count = len(self.numerators)
        parts = [
            _rows(self.number, month, count, self.numerators[:, place], self.denominators[place], nil=False)
            for place, month in enumerate(self.months)
        ]
        parts += [_rows(self.number, month, count, np.zeros(count, np.int64), 0, nil=True) for month in self.nil]
        return pl.concat(parts) if parts else pl.DataFrame(schema=CHANGED)


def _rows(  # noqa: PLR0913, PLR0917 -- the columns of a figure
    number: int, month: Month, count: int, numerators: NDArray[np.int64], denominator: int, nil: bool
) -> pl.DataFrame:
    return pl.DataFrame({"scenario": np.arange(count), "numerator": numerators}).select(
        scenario="scenario",
        indicator=pl.lit(number),
        month=pl.lit(int(month)),
        numerator="numerator",
        denominator=pl.lit(denominator),
        nil_activity=pl.lit(int(nil)),
    ).cast(pl.Schema(CHANGED)).select(list(CHANGED))  # fmt: skip


def expected(ledger: Ledger, number: int, ahead: Ahead, copies: int) -> Expected | None:
    """Return what is expected of an indicator after a month, or ``None`` where nothing can be supposed of it."""
    series, nil = series_of(ledger, number, ahead)
    if not series.usable or not (series.to_come or nil):
        return None
    futures = futures_of(series, copies)
    denominators = tuple(_denominator(ledger, number, month, ahead.last) for month in series.to_come)
    agreed = ledger.frozen.contract.indicators[number - 1]
    grain = _grain(ledger, number, ahead.last)
    scaled = futures.figures / (100 if agreed.unit == "percent" else 1) * np.array(denominators)
    if scaled.size and np.abs(scaled).max() > LARGEST * FIGURE_SCALE / 1000:
        return None
    numerators = (np.rint(scaled / grain) * grain).astype(np.int64)
    return Expected(number, agreed, futures, numerators, denominators, grain, nil)


def series_of(ledger: Ledger, number: int, ahead: Ahead) -> tuple[Series, tuple[Month, ...]]:
    """Return an indicator's figures up to a month with the months to come, and those that will have no activity."""
    contract = ledger.frozen.contract
    agreed = contract.indicators[number - 1]
    measured = [month for of, month in sorted(ledger.measures) if of == number and month <= ahead.last]
    drawn = {month: drawn_value(ledger, number, month) for month in measured}
    known = {month: value for month, value in drawn.items() if value is not None}
    to_come = tuple(_to_come(ledger, number, ahead))
    nil = tuple(month for month in to_come if _status(ledger, number, Month(month - YEAR)) == NIL)
    series = Series(
        name=agreed.id,
        kind=_kind(agreed),
        known=known,
        to_come=tuple(month for month in to_come if month not in nil),
        lowest=0 if min(known.values(), default=0) >= 0 else -LARGEST,
        highest=_highest(agreed, max(known.values(), default=0)),
    )
    return series, nil


def _kind(agreed: Indicator) -> Kind:
    return "count" if agreed.unit == "count" and agreed.plan is None else "rate"


def _highest(agreed: Indicator, most: float) -> float:
    """A share of cases is 100% at most; a sum of money may be more than what it is held against."""
    is_share = agreed.unit == "percent" and not isinstance(agreed.measure, FromRows) and most <= 100
    return 100 if is_share else LARGEST


def _to_come(ledger: Ledger, number: int, ahead: Ahead) -> Iterator[Month]:
    """Yield the months in which an indicator is still to be measured, those awaited among them."""
    contract = ledger.frozen.contract
    agreed = contract.indicators[number - 1]
    for month in map(Month, range(contract.first_month, ahead.end + 1)):
        known = month <= ahead.last and _status(ledger, number, month) not in TO_COME
        measurable = agreed.measurable is None or in_force(agreed.measurable, month) is not False
        if not known and measurable and is_measured(agreed, month) and agreed.unit != "milestone":
            yield month


def _status(ledger: Ledger, number: int, month: Month) -> str | None:
    row = ledger.measures.get((number, month))
    return None if row is None else str(row["data_status"])


def _denominator(ledger: Ledger, number: int, month: Month, last: Month) -> int:
    """Return the denominator of the same month last year, or the last one that is known."""
    before = [at for of, at in sorted(ledger.measures) if of == number and at <= last]
    for at in (Month(month - YEAR), *reversed(before)):
        row = ledger.measures.get((number, at)) if at <= last else None
        if row is not None and row["denominator"]:
            return int(row["denominator"])
    return FIGURE_SCALE


def _grain(ledger: Ledger, number: int, last: Month) -> int:
    """Return the coarsest of a whole, a tenth and so on in which every known numerator is a whole number."""
    found = [int(row["numerator"] or 0) for (of, at), row in ledger.measures.items() if of == number and at <= last]
    grain = FIGURE_SCALE
    while any(numerator % grain for numerator in found):
        grain //= 10
    return grain
