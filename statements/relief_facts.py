"""Agreed relief as facts of the chain: what each decision does to each indicator and month."""

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl
from duckdb import DuckDBPyConnection

from contracts.contract import Contract
from metrics import facts as fact_tables
from metrics.facts import Facts
from statements.first_known import ReliefKnown
from statements.queries import query
from store.relief import Relief

_KEY = {"scenario": pl.lit(0, pl.Int32), "contract": pl.lit(0, pl.Int32)}
_FIGURE_SCALE = 1_000_000
_ROWS = {"effect": pl.String, "case_key": pl.String, "first_month": pl.Int32, "last_month": pl.Int32}


def with_relief(found: Facts, contract: Contract, relief: ReliefKnown, cases: pl.DataFrame | None) -> Facts:
    """Add agreed relief to the facts: what it does to measures and amounts, and the cases that it is about."""
    if not any(relief.moments):
        return found
    first = [{"month": month, "as_of": relief.as_of(month)} for month in relief.first]
    effects = [row for place, agreed in enumerate(relief.moments) for row in _effects(contract, agreed, place)]
    tables = {**found.tables, "first_cut_off": _frame("first_cut_off", first)}
    tables["relief_effect"] = _frame("relief_effect", effects)
    if cases is not None:
        tables["relieved_case"] = _frame("relieved_case", cases.to_dicts())
    return Facts(tables)


def relieved_cases(cursor: DuckDBPyConnection, relief: ReliefKnown) -> dict[str, pl.DataFrame]:
    """Return the case rows that relief is about, with where each stands, under the name of their facts; or nothing.

    ``submission_in_force`` has to be registered on the cursor.
    """
    found = [_cases(cursor, agreed, place) for place, agreed in enumerate(relief.moments) if _keys(agreed)]
    return {"relieved_case": pl.concat(found)} if found else {}


def _keys(agreed: Sequence[Relief]) -> list[tuple[str, str, int, int]]:
    return [(one.effect, key, one.first, one.last) for one in agreed for key in one.case_keys]


def _cases(cursor: DuckDBPyConnection, agreed: Sequence[Relief], as_of: int) -> pl.DataFrame:
    cursor.register("relieved", pl.DataFrame(_keys(agreed), schema=_ROWS, orient="row"))
    found: pl.DataFrame = cursor.sql(query("relieved_cases")).pl()
    effect = pl.when(pl.col("counts_as_met") == 1).then(pl.lit("count_as_met")).otherwise(pl.lit("remove_rows"))
    more = {"effect": effect, "dataset": pl.lit("ehc_assessments"), "as_of": pl.lit(as_of, pl.Int32)}
    return found.with_columns(**more).drop("counts_as_met")


def _effects(contract: Contract, agreed: Sequence[Relief], as_of: int) -> Iterator[dict[str, Any]]:
    """Yield each relief by indicator and month. Case rows are facts of their own, so counted figures have none here."""
    for one in agreed:
        for number, indicator in enumerate(contract.indicators, start=1):
            by_rows = one.effect in ("remove_rows", "count_as_met") and indicator.dataset == "ehc_assessments"
            if indicator.id in one.indicators and not by_rows:
                yield from (
                    {
                        "as_of": as_of,
                        "relief": one.relief,
                        "effect": one.effect,
                        "indicator": number,
                        "month": month,
                        "numerator": int((one.numerator or 0) * _FIGURE_SCALE),
                        "denominator": int((one.denominator or 0) * _FIGURE_SCALE),
                        "share": int((one.percent or 0) * 100),
                    }
                    for month in range(one.first, one.last + 1)
                )


def _frame(name: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    schema = fact_tables.TABLES[name]
    kept = [{column: row[column] for column in schema if column in row} for row in rows]
    return pl.DataFrame(kept, schema={**schema}, orient="row").with_columns(**_KEY).select(list(schema))
