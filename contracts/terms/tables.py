"""From a contract to its terms tables."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import lcm
from typing import Any

import polars as pl

from contracts.contract import Contract
from contracts.indicators import FromCases
from contracts.months import Month
from contracts.terms import caps, judgement
from contracts.terms.calendar import (
    charge_rows,
    due_rows,
    instalment_rows,
    measurement_rows,
    month_rows,
    statement_offset,
)
from contracts.terms.columns import TABLES
from contracts.values import in_force

Row = dict[str, Any]


@dataclass(frozen=True)
class Terms:
    """The terms tables of one or more contracts and scenarios: a frame for each name in `columns.TABLES`."""

    tables: Mapping[str, pl.DataFrame]


def terms_of(contract: Contract, scenario: int = 0, number: int = 0) -> Terms:
    """Return a contract's terms under a scenario key and a contract number; indicators are numbered from 1."""
    rows = _rows(contract)
    key = {"scenario": scenario, "contract": number}
    return Terms({name: _frame(name, key, rows[name]) for name in TABLES})


def combine(parts: Sequence[Terms]) -> Terms:
    """Put the terms of several contracts or scenarios into one set of tables."""
    return Terms({name: pl.concat([part.tables[name] for part in parts]) for name in TABLES})


def _frame(name: str, key: Row, rows: Iterable[Row]) -> pl.DataFrame:
    return pl.DataFrame([key | row for row in rows], schema=TABLES[name], orient="row")


def _rows(contract: Contract) -> dict[str, list[Row]]:
    scale = points_scale(contract)
    indicators = list(enumerate(contract.indicators, start=1))
    rows = {
        "term_contract": [_contract_row(contract, scale)],
        "term_month": list(month_rows(contract)),
        "term_charge": list(charge_rows(contract)),
        "term_instalment": list(instalment_rows(contract)),
        "term_due": list(due_rows(contract)),
        "term_indicator": list(_indicator_rows(contract)),
        "term_case_type": list(_case_type_rows(contract)),
        "term_taken": list(_taken_rows(contract)),
        "term_measurement": [row for n, one in indicators for row in measurement_rows(contract, n, one)],
        "term_target": [row for n, one in indicators for row in judgement.target_rows(contract, n, one)],
        "term_band": [row for n, one in indicators for row in judgement.band_rows(contract, n, one, scale)],
        "term_repeat": list(_repeat_rows(contract)),
        "term_point": list(_point_rows(contract, scale)),
        "term_ratchet": list(_ratchet_rows(contract, scale)),
        "term_point_table": list(_point_table_rows(contract, scale)),
        "term_reporting": list(_reporting_rows(contract)),
    }
    return rows | caps.rows(contract)


def points_scale(contract: Contract) -> int:
    """Return the whole number by which every number of points in the contract becomes whole, multiplied or not."""
    rules = contract.deductions
    points = [rung.points for table in contract.bands.values() for rung in table.rungs if rung.points is not None]
    points += [points for _, points in rules.free_points.points] if rules.free_points else []
    slices = rules.ratchet.slices if rules.ratchet else ()
    points += [edge for part in slices for edge in (part.above, part.to) if edge is not None]
    points += [step.points for step in (rules.point.table or ())] if rules.point else []
    multipliers = [multiplier for _, multiplier in rules.repeat.multiplier] if rules.repeat else []
    return _scale(points) * _scale(multipliers)


def _scale(numbers: Iterable[Fraction]) -> int:
    return lcm(*(number.denominator for number in numbers))


def _ratchet_scale(contract: Contract) -> int:
    ratchet = contract.deductions.ratchet
    return _scale(part.multiplier for part in ratchet.slices) if ratchet else 1


def _contract_row(contract: Contract, scale: int) -> Row:
    rules, deductions = contract.rules, contract.deductions
    repeat, free, reporting = deductions.repeat, deductions.free_points, deductions.reporting_failure
    return {
        "rounding": rules.rounding,
        "year_starts_new_run": int(repeat is not None and repeat.new_contract_year == "starts a new run"),
        "definition_starts_new_run": int(repeat is not None and repeat.changed_definition == "starts a new run"),
        "free_points_each_service": int(free is not None and free.counted_for == "each service"),
        "points_scale": scale,
        "ratchet_scale": _ratchet_scale(contract),
        "money_scale": _money_scale(contract, scale),
        "has_ratchet": int(deductions.ratchet is not None),
        "reporting_per": reporting.per if reporting else "none",
        "reporting_additional": int(reporting.additional) if reporting else 0,
        "net_below_zero": contract.statement.net_below_zero,
        "statement_offset": statement_offset(contract),
    }


