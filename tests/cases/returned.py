"""From an example's tables to the facts that the chain reads."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, get_args

import polars as pl

from contracts import months
from contracts.bases import OF_OTHER_MONTHS
from contracts.contract import Contract
from contracts.indexed import IndexValue, Stage, with_index
from contracts.indicators import Indicator
from contracts.london import LONDON
from contracts.months import Month
from contracts.stages import STAGES
from contracts.terms.calendar import FIGURE_SCALE
from contracts.terms.deadlines import due_at
from contracts.values import read_money, read_number
from metrics.decided import ANY_AMOUNT
from metrics.facts import TABLES, Facts, facts
from tests.cases import relieved, staged
from tests.cases.example import Example, Row

Moments = dict[tuple[str, Month], datetime | None]


def facts_of(example: Example, scenario: int = 0, number: int = 0) -> Facts:
    """Return an example's facts. A return that the example says nothing of came at its due moment, in time."""
    received = _receipts(example)
    stages = list(_staged(example, received))
    tables: dict[str, list[dict[str, Any]]] = {
        "cut_off": [{"known_at": _cut_off(example)}],
        "first_receipt": [
            {"dataset": dataset, "month": month, "received_at": moment}
            for (dataset, month), moment in received.items()
            if moment is not None
        ],
        "first_figure": [*_first_figures(example, received), *staged.first_came(stages)],
        "stated": [*(_stated(example, row) for row in example.tables.get("figures", [])), *staged.latest(stages)],
        "staged": stages,
        "case_record": [_case(row) for row in example.tables.get("cases", [])],
        "incident": list(_incidents(example)),
        "first_cut_off": list(relieved.first_cut_offs(example)),
        "relief_effect": list(relieved.effects(example)),
        "relieved_case": [
            _case(row) | {"effect": row["effect"], "as_of": moment}
            for row in relieved.cases(example)
            for moment in range(len(relieved.as_of(example)))
        ],
        "decided": [_decided(example, row) for row in example.tables.get("decided", [])],
        "of_other_months": [_carried(row) for row in example.tables.get("of_other_months", [])],
        "record_part": [_stated(example, row) for row in example.tables.get("rows", [])],
    }
    key = {"scenario": scenario, "contract": number}
    return facts(**{name: _frame(name, (key | row for row in rows)) for name, rows in tables.items()})


def _frame(name: str, rows: Iterable[dict[str, Any]]) -> pl.DataFrame:
    kept = [{column: row[column] for column in TABLES[name]} for row in rows]
    return pl.DataFrame(kept, schema=TABLES[name], orient="row")


def _cut_off(example: Example) -> datetime:
    if example.cut_off is not None:
        return moment_of(example.cut_off)
    return datetime.combine(example.contract.contract.last_day, datetime.min.time()) + timedelta(days=400)


def priced(example: Example) -> Contract:
    """Return an example's contract at the prices of its index values, all of them known at the cut-off."""
    return with_index(example.contract, index_known(example), months.of_day(_cut_off(example).date())).contract


def index_known(example: Example) -> list[IndexValue]:
    """Return the index values in an example's table ``index``."""
    return [
        IndexValue(row["series"], months.parse(row["month"]), stage, read_number(row["value"]))
        for row in example.tables.get("index", [])
        for stage in get_args(Stage)
        if stage == row["stage"]
    ]


def _receipts(example: Example) -> Moments:
    contract, cut_off = example.contract, _cut_off(example)
    due = contract.returns.due
    received: Moments = {
        (dataset, Month(month)): due_at(Month(month), due.working_days, due.by)
        for dataset in contract.returns.datasets
        for month in range(contract.first_month, contract.last_month + 1)
    }
    for row in example.tables.get("returns", []):
        moment = None if row["received"] == "never" else moment_of(row["received"])
        received[row["dataset"], months.parse(row["month"])] = moment
    return {key: moment if moment is None or moment < cut_off else None for key, moment in received.items()}


