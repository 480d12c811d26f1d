"""What the contract year comes to in pounds: deductions by the mechanism itself, and sums of money in the returns."""

from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np
import polars as pl

from contracts import months
from contracts.indicators import FromRows
from contracts.months import Month
from contracts.terms.calendar import FIGURE_SCALE, is_measured
from metrics.outlook.futures import futures_of, range_of
from metrics.outlook.methods import Table
from metrics.outlook.series import Series
from statements.ledger import Ledger
from statements.outlook import words
from statements.outlook.documents import PenceAhead, PoundsOutlook
from statements.outlook.expected import Ahead
from statements.outlook.indicators import LEAST

SUMS: Final = {
    ("traded_services", "income"): "Income of traded services",
    ("traded_services", "full_cost"): "Full cost of traded services",
    ("sen_transport", "cost"): "Cost of SEN transport",
}
"""What adds up over a year, of the columns that a measure may sum."""


def deducted(ledger: Ledger, net: pl.DataFrame, ahead: Ahead, borne_out: tuple[float, ...] = ()) -> PoundsOutlook:
    """Return what the year's statements take off, from charge and net of every future's months.

    Each future is taken with each part in which earlier outlooks were ``borne_out``: so much of what it costs comes.
    """
    month, end = ahead.last, ahead.end
    first = year_start(ledger, end)
    to_come = range(max(first, month + 1), end + 1)
    known = [at for at in map(Month, range(first, month + 1)) if at in ledger.net]
    so_far = sum(int(ledger.net[at]["charge"]) - int(ledger.net[at]["net"]) for at in known)
    before = taken_off(net, range(first, month + 1))
    low, high = _range(np.repeat(before, len(borne_out) or 1) + _coming(taken_off(net, to_come), borne_out))
    until = max(known, default=None)
    return PoundsOutlook(
        id="deducted",
        title="Deducted",
        so_far=so_far,
        so_far_until=None if until is None else months.label(until),
        low=low,
        high=high,
        straight_line=None,
        months=tuple(_month(Month(at), _coming(taken_off(net, [at]), borne_out)) for at in to_come),
        range_said=words.range_deducted(low, high, so_far, words.year(first, end)),
        finding=words.of_deduction(low, high, so_far, until, words.year(first, end), borne_out),
        earlier=len(borne_out),
    )


def taken_off(net: pl.DataFrame, of: Iterable[int]) -> Table:
    """Return what is taken off in some months, whole pence, in each future in its order."""
    off = pl.when(pl.col("month").is_in(list(of))).then(pl.col("charge") - pl.col("net")).otherwise(0)
    yearly = net.group_by("scenario").agg(off.sum().alias("off")).sort("scenario")
    return yearly["off"].to_numpy().astype(np.float64)


def _coming(pence: Table, borne_out: tuple[float, ...]) -> Table:
    coming: Table = np.outer(pence, borne_out or (1.0,)).ravel()
    return coming


def sums_of_rows(ledger: Ledger, ahead: Ahead, futures: int) -> Iterator[PoundsOutlook]:
    """Yield the year's range of each sum of money that an indicator measures every month from rows."""
    seen = set()
    for number, agreed in enumerate(ledger.frozen.contract.indicators, start=1):
        measure = agreed.measure
        if not isinstance(measure, FromRows) or measure.only or (measure.from_, measure.sum) not in SUMS:
            continue
        if (measure.from_, measure.sum) in seen or not all(is_measured(agreed, Month(at)) for at in range(12)):
            continue
        seen.add((measure.from_, measure.sum))
        series = _series(ledger, number, measure, ahead)
        if len(series.usable) >= LEAST:
            yield _sum(series, SUMS[measure.from_, measure.sum], year_start(ledger, ahead.end), ahead.end, futures)


def _series(ledger: Ledger, number: int, measure: FromRows, ahead: Ahead) -> Series:
    parts = ledger.frozen.records["record_part"].filter(pl.col("indicator") == number)
    summed = dict(parts.group_by("month").agg(pl.col("numerator").sum()).iter_rows())
    came = sorted(at for at, dataset in ledger.frozen.in_force if dataset == measure.from_ and at <= ahead.last)
    known = {at: float(summed.get(at) or 0) / FIGURE_SCALE for at in came}
    to_come = tuple(at for at in map(Month, range(year_start(ledger, ahead.end), ahead.end + 1)) if at not in known)
    return Series(f"{measure.from_}.{measure.sum}", "sum", known, to_come, lowest=0)


def _sum(series: Series, title: str, first: Month, end: Month, futures: int) -> PoundsOutlook:
    found = futures_of(series, futures)
    so_far = {at: value for at, value in series.usable.items() if at >= first}
    spent = sum(so_far.values())
    low, high = _range((found.figures.sum(axis=1) + spent) * 100)
    straight = round(spent * 100 / len(so_far) * (end + 1 - first)) if so_far else None
    return PoundsOutlook(
        id=series.name,
        title=title,
        so_far=round(spent * 100),
        so_far_until=months.label(max(so_far)) if so_far else None,
        low=low,
        high=high,
        straight_line=straight,
        months=tuple(_month(at, found.of(at) * 100) for at in series.to_come),
        range_said=words.of_sum(title, low, high, None, words.year(first, end)),
        finding=words.of_sum(title, low, high, straight, words.year(first, end)),
    )


def _month(month: Month, pence: Table) -> PenceAhead:
    low, high = _range(pence)
    return PenceAhead(month=months.label(month), low=low, high=high)


def _range(pence: Table) -> tuple[int, int]:
    lies = range_of(pence)
    return round(lies.low), round(lies.high)


def year_start(ledger: Ledger, end: Month) -> Month:
    """Return the first month of the contract year that a month lies in."""
    contract = ledger.frozen.contract
    return Month(max(end + 1 - contract.month_of_year(end), contract.first_month))
