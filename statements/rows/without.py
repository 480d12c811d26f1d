"""The statements worked out again as if rows of the returns had not been there: the same chain on fewer facts.

Several sets of rows go through the chain together, each as a scenario of its own.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import polars as pl

from contracts.months import Month
from contracts.stages import place_of
from contracts.terms import Terms
from metrics import chain, engine
from metrics import facts as fact_tables
from metrics.facts import Facts
from statements.freeze import Frozen
from statements.gathered import divided_once
from statements.rows.entering import Place

_TOGETHER: Final = 60
"""Scenarios in one run: so many take some three times as long as one, and memory stays small."""

_PLACES: Final = {"scenario": pl.Int32, "dataset": pl.String, "submission": pl.Int32, "sheet_row": pl.Int32}

Taken = Collection[Place]
"""Rows that are taken out together."""


@dataclass(frozen=True)
class Without:
    """What the chain says without some rows: the net of each month in pence, and how each measure was taken.

    ``measures`` are the rows of the step *relieved* by indicator number and month.
    """

    net: Mapping[Month, int]
    measures: Mapping[tuple[int, Month], Mapping[str, Any]]


def without_each(frozen: Frozen, sets: Sequence[Taken]) -> list[Without]:
    """Work everything out once for each set of rows, without those rows."""
    runs = (sets[first : first + _TOGETHER] for first in range(0, len(sets), _TOGETHER))
    return [found for some in runs for found in _run(frozen, some)]


def frozen_without(frozen: Frozen, taken: Taken) -> Frozen:
    """Return what was known, without some rows: to be worked out as a ledger of its own.

    Where a row of the indicators sheet is taken out its words go with it.
    """
    gone = {(place.submission, place.sheet_row) for place in taken if place.dataset == "indicators"}
    stated = {key: row for key, row in frozen.stated.items() if (row["submission"], row["sheet_row"]) not in gone}
    return replace(frozen, facts=_facts(frozen, [taken]), stated=stated)


def _run(frozen: Frozen, sets: Sequence[Taken]) -> Iterator[Without]:
    terms = {name: _for_each(frame, len(sets)) for name, frame in frozen.terms.tables.items()}
    with engine.open_engine() as connection:
        chain.work_out(connection, Terms(terms), _facts(frozen, sets))
        nets, measures = (chain.relation(connection, name) for name in ("net", "relieved"))
    for scenario in range(len(sets)):
        net = nets.filter(scenario=scenario).select("month", "net").rows()
        rows = measures.filter(scenario=scenario).to_dicts()
        yield Without(
            net={Month(month): int(pence) for month, pence in net},
            measures={(row["indicator"], Month(row["month"])): row for row in rows},
        )


def _facts(frozen: Frozen, sets: Sequence[Taken]) -> Facts:
    """Return the facts once for each set, without its rows."""
    places = [(scenario, *place) for scenario, taken in enumerate(sets) for place in taken]
    gone = pl.DataFrame(places, schema=_PLACES, orient="row")
    tables = {name: _for_each(frame, len(sets)) for name, frame in frozen.facts.tables.items()}
    for name, frame in frozen.records.items():
        keyed = frame.with_columns(scenario=pl.lit(0, pl.Int32), contract=pl.lit(0, pl.Int32))
        left = _for_each(keyed, len(sets)).join(gone, on=list(_PLACES), how="anti")
        tables[name] = divided_once(left) if name == "record_part" else left
    figures = _figures(frozen, gone)
    # What is counted from records has its figure by the records, whether it was stated too or not.
    only = figures.filter(pl.col("dataset") == "indicators")
    for name, said in (("stated", figures), ("first_figure", only)):
        tables[name] = tables[name].join(said, on=["scenario", "indicator", "month"], how="anti")
    stages = _stages(frozen, gone)
    tables["staged"] = tables["staged"].join(stages, on=stages.columns, how="anti")
    return fact_tables.facts(**tables)


def _figures(frozen: Frozen, gone: pl.DataFrame) -> pl.DataFrame:
    """Return which figures go with rows of the indicators sheet, and the dataset that the contract takes each from.

    A figure that stands at several stages goes with the last of their rows.
    """
    agreed = enumerate(frozen.contract.indicators, start=1)
    numbers = {indicator.id: (number, indicator.dataset) for number, indicator in agreed}
    taken = set(gone.filter(pl.col("dataset") == "indicators").select("scenario", "submission", "sheet_row").rows())
    rows = [
        (scenario, *numbers[indicator], month)
        for (indicator, month), row in frozen.stated.items()
        for scenario in gone["scenario"].unique()
        if indicator in numbers
        and all(
            (scenario, each["submission"], each["sheet_row"]) in taken
            for each in frozen.staged.get((indicator, month), (row,))
        )
    ]
    schema = {"scenario": pl.Int32, "indicator": pl.Int32, "dataset": pl.String, "month": pl.Int32}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _stages(frozen: Frozen, gone: pl.DataFrame) -> pl.DataFrame:
    """Return the stages of figures that go with rows of the indicators sheet."""
    numbers = {one.id: number for number, one in enumerate(frozen.contract.indicators, start=1)}
    rows = [
        (numbers[indicator], month, place_of(row["stage"]), row["submission"], row["sheet_row"])
        for (indicator, month), kept in frozen.staged.items()
        for row in kept
    ]
    schema = dict.fromkeys(("indicator", "month", "stage", "submission", "sheet_row"), pl.Int32)
    stood = pl.DataFrame(rows, schema=schema, orient="row")
    of_sheet = gone.filter(pl.col("dataset") == "indicators").join(stood, on=["submission", "sheet_row"])
    return of_sheet.select("scenario", "indicator", "month", "stage")


def _for_each(frame: pl.DataFrame, sets: int) -> pl.DataFrame:
    scenarios = pl.DataFrame({"scenario": range(sets)}, schema={"scenario": pl.Int32})
    return frame.drop("scenario").join(scenarios, how="cross").select(frame.columns)
