"""From a contract to its terms tables."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import polars as pl

from contracts.contract import Contract
from contracts.indicators import FromCases
from contracts.months import Month
from contracts.terms import caps, earn_back, incidents, judgement, outcomes, shares, stages, unit_prices, vat
from contracts.terms.calendar import (
    base_line_rows,
    charge_rows,
    due_rows,
    instalment_rows,
    measurement_rows,
    month_rows,
)
from contracts.terms.columns import TABLES
from contracts.terms.money_scale import money_scale
from contracts.terms.relief import cases_counted
from contracts.terms.scales import points_scale, ratchet_scale, scale_of
from contracts.terms.spans import statement_offset
from contracts.values import in_force

Row = dict[str, Any]


_EMPTY = {name: pl.DataFrame(schema=schema) for name, schema in TABLES.items()}


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
    found = [key | row for row in rows]
    return pl.DataFrame(found, schema=TABLES[name], orient="row") if found else _EMPTY[name]


def _rows(contract: Contract) -> dict[str, list[Row]]:
    scale = points_scale(contract)
    indicators = list(enumerate(contract.indicators, start=1))
    rows = {
        "term_contract": [_contract_row(contract)],
        "term_month": list(month_rows(contract)),
        "term_charge": list(charge_rows(contract)),
        "term_base_line": list(base_line_rows(contract)),
        "term_instalment": list(instalment_rows(contract)),
        "term_due": list(due_rows(contract)),
        "term_indicator": list(_indicator_rows(contract)),
        "term_case_type": list(_case_type_rows(contract)),
        # Filled for those scenarios in which somebody decided relief.
        "term_without_relief": [],
        # Filled with the months whose runs see others with the relief that was known at their first cut-off.
        "term_run_seen": [],
        # Filled with the months in which something was decided about a deduction.
        "term_decided": [],
        "term_one_failure": list(incidents.rows(contract)),
        "term_pool": list(_pool_rows(contract)),
        "term_rolling_free": list(_rolling_free_rows(contract)),
        "term_rolling_pool": list(_rolling_pool_rows(contract)),
        "term_carried_status": list(_carried_status_rows(contract)),
        "term_stage": [row for n, one in indicators for row in stages.rows(contract, n, one)],
        "term_measurement": [row for n, one in indicators for row in measurement_rows(contract, n, one)],
        "term_judgement": [row for n, one in indicators for row in judgement.judgement_rows(contract, n, one)],
        "term_band": [row for n, one in indicators for row in judgement.band_rows(contract, n, one, scale)],
        "term_ratchet": list(_ratchet_rows(contract, scale)),
        "term_point_table": list(_point_table_rows(contract, scale)),
        "term_reporting": list(_reporting_rows(contract)),
    }
    return (
        rows
        | outcomes.rows(contract)
        | shares.rows(contract)
        | unit_prices.rows(contract)
        | caps.rows(contract)
        | vat.rows(contract)
        | earn_back.rows(contract)
    )


def _contract_row(contract: Contract) -> Row:
    reporting = contract.deductions.reporting_failure
    return {
        "rounding": contract.rules.rounding,
        "money_scale": money_scale(contract),
        "reporting_per": reporting.per if reporting else "none",
        "reporting_additional": int(reporting.additional) if reporting else 0,
        "net_below_zero": contract.statement.net_below_zero,
        "statement_offset": statement_offset(contract),
    }


def _indicator_rows(contract: Contract) -> Iterator[Row]:
    for number, indicator in enumerate(contract.indicators, start=1):
        basis = indicator.measure.basis if isinstance(indicator.measure, FromCases) else ""
        yield {"indicator": number, "dataset": indicator.dataset, "basis": basis, **cases_counted(contract, indicator)}


def _case_type_rows(contract: Contract) -> Iterator[Row]:
    for number, indicator in enumerate(contract.indicators, start=1):
        if isinstance(indicator.measure, FromCases):
            yield from ({"indicator": number, "case_type": name} for name in indicator.measure.case_types)


def _pool_rows(contract: Contract) -> Iterator[Row]:
    rule = contract.rules.when.below_minimum
    if rule.kind == "forward":
        yield {"at_year_end": rule.at_year_end, "at_definition": rule.at_changed_definition}


def _rolling_pool_rows(contract: Contract) -> Iterator[Row]:
    rule = contract.rules.when.below_minimum
    if rule.kind == "rolling":
        over = {
            "over_year_end": int(bool(rule.over_year_end)),
            "over_definition": int(bool(rule.over_changed_definition)),
        }
        yield {"months": rule.months, **over}


def _carried_status_rows(contract: Contract) -> Iterator[Row]:
    carried = contract.rules.when.carry_last_status
    if carried is not None:
        yield {"months": carried.months, "then_take": carried.then}


def _rolling_free_rows(contract: Contract) -> Iterator[Row]:
    free = contract.deductions.free_points
    if free is not None and free.months is not None:
        yield {"months": free.months}


def _ratchet_rows(contract: Contract, scale: int) -> Iterator[Row]:
    ratchet = contract.deductions.ratchet
    for part in ratchet.slices if ratchet else ():
        yield {
            "above": int(part.above * scale),
            "up_to": None if part.to is None else int(part.to * scale),
            "multiplier": int(part.multiplier * ratchet_scale(contract)),
        }


def _point_table_rows(contract: Contract, scale: int) -> Iterator[Row]:
    point = contract.deductions.point
    table = (point.table or ()) if point else ()
    rate_scale = scale_of(step.percent / 100 for step in table)
    for step in table:
        rate = int(step.percent / 100 * rate_scale)
        yield {"points": int(step.points * scale), "rate": rate, "rate_scale": rate_scale}


def _reporting_rows(contract: Contract) -> Iterator[Row]:
    reporting = contract.deductions.reporting_failure
    if reporting is None:
        return
    first, end = contract.first_month, Month(contract.last_month + 2)
    changes = {start for start, _ in (*reporting.late, *reporting.missing) if first < start < end}
    for month, stop in pairwise([first, *sorted(changes), end]):
        amounts = {name: in_force(getattr(reporting, name), month) or 0 for name in ("late", "missing")}
        yield {"first_month": month, "end_month": stop, **amounts}
