"""The same figures as the chain reads them: whole-number tables under a scenario and contract key."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

import polars as pl

from contracts import months
from contracts.bases import OF_OTHER_MONTHS
from contracts.contract import Contract
from contracts.months import Month
from contracts.stages import place_of
from metrics.decided import ANY_AMOUNT
from metrics.facts import TABLES, Facts, facts
from tests.reference.figures import Agreed, Carried, Case, Decided, Figure, Figures

Row = dict[str, Any]
MILLION = 1_000_000


def facts_of(contract: Contract, figures: Figures, number: int = 0) -> Facts:
    """Return one contract's figures as fact tables."""
    rows = {name: [{"scenario": 0, "contract": number} | row for row in of] for name, of in _rows(contract, figures)}
    return facts(**{name: pl.DataFrame(of, schema=TABLES[name], orient="row") for name, of in rows.items() if of})


def _rows(contract: Contract, figures: Figures) -> Iterator[tuple[str, list[Row]]]:
    numbers = {indicator.id: place for place, indicator in enumerate(contract.indicators, start=1)}
    yield "cut_off", [{"known_at": figures.cut_off}]
    yield (
        "first_receipt",
        [
            {"dataset": dataset, "month": month, "received_at": moment}
            for (dataset, month), moment in figures.dataset_received.items()
        ],
    )
    yield (
        "first_figure",
        [
            {"indicator": numbers[name], "month": month, "received_at": moment}
            for (name, month), moment in figures.indicator_received.items()
        ],
    )
    yield (
        "stated",
        [
            {"indicator": numbers[name], "month": month, "nil_activity": int(row.nil), **_millionths(row.figure)}
            for (name, month), row in figures.stated.items()
        ],
    )
    yield "staged", list(_staged(numbers, figures))
    yield "case_record", [_case(month, case) for month, cases in figures.cases.items() for case in cases]
    yield (
        "incident",
        [
            {"incident": place, "month": incident.month, "indicator": numbers[name]}
            for place, incident in enumerate(figures.incidents, start=1)
            for name in incident.indicators
        ],
    )
    known = [figures.relief, *dict.fromkeys(figures.first_known.values())]
    yield "first_cut_off", [{"month": month, "as_of": known.index(seen)} for month, seen in figures.first_known.items()]
    yield "relief_effect", [row for at, one in enumerate(known) for row in _relief_effects(numbers, at, one)]
    yield "relieved_case", [row for at, one in enumerate(known) for row in _relieved_cases(figures, at, one)]
    yield "decided", [_decided(numbers, one) for one in figures.decided]
    yield "of_other_months", [_carried(one) for one in figures.of_other_months]
    yield "record_part", list(_parts(numbers, figures.parts))


def _carried(one: Carried) -> Row:
    return {
        "month": one.month,
        "charge_line": OF_OTHER_MONTHS[one.name],
        "rate": one.rate.numerator,
        "rate_scale": one.rate.denominator,
        "pence": one.pence,
    }


def _staged(numbers: Mapping[str, int], figures: Figures) -> Iterator[Row]:
    for (name, month), standing in figures.stages.items():
        for one in standing:
            yield {
                "indicator": numbers[name],
                "month": month,
                "stage": place_of(one.stage),
                "nil_activity": int(one.stated.nil),
                "received_at": one.received,
                **_millionths(one.stated.figure),
            }


def _relief_effects(numbers: Mapping[str, int], as_of: int, known: Sequence[Agreed]) -> Iterator[Row]:
    for place, agreed in enumerate(known, start=1):
        for name, number in numbers.items():
            for month in range(agreed.first, agreed.last + 1):
                if name in agreed.indicators:
                    yield {
                        "as_of": as_of,
                        "relief": place,
                        "effect": agreed.effect,
                        "indicator": number,
                        "month": month,
                        **_millionths(agreed.figure),
                        "share": int(agreed.percent * 100),
                    }


def _decided(numbers: Mapping[str, int], one: Decided) -> Row:
    number = numbers.get(one.of, 0)
    return {
        "charged_month": one.charged,
        "month": one.month,
        "kind": one.kind,
        "indicator": number,
        "unit": "" if number else one.of,
        "most": ANY_AMOUNT if one.most is None else one.most,
        "forgone": one.forgone,
    }


def _relieved_cases(figures: Figures, as_of: int, known: Sequence[Agreed]) -> Iterator[Row]:
    """Each case once: one that is removed is not there to be counted as met."""
    effects: dict[tuple[Month, int], set[str]] = {}
    for agreed in known:
        for key in agreed.cases:
            effects.setdefault(key, set()).add(agreed.effect)
    for (month, place), of_case in effects.items():
        effect = "remove_rows" if "remove_rows" in of_case else "count_as_met"
        yield {"as_of": as_of, "effect": effect, **_case(month, figures.cases[month][place])}


def _parts(numbers: Mapping[str, int], parts: Mapping[tuple[str, Month], tuple[Figure, ...]]) -> Iterator[Row]:
    for (name, month), figures in parts.items():
        for figure in figures:
            yield {"indicator": numbers[name], "month": month, **_millionths(figure)}


def _millionths(figure: Figure | None) -> Row:
    if figure is None:
        return {"numerator": None, "denominator": None}
    return {"numerator": _whole(figure.numerator), "denominator": _whole(figure.denominator)}


def _whole(number: Fraction) -> int:
    assert (number * MILLION).denominator == 1
    return int(number * MILLION)


def _case(month: Month, case: Case) -> Row:
    """A plan that was not issued in the month of the return is no issued plan of that month."""
    issued = case.plan_issued
    in_month = issued is not None and months.of_day(issued) == month
    return {
        "month": month,
        "case_type": case.case_type,
        "clock_start": case.clock_start.toordinal(),
        "plan_issued": issued.toordinal() if issued is not None and in_month else None,
        "has_exception": int(case.has_exception),
    }
