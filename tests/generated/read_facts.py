"""Fact tables read back as figures, so that the reference can work out what was written for the chain."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from contracts.bases import OF_OTHER_MONTHS
from contracts.contract import Contract
from contracts.indicators import FromIndicators
from contracts.months import Month
from contracts.stages import STAGES
from metrics.decided import ANY_AMOUNT
from metrics.facts import Facts
from tests.reference.figures import Agreed, AtStage, Carried, Case, Decided, Figure, Figures, Incident, Stated

Row = dict[str, Any]
MILLION = 1_000_000


def figures_of(contract: Contract, facts: Facts) -> Figures:
    """Return one contract's fact tables as figures."""
    ids = {place: indicator.id for place, indicator in enumerate(contract.indicators, start=1)}
    rows = {name: frame.to_dicts() for name, frame in facts.tables.items()}
    from_rows = [row for row in rows["record_part"] if _is_from_rows(contract, ids[row["indicator"]])]
    return Figures(
        cut_off=rows["cut_off"][0]["known_at"],
        dataset_received={(row["dataset"], row["month"]): row["received_at"] for row in rows["first_receipt"]},
        indicator_received={(ids[row["indicator"]], row["month"]): row["received_at"] for row in rows["first_figure"]},
        stated={
            (ids[row["indicator"]], row["month"]): Stated(_figure(row), bool(row["nil_activity"]))
            for row in rows["stated"]
        },
        cases={month: _cases(rows["case_record"], month) for month in {row["month"] for row in rows["case_record"]}},
        parts={
            (ids[key[0]], key[1]): tuple(_part(row) for row in from_rows if (row["indicator"], row["month"]) == key)
            for key in {(row["indicator"], row["month"]) for row in from_rows}
        },
        relief=_relief(rows, ids, 0),
        first_known={Month(row["month"]): _relief(rows, ids, row["as_of"]) for row in rows["first_cut_off"]},
        decided=tuple(_decided(row, ids) for row in rows["decided"]),
        stages=_stages(rows["staged"], ids),
        of_other_months=tuple(_carried(row) for row in rows["of_other_months"]),
        incidents=tuple(_incident(rows["incident"], ids, key) for key in sorted(_incidents(rows["incident"]))),
    )


def _stages(rows: list[Row], ids: dict[int, str]) -> dict[tuple[str, Month], tuple[AtStage, ...]]:
    found: dict[tuple[str, Month], tuple[AtStage, ...]] = {}
    for row in sorted(rows, key=lambda row: int(row["stage"])):
        key = (ids[row["indicator"]], Month(row["month"]))
        stated = Stated(_figure(row), bool(row["nil_activity"]))
        found[key] = (*found.get(key, ()), AtStage(STAGES[row["stage"] - 1], stated, row["received_at"]))
    return found


def _relief(rows: dict[str, list[Row]], ids: dict[int, str], as_of: int) -> tuple[Agreed, ...]:
    effects, cases = (
        [row for row in rows[name] if row["as_of"] == as_of] for name in ("relief_effect", "relieved_case")
    )
    return (*_effects(effects, ids), *_relieved_cases(cases, rows["case_record"]))


def _effects(rows: list[Row], ids: dict[int, str]) -> Iterator[Agreed]:
    for row in rows:
        indicator, month, percent = (ids[row["indicator"]],), Month(row["month"]), Fraction(row["share"], 100)
        yield Agreed(row["effect"], indicator, month, month, _part(row), percent=percent)


def _relieved_cases(rows: list[Row], records: list[Row]) -> Iterator[Agreed]:
    for row in rows:
        month = Month(row["month"])
        (wanted,), held = _cases([row], month), _cases(records, month)
        yield Agreed(row["effect"], (), month, month, cases=((month, held.index(wanted)),))


def _decided(row: Row, ids: dict[int, str]) -> Decided:
    most = None if row["most"] == ANY_AMOUNT else row["most"]
    of: str = ids.get(row["indicator"]) or row["unit"]
    return Decided(Month(row["charged_month"]), Month(row["month"]), row["kind"], of, most, row["forgone"])


def _carried(row: Row) -> Carried:
    names = {number: name for name, number in OF_OTHER_MONTHS.items()}
    rate = Fraction(int(row["rate"]), int(row["rate_scale"]))
    return Carried(Month(row["month"]), names[row["charge_line"]], rate, row["pence"])


def _incidents(rows: list[Row]) -> set[tuple[int, Month]]:
    return {(row["incident"], row["month"]) for row in rows}


def _incident(rows: list[Row], ids: dict[int, str], key: tuple[int, Month]) -> Incident:
    return Incident(key[1], tuple(ids[row["indicator"]] for row in rows if (row["incident"], row["month"]) == key))


def _is_from_rows(contract: Contract, indicator: str) -> bool:
    return not isinstance(contract.indicator(indicator).measure, FromIndicators)


def _figure(row: Row) -> Figure | None:
    return None if row["numerator"] is None or row["denominator"] is None else _part(row)


def _part(row: Row) -> Figure:
    return Figure(Fraction(int(row["numerator"]), MILLION), Fraction(int(row["denominator"]), MILLION))


def _cases(rows: list[Row], month: int) -> tuple[Case, ...]:
    return tuple(
        Case(
            row["case_type"],
            date.fromordinal(row["clock_start"]),
            date.fromordinal(row["plan_issued"]) if row["plan_issued"] is not None else None,
            bool(row["has_exception"]),
        )
        for row in rows
        if row["month"] == month
    )
