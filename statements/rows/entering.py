"""What each row of a return adds to the measures that are taken from it.

Nothing is judged here a second time: each row goes alone through the chain's own step.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

import polars as pl

from contracts.months import Month
from metrics import chain, engine
from metrics import facts as fact_tables
from statements.freeze import Frozen
from statements.gathered import divided_once

_PLACE: Final = ("dataset", "submission", "sheet_row")
_COUNTED: Final = ("case_record", "record_part")
"""The facts that are rows of returns as they came; no dataset is in both."""


class Place(NamedTuple):
    """Where a row stands: its dataset, the submission that counts for it, and its row in the sheet."""

    dataset: str
    submission: int
    sheet_row: int


@dataclass(frozen=True)
class Part:
    """What one row adds to a measure, in millionths. A plain sum is divided by one for all its rows together."""

    numerator: int
    denominator: int


Parts = Mapping[Place, Mapping[int, Part]]


def entering(frozen: Frozen, dataset: str, months_: Collection[Month]) -> Parts:
    """Return, for each row of a dataset in some months, what it adds to the indicators, by their number.

    An indicator to which a row adds nothing on either side is not among them.
    """
    alone = {name: _alone(frozen.records[name], dataset, months_) for name in _COUNTED}
    places = pl.concat([frame.select("scenario", *_PLACE) for frame in alone.values()]).unique()
    parts: dict[Place, dict[int, Part]] = {Place(*row): {} for row in places.select(_PLACE).iter_rows()}
    if not parts:
        return parts
    numbered = {scenario: Place(*place) for scenario, *place in places.iter_rows()}
    for scenario, number, numerator, denominator in _counted(frozen, dataset, alone, list(months_)):
        if numerator or denominator:
            parts[numbered[scenario]][number] = Part(int(numerator), int(denominator))
    return parts


def _alone(records: pl.DataFrame, dataset: str, months_: Collection[Month]) -> pl.DataFrame:
    """Give each row a scenario of its own, in which there is no other."""
    chosen = records.filter(pl.col("dataset") == dataset, pl.col("month").is_in(list(months_)))
    scenario = pl.struct("submission", "sheet_row").rank("dense").cast(pl.Int32)
    return chosen.with_columns(scenario=scenario, contract=pl.lit(0, pl.Int32))


def _counted(
    frozen: Frozen, dataset: str, alone: Mapping[str, pl.DataFrame], months_: list[Month]
) -> list[tuple[int, int, int, int]]:
    """Run the step that counts records, a scenario a row: scenario, indicator, numerator and denominator."""
    scenarios = pl.concat([frame.select("scenario", "month") for frame in alone.values()]).unique()
    terms, receipts = frozen.terms.tables, frozen.facts.tables["first_receipt"]
    asked = terms["term_indicator"].filter(pl.col("dataset") == dataset)
    tables = {
        "term_indicator": _for_each(asked, scenarios.select("scenario").unique()),
        "term_case_type": _for_each(terms["term_case_type"], scenarios.select("scenario").unique()),
        # Of each row the month of its own return alone.
        "first_receipt": receipts.filter(pl.col("dataset") == dataset, pl.col("month").is_in(months_))
        .drop("scenario")
        .join(scenarios.cast({"month": pl.Int32}), on="month"),
        "case_record": alone["case_record"],
        "record_part": divided_once(alone["record_part"]),
    }
    with engine.open_engine() as connection:
        for name, frame in tables.items():
            schema = fact_tables.TABLES.get(name)
            connection.register(name, frame.select(list(schema)).cast(pl.Schema(schema)) if schema else frame)
        sql = f"select scenario, indicator, numerator, denominator from ({chain.sql_of('03_counted')})"
        return connection.execute(sql).fetchall()


def _for_each(frame: pl.DataFrame, scenarios: pl.DataFrame) -> pl.DataFrame:
    return frame.drop("scenario").join(scenarios, how="cross")
