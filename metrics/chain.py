"""The chain: from terms and facts to capped lines and the net payment, one SQL file a step.

Each step reads what the ones before left, as relations named for what they return. Steps of the mechanism that no
contract can state yet (indexation, incidents, outcome payments, shares, unit prices, earn-back, VAT) have their
numbers free.
"""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import duckdb
import polars as pl

from contracts.terms import Terms
from metrics.facts import Facts

FOLDER = Path(__file__).parent / "steps"

STEPS = (
    "00_charge",
    "00_monthly_charge",
    "01_receipt_status",
    "03_counted",
    "03_measure",
    "04_data_status",
    "04_pooled",
    "05_relieved",
    "06_band",
    "06_carried_band",
    "07_severity",
    "08_failure_run",
    "08_failure_line",
    "10_free_points",
    "11_ratcheted",
    "12_point_percentage",
    "12_failure_amount",
    "16_reporting_amount",
    "17_rounded_line",
    "18_cap_limit",
)
CAPPED = "18_capped_line"
CARRIED = "18_carried_line"
NET = "20_net"


@cache
def sql_of(step: str) -> str:
    """Return the SQL text of a step."""
    return (FOLDER / f"{step}.sql").read_text(encoding="utf-8")


def relation_of(step: str) -> str:
    """Return the name of what a step returns."""
    return step[3:]


def work_out(
    connection: duckdb.DuckDBPyConnection, terms: Terms, facts: Facts, sql_for: Callable[[str], str] = sql_of
) -> None:
    """Work the whole chain out on a connection, leaving every step's relation there as a temporary table.

    ``sql_for`` gives the SQL of each step: its file's, unless somebody asks what another text would do.
    """
    for name, frame in {**terms.tables, **facts.tables}.items():
        connection.register(name, frame)
    for statement in statements(terms, sql_for):
        connection.execute(statement)


def statements(terms: Terms, sql_for: Callable[[str], str] = sql_of) -> Iterator[str]:
    """Yield the SQL that leaves every step's relation as a temporary table, in the order of the chain."""
    for relation, sql in _relations(terms, sql_for):
        yield f"create or replace temp table {relation} as {sql}"


def _relations(terms: Terms, sql_for: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    for step in STEPS:
        yield relation_of(step), sql_for(step)
    before = "select *, statement_month as charged_month from rounded_line"
    for cap, step in _caps(terms):
        yield "before_cap", before
        yield "the_cap", f"select {cap} as cap"
        yield after_cap(cap), sql_for(step)
        before = f"select * from {after_cap(cap)}"
    yield "charged_line", before
    yield relation_of(NET), sql_for(NET)


def _caps(terms: Terms) -> Iterator[tuple[int, str]]:
    """Yield each cap in the order in which they bite, with the step or steps that it needs."""
    kinds = dict(terms.tables["term_cap_line"].group_by("cap").agg(pl.col("is_steady").unique()).iter_rows())
    for cap in terms.tables["term_cap"]["cap"].unique().sort():
        found = kinds.get(cap, [1])
        yield from ((cap, step) for is_steady, step in ((1, CAPPED), (0, CARRIED)) if is_steady in found)


def after_cap(cap: int) -> str:
    """Return the name of what is left after a cap, which numbers as the terms do, from 1."""
    return f"after_cap_{cap}"


def relation(connection: duckdb.DuckDBPyConnection, name: str) -> pl.DataFrame:
    """Return what a step left on a connection, as a frame."""
    frame: pl.DataFrame = connection.sql(f"select * from {name}").pl()
    return frame