def _money_scale(contract: Contract, scale: int) -> int:
    """Return one denominator for every amount before rounding, which `rounding: statement` adds up unrounded."""
    rules = contract.deductions
    rates = [row["rate_scale"] for row in [*_point_rows(contract, scale), *_point_table_rows(contract, scale)]]
    multipliers = [multiplier for _, multiplier in rules.repeat.multiplier] if rules.repeat else []
    costs = [
        row["cost_scale"]
        for number, indicator in enumerate(contract.indicators, start=1)
        for row in judgement.band_rows(contract, number, indicator, scale)
        if row["cost_kind"] != "points"
    ]
    return lcm(scale * _ratchet_scale(contract) * lcm(*rates), lcm(*costs) * _scale(multipliers))


def _indicator_rows(contract: Contract) -> Iterator[Row]:
    services = list(contract.services)
    for number, indicator in enumerate(contract.indicators, start=1):
        yield {
            "indicator": number,
            "service": services.index(indicator.service) + 1,
            "dataset": indicator.dataset,
            "unit_factor": 100 if indicator.unit == "percent" else 1,
            "is_percentage": int(indicator.unit == "percent"),
            "from_records": int(_prefers_records(contract) and indicator.dataset != "indicators"),
            "basis": indicator.measure.basis if isinstance(indicator.measure, FromCases) else "",
        }


def _prefers_records(contract: Contract) -> bool:
    return contract.rules.records_differ_from_statement == "records"


def _case_type_rows(contract: Contract) -> Iterator[Row]:
    for number, indicator in enumerate(contract.indicators, start=1):
        if isinstance(indicator.measure, FromCases):
            yield from ({"indicator": number, "case_type": name} for name in indicator.measure.case_types)


def _taken_rows(contract: Contract) -> Iterator[Row]:
    when = contract.rules.when
    carried, pool = when.carry_last_status, when.below_minimum
    taken = {
        "missing": (when.missing.take, when.missing.run),
        "below minimum": (pool.take, pool.run),
        "nil activity": (when.nil_activity.take, when.nil_activity.run),
        "not measurable": (when.not_measurable.take, when.not_measurable.run),
        "relieved": ("no deduction", when.relieved.run),
    }
    for status, (take, run) in taken.items():
        yield {
            "data_status": status,
            "take": take,
            "run": run,
            "pool_at_year_end": pool.at_year_end or "",
            "pool_at_definition": pool.at_changed_definition or "",
            "carry_months": carried.months if carried else 0,
            "then_take": carried.then if carried else "",
        }


def _steps(contract: Contract, *schedules: tuple[tuple[Month, Any], ...] | None) -> Iterator[tuple[Month, Row]]:
    """Yield the runs of months in which several dated terms stay the same."""
    first, end = contract.first_month, Month(contract.last_month + 2)
    starts = {first} | {start for schedule in schedules for start, _ in schedule or () if first < start < end}
    for start, stop in pairwise([*sorted(starts), end]):
        yield start, {"first_month": start, "end_month": stop}


def _repeat_rows(contract: Contract) -> Iterator[Row]:
    repeat = contract.deductions.repeat
    for month, span in _steps(contract, repeat.multiplier if repeat else None):
        multiplier = (in_force(repeat.multiplier, month) if repeat else None) or Fraction(1)
        yield span | {"multiplier": multiplier.numerator, "multiplier_scale": multiplier.denominator}


def _point_rows(contract: Contract, scale: int) -> Iterator[Row]:
    free, point = contract.deductions.free_points, contract.deductions.point
    pounds, percent = (point.pounds, point.percent) if point else (None, None)
    kind = "none" if point is None else "pounds" if pounds else "percent" if percent else "table"
    for month, span in _steps(contract, free.points if free else None, pounds, percent):
        free_points = (in_force(free.points, month) if free else None) or Fraction(0)
        rate = Fraction(in_force(pounds or (), month) or 0) + (in_force(percent or (), month) or Fraction(0)) / 100
        yield span | {
            "free_points": int(free_points * scale),
            "point_kind": kind,
            "rate": rate.numerator,
            "rate_scale": rate.denominator,
        }


def _ratchet_rows(contract: Contract, scale: int) -> Iterator[Row]:
    ratchet, ratchet_scale = contract.deductions.ratchet, _ratchet_scale(contract)
    for part in ratchet.slices if ratchet else ():
        yield {
            "above": int(part.above * scale),
            "up_to": None if part.to is None else int(part.to * scale),
            "multiplier": int(part.multiplier * ratchet_scale),
        }


def _point_table_rows(contract: Contract, scale: int) -> Iterator[Row]:
    point = contract.deductions.point
    table = (point.table or ()) if point else ()
    rate_scale = _scale(step.percent / 100 for step in table)
    for step in table:
        rate = int(step.percent / 100 * rate_scale)
        yield {"points": int(step.points * scale), "rate": rate, "rate_scale": rate_scale}


def _reporting_rows(contract: Contract) -> Iterator[Row]:
    reporting = contract.deductions.reporting_failure
    if reporting is None:
        return
    for month, span in _steps(contract, reporting.late, reporting.missing):
        yield span | {"late": in_force(reporting.late, month) or 0, "missing": in_force(reporting.missing, month) or 0}