def moment_of(text: str) -> datetime:
    """Read a moment as it is said in London, and return it in UTC without zone."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC).replace(tzinfo=None)


def _first_figures(example: Example, received: Moments) -> Iterator[dict[str, Any]]:
    """Yield when each figure first came, by what was stated or by records."""
    found: dict[tuple[int, Month], datetime] = {}
    for row in _figures_that_came(example, received):
        key = (row["indicator"], row["month"])
        found[key] = min(row["received_at"], found.get(key, row["received_at"]))
    for (indicator, month), moment in found.items():
        yield {"indicator": indicator, "month": month, "received_at": moment}


def _figures_that_came(example: Example, received: Moments) -> Iterator[dict[str, Any]]:
    contract = example.contract
    for row in example.tables.get("figures", []):
        indicator, month = contract.indicator(row["indicator"]), months.parse(row["month"])
        moment = moment_of(row["received"]) if row.get("received", "-") != "-" else received["indicators", month]
        if contract.prices_what_is_stated_of(indicator) and moment is not None:
            yield {"indicator": _number(contract, indicator), "month": month, "received_at": moment}
    for indicator in contract.indicators:
        for (dataset, month), moment in received.items():
            # What is counted from records came with the records.
            if dataset == indicator.dataset != "indicators" and moment is not None:
                yield {"indicator": _number(contract, indicator), "month": month, "received_at": moment}


def _stated(example: Example, row: Row) -> dict[str, Any]:
    indicator = example.contract.indicator(row["indicator"])
    numerator, denominator = row.get("value", row.get("numerator", "-")), row.get("denominator")
    if denominator is None:
        denominator = "100" if indicator.unit == "percent" else "1"
    return {
        "indicator": _number(example.contract, indicator),
        "month": months.parse(row["month"]),
        "numerator": _millionths(numerator),
        "denominator": _millionths(denominator),
        "nil_activity": int(row.get("nil") == "yes"),
    }


def _staged(example: Example, received: Moments) -> Iterator[dict[str, Any]]:
    """Read what stands at each stage; “-” is a stage that came with the return of its month."""
    for row in example.tables.get("stages", []):
        returned_at = received["indicators", months.parse(row["month"])]
        moment = returned_at if row["received"] == "-" else moment_of(row["received"])
        if moment is not None and moment <= _cut_off(example):
            at = {"stage": tuple(map(str, STAGES)).index(row["stage"]) + 1, "received_at": moment}
            yield _stated(example, row) | at


def _incidents(example: Example) -> Iterator[dict[str, Any]]:
    for place, row in enumerate(example.tables.get("incidents", []), start=1):
        for name in row["indicators"].split(", "):
            indicator = _number(example.contract, example.contract.indicator(name))
            yield {"incident": place, "month": months.parse(row["month"]), "indicator": indicator}


def _carried(row: Row) -> dict[str, Any]:
    """Read what a month's statement carries for others, with the percentage of VAT that it bears."""
    rate = read_number(row["vat"]) / 100
    return {
        "month": months.parse(row["month"]),
        "charge_line": OF_OTHER_MONTHS[row["name"]],
        "rate": rate.numerator,
        "rate_scale": rate.denominator,
        "pence": read_money(row["amount"]),
    }


def _decided(example: Example, row: Row) -> dict[str, Any]:
    """Read a decision about a line, which is named by an indicator, a dataset or “return”."""
    numbers = {one.id: place for place, one in enumerate(example.contract.indicators, start=1)}
    return {
        "charged_month": months.parse(row["charged"]),
        "month": months.parse(row["month"]),
        "kind": row["kind"],
        "indicator": numbers.get(row["line"], 0),
        "unit": "" if row["line"] in numbers else row["line"],
        "most": ANY_AMOUNT if row["most"] == "-" else read_money(row["most"]),
        "forgone": 0 if row["forgone"] == "-" else read_money(row["forgone"]),
    }


def _millionths(text: str) -> int | None:
    return None if text == "-" else int(read_number(text) * FIGURE_SCALE)


def _number(contract: Contract, indicator: Indicator) -> int:
    return contract.indicators.index(indicator) + 1


def _case(row: Row) -> dict[str, Any]:
    issued = None if row["issued"] == "-" else date.fromisoformat(row["issued"]).toordinal()
    return {
        "month": months.parse(row["month"]),
        "case_type": row["type"],
        "clock_start": date.fromisoformat(row["request"]).toordinal(),
        "plan_issued": issued,
        "has_exception": int(row["exception"] == "yes"),
    }
