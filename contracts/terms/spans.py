"""Runs of months in which nothing that an indicator is judged or priced by changes."""

from bisect import bisect_right
from itertools import chain, pairwise
from typing import Any

from contracts.contract import Contract
from contracts.indicators import Indicator
from contracts.months import Month

Span = tuple[Month, Month]
_Schedule = tuple[tuple[Month, Any], ...]


def statement_offset(contract: Contract) -> int:
    """Return how many months after its own a failure is priced and stated: 0 or 1."""
    return int(contract.rules.priced == "the next month's charge")


def spans(contract: Contract, indicator: Indicator) -> list[Span]:
    """Return an indicator's runs of months, half-open, by the measured month.

    What is the priced month's (pounds a point, the amount at risk) changes a month earlier where the next is priced.
    """
    first, end = contract.first_month, Month(contract.last_month + 1)
    offset = statement_offset(contract)
    starts = {start for schedule in _judged_by(contract, indicator) for start, _ in schedule}
    starts |= {Month(start - offset) for schedule in _priced_by(contract) for start, _ in schedule}
    if indicator.plan is not None:
        starts |= {Month(month) for month in range(first, end)}
    return list(pairwise([first, *sorted(start for start in starts if first < start < end), end]))


def span_of(runs: list[Span], month: Month) -> Month:
    """Return the first month of the run that a month lies in."""
    return runs[bisect_right(runs, month, key=lambda run: run[0]) - 1][0]


def _judged_by(contract: Contract, indicator: Indicator) -> list[_Schedule]:
    repeat, free = contract.deductions.repeat, contract.deductions.free_points
    shared = (repeat.multiplier if repeat else None, free.points if free else None)
    floor = indicator.baseline_floor
    own = (indicator.target, indicator.bands, indicator.weight)
    of_floor = (floor.value, floor.tolerance, floor.band) if floor else ()
    return [schedule or () for schedule in (*own, *of_floor, *shared)]


def _priced_by(contract: Contract) -> list[_Schedule]:
    parts = (contract.deductions.point, contract.deductions.amount_at_risk)
    return list(chain.from_iterable((part.pounds or (), part.percent or ()) for part in parts if part))
