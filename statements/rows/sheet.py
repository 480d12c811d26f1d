"""The rows of a dataset as they stand in the files that count: every cell with its heading and address, in words."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from duckdb import DuckDBPyConnection

from contracts import wording
from contracts.agreement import Dataset as DatasetId
from contracts.months import Month
from ingest.datasets import DATASETS, Dataset, Field
from statements.evidence import SHEETS
from statements.freeze import Frozen
from statements.measures import number
from statements.rows.documents import RowCell
from statements.rows.entering import Place
from store import returns
from store.returns import TABLE_OF


@dataclass(frozen=True)
class SheetRow:
    """A row of a return: its place, the return's month, its key in words, its values by field, and its cells."""

    place: Place
    month: Month
    key: str
    values: Mapping[str, Any]
    cells: tuple[RowCell, ...]
    file_name: str
    sheet: str


def sheet_rows(
    cursor: DuckDBPyConnection,
    frozen: Frozen,
    dataset: DatasetId,
    months_: Collection[Month],
    besides: Mapping[int, Month] = MappingProxyType({}),
) -> tuple[SheetRow, ...]:
    """Return the rows of a dataset in the returns that count for some months, in the order of the sheets.

    ``besides`` are submissions that were replaced since and are looked at too, with their months.
    """
    in_force = {frozen.in_force[(month, dataset)]: month for month in months_ if (month, dataset) in frozen.in_force}
    of_month = {**in_force, **besides}
    if not of_month:
        return ()
    found = returns.rows(cursor, TABLE_OF[dataset], sorted(of_month))
    return tuple(_row(frozen, DATASETS[dataset], of_month, row) for row in found.iter_rows(named=True))


def _row(frozen: Frozen, dataset: Dataset, of_month: Mapping[int, Month], values: Mapping[str, Any]) -> SheetRow:
    place = Place(dataset.id, int(values["submission"]), int(values["sheet_row"]))
    return SheetRow(
        place=place,
        month=of_month[place.submission],
        key=", ".join(str(values[name]) for name in dataset.key),
        values=values,
        cells=_cells(frozen, dataset, place, values),
        file_name=frozen.file_names[place.submission],
        sheet=sheet_of(frozen, place),
    )


def sheet_of(frozen: Frozen, place: Place) -> str:
    """Return the name of the sheet that a row stands in."""
    named = (
        sheet
        for (submission, dataset, _), (sheet, _) in frozen.columns.items()
        if (submission, dataset) == (place.submission, place.dataset)
    )
    return next(named, SHEETS[place.dataset])


def _cells(frozen: Frozen, dataset: Dataset, place: Place, values: Mapping[str, Any]) -> tuple[RowCell, ...]:
    """Return the cells of the columns that the file had."""
    stood = {field: frozen.columns.get((place.submission, dataset.id, str(field.name))) for field in dataset.stored}
    return tuple(
        RowCell(heading=field.heading, cell=f"{at[1]}{place.sheet_row}", says=written(field, values[str(field.name)]))
        for field, at in stood.items()
        if at is not None
    )


def written(field: Field, value: Any) -> str:
    """Write a value as a reader expects its kind of field; an empty cell is an empty text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return wording.day_short(value)
    if field.kind == "money":
        return wording.pounds(int(value * 100))
    return str(value) if isinstance(value, str) else number(Fraction(value))
