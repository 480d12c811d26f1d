"""Stages of figures: what stands at each stage of a month, of all that its returns have said of it.

Only indicators whose contract has a rule for stages come in. The latest return counts, as everywhere; but a figure
that a later stage replaced still stands at its own. A return that gives an earlier stage again, or no figure, takes
back what it replaces.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

import polars as pl
from duckdb import DuckDBPyConnection

from contracts.contract import Contract
from contracts.months import Month
from contracts.stages import place_of
from statements.queries import query

Row = Mapping[str, Any]
Standing = Mapping[tuple[str, Month], tuple[Row, ...]]
"""By indicator id and month the rows that stand, the first stage before the last, as `queries/stated.sql` has them."""


def standing(
    cursor: DuckDBPyConnection,
    contract: Contract,
    given: Mapping[str, Any],
    stated: Callable[[list[int]], pl.DataFrame],
) -> Standing:
    """Return what stands at each stage; ``stated`` gives the rows of some submissions."""
    names = [one.id for one in contract.indicators if one.stages is not None]
    if not names:
        return {}
    held = cursor.execute(query("held_indicators"), given).fetchall()
    rows = {
        (row["indicator"], row["submission"]): row
        for row in stated([submission for _, submission in held]).iter_rows(named=True)
    }
    found: defaultdict[tuple[str, Month], tuple[Row, ...]] = defaultdict(tuple)
    for month, submission in held:
        for name in names:
            found[name, Month(month)] = _after(found[name, Month(month)], rows.get((name, submission)))
    return {key: kept for key, kept in found.items() if kept}


def counted(in_force: set[int], stands: Standing) -> set[int]:
    """Return the submissions in force and those of which a stage stands."""
    return in_force | {int(row["submission"]) for kept in stands.values() for row in kept}


def _after(before: tuple[Row, ...], row: Row | None) -> tuple[Row, ...]:
    """Return what stands once another return was accepted."""
    if row is None or (row["numerator"] is None and not row["nil_activity"]):
        return ()
    place = place_of(row["stage"])
    return (*(one for one in before if place_of(one["stage"]) < place), row)


def staged(
    cursor: DuckDBPyConnection, contract: Contract, given: Mapping[str, Any], stands: Standing
) -> pl.DataFrame | None:
    """Return what stands as a table of facts, without scenario and contract; None where nothing does."""
    if not stands:
        return None
    first = {tuple(row[:3]): row[3] for row in cursor.execute(query("first_stages"), given).fetchall()}
    numbers = {one.id: number for number, one in enumerate(contract.indicators, start=1)}
    rows = [
        {
            **row,
            "indicator": numbers[name],
            "month": month,
            "stage": place_of(row["stage"]),
            "received_at": first[name, month, row["stage"]],
        }
        for (name, month), kept in stands.items()
        for row in kept
    ]
    return pl.DataFrame(rows, infer_schema_length=None)
