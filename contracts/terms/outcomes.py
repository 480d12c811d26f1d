"""Outcome payments as terms: numbers of outcomes over a scale by which every stated number becomes whole."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Any

from contracts.contract import Contract
from contracts.earned import earned_lines
from contracts.months import Month
from contracts.outcomes import Outcome
from contracts.rounding import ROUNDED_TO
from contracts.terms.scales import scale_of
from contracts.values import in_force

Row = dict[str, Any]


def rows(contract: Contract) -> dict[str, list[Row]]:
    """Return the tables of outcome payments; empty where the contract has none."""
    outcomes = [(number, line) for number, line in earned_lines(contract) if isinstance(line, Outcome)]
    return {
        "term_outcome": [_row(contract, number, line) for number, line in outcomes],
        "term_outcome_slice": [row for number, line in outcomes for row in _slices(contract, number, line)],
        "term_on_account": [
            {"charge_line": number, "month": month, "pence": pence}
            for number, line in outcomes
            for month, pence in (line.on_account.paid if line.on_account else ())
        ],
    }


def _row(contract: Contract, number: int, line: Outcome) -> Row:
    place, indicator = next(
        (place, one) for place, one in enumerate(contract.indicators, start=1) if one.id == line.verified
    )
    return {
        "charge_line": number,
        "indicator": place,
        "slices_run": line.slices_run,
        "divides": int(indicator.measure.of is not None),
        "unit_factor": 100 if indicator.unit == "percent" else 1,
        "edge_scale": _edge_scale(line),
        "deadweight_scale": _deadweight_scale(line),
        "rounded_to": ROUNDED_TO[line.rounded_to],
        "settled": line.on_account.settled if line.on_account else contract.last_month,
    }


def _edge_scale(line: Outcome) -> int:
    edges = [edge for part in line.slices for edge in (part.above, part.to) if edge is not None]
    return scale_of([*edges, *_attained(line)])


def _attained(line: Outcome) -> list[Fraction]:
    """Return from how many outcomes on any are paid, and how many are paid at most."""
    return [line.attainment.full * line.attainment.minimum / 100, line.attainment.full] if line.attainment else []


def _deadweight_scale(line: Outcome) -> int:
    return scale_of(percent / 100 for _, percent in line.deadweight or ())


def _slices(contract: Contract, number: int, line: Outcome) -> Iterator[Row]:
    scale, deadweight = _edge_scale(line), _deadweight_scale(line)
    least, most = (int(edge * scale) for edge in _attained(line)) if line.attainment else (None, None)
    schedules = [line.deadweight or (), *(part.price for part in line.slices)]
    first, end = contract.first_month, Month(contract.last_month + 1)
    starts = {start for schedule in schedules for start, _ in schedule if first < start < end}
    for start, stop in pairwise([first, *sorted(starts), end]):
        off = (in_force(line.deadweight or (), start) or Fraction(0)) / 100
        for part in line.slices:
            yield {
                "charge_line": number,
                "first_month": start,
                "end_month": stop,
                "kept": int((1 - off) * deadweight),
                "least": least,
                "most": most,
                "above": int(part.above * scale),
                "up_to": None if part.to is None else int(part.to * scale),
                "tariff": in_force(part.price, start) or 0,
            }
