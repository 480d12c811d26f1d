"""Unit prices as terms: volumes in millionths times a scale by which every stated volume becomes whole."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Any

from contracts.contract import Contract
from contracts.earned import earned_lines
from contracts.months import Month
from contracts.rounding import ROUNDED_TO
from contracts.terms.calendar import FIGURE_SCALE
from contracts.terms.scales import scale_of
from contracts.unit_prices import UnitPrice
from contracts.values import in_force

Row = dict[str, Any]


def rows(contract: Contract) -> dict[str, list[Row]]:
    """Return the tables of unit prices; empty where the contract has none."""
    numbers = {one.id: place for place, one in enumerate(contract.indicators, start=1)}
    prices = [(number, line) for number, line in earned_lines(contract) if isinstance(line, UnitPrice)]
    return {
        "term_unit_price": [
            {
                "charge_line": number,
                "indicator": numbers[line.volume_of],
                "takes_minimum": int(line.missing == "the minimum"),
                "through_year": int(line.slices_run == "through the contract year"),
                "limits_year": int(line.limits_of == "a contract year"),
                "volume_scale": _scale(line),
                "rounded_to": ROUNDED_TO[line.rounded_to],
            }
            for number, line in prices
        ],
        "term_unit_slice": [row for number, line in prices for row in _slices(contract, number, line)],
    }


def amount_scales(contract: Contract) -> Iterator[int]:
    """Yield the denominator of what each line comes to."""
    yield from (FIGURE_SCALE * _scale(line) for line in contract.unit_prices)


def _scale(line: UnitPrice) -> int:
    edges = [edge for part in line.slices for edge in (part.above, part.to) if edge is not None]
    return scale_of([*edges, *(volume for limit in (line.minimum, line.maximum) for _, volume in limit or ())])


def _slices(contract: Contract, number: int, line: UnitPrice) -> Iterator[Row]:
    """Yield the slices run of months by run of months, with the limits on a month's volume beside each."""
    scale = FIGURE_SCALE * _scale(line)
    schedules = [line.minimum or (), line.maximum or (), *(part.price for part in line.slices)]
    first, end = contract.first_month, Month(contract.last_month + 1)
    starts = {start for schedule in schedules for start, _ in schedule if first < start < end}
    for start, stop in pairwise([first, *sorted(starts), end]):
        minimum, maximum = (in_force(limit or (), start) for limit in (line.minimum, line.maximum))
        for part in line.slices:
            yield {
                "charge_line": number,
                "first_month": start,
                "end_month": stop,
                "minimum": _scaled(minimum, scale),
                "maximum": _scaled(maximum, scale),
                "above": _scaled(part.above, scale),
                "up_to": _scaled(part.to, scale),
                "price": in_force(part.price, start) or 0,
            }


def _scaled(volume: Fraction | None, scale: int) -> int | None:
    return None if volume is None else int(volume * scale)
