"""Opens generated files with a library of other people, so that what is tested is the file."""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl

Record = dict[str, Any]


def sheet(path: Path, name: str) -> list[Record]:
    """Return a sheet's rows by heading; headings stand in row 3."""
    _, _, headings, *rows = _opened(path)[name].iter_rows(values_only=True)
    return [dict(zip(map(str, headings), row, strict=True)) for row in rows]


def cover(path: Path) -> dict[Any, Any]:
    """Return the labels and values of the sheet “Return”."""
    return {row[0]: row[1] for row in _opened(path)["Return"].iter_rows(values_only=True)}


@cache
def _opened(path: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(path, data_only=True)


def indicators(path: Path) -> dict[str, Record]:
    """Return the rows of the sheet of indicators by indicator."""
    return {row["Indicator"]: row for row in sheet(path, "Indicators")}


def csv_rows(path: Path, encoding: str) -> tuple[list[list[str]], list[Record]]:
    """Return the records above the blank line, and the rows by heading."""
    records = list(csv.reader(path.read_text(encoding=encoding).splitlines()))
    blank = records.index([])
    headings, *rows = records[blank + 1 :]
    return records[:blank], [dict(zip(headings, row, strict=True)) for row in rows]


def day(cell: object) -> date:
    assert isinstance(cell, datetime)
    return cell.date()


def new_plans(path: Path, year: int, month: int) -> Iterator[tuple[int, str | None]]:
    """Yield days taken and exception of the new plans issued in a month."""
    for row in sheet(path, "EHC assessments"):
        issued = row["Plan issued"]
        if row["Case type"] == "new" and issued is not None and (issued.year, issued.month) == (year, month):
            yield (day(issued) - day(row["Clock start"])).days, row["Exception"]
