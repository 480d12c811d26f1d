"""Rows as a file to take away: CSV in which no text can act as a formula where it is opened."""

import csv
import io
import re
from collections.abc import Iterator
from typing import Final

from contracts import wording
from statements.rows.documents import RowShown, RowsOfMonth

_PLACE: Final = ("Indicator", "Month", "File", "Submission", "Sheet", "Row")
_DID: Final = (
    "What it did", "Why", "Adds to the numerator", "Adds to the denominator", "Days taken", "Due by",
    "Measure without it", "Cost by itself (£)",
)  # fmt: skip
_ACTS: Final = re.compile(r"^[=+\-@\t\r\n]")
_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?")


def as_csv(rows: RowsOfMonth) -> bytes:
    """Return the rows as CSV in UTF-8 with its mark, which spreadsheets read by themselves; every field is safe."""
    headings = list(dict.fromkeys(cell.heading for row in rows.rows for cell in row.cells))
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([*_PLACE, *headings, *_DID])
    for row in rows.rows:
        writer.writerow([safe(each) for each in _fields(rows, row, headings)])
    return text.getvalue().encode("utf-8-sig")


def _fields(rows: RowsOfMonth, row: RowShown, headings: list[str]) -> Iterator[str]:
    yield from (rows.indicator, row.month, row.file_name, str(row.submission), row.sheet, str(row.row))
    said = {cell.heading: cell.says for cell in row.cells}
    yield from (said.get(heading, "") for heading in headings)
    yield from (row.did, row.why, row.numerator, row.denominator)
    yield "" if row.days_taken is None else str(row.days_taken)
    yield wording.day_short(row.due_day) if row.due_day else ""
    yield row.without
    yield "" if row.cost is None else f"{'-' if row.cost < 0 else ''}{abs(row.cost) // 100}.{abs(row.cost) % 100:02}"


def safe(text: str) -> str:
    """Return a text that a spreadsheet takes as text: one that begins as a formula gets an apostrophe before it."""
    return f"'{text}" if _ACTS.match(text) and not _NUMBER.fullmatch(text) else text
