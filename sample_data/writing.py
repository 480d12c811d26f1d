"""Returns as files: the same return gives the same bytes, in every run."""

import csv
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any, Final

import xlsxwriter

from contracts import months
from ingest.datasets import DATASETS
from sample_data.tables import Cell, Failed, MonthlyReturn, Percent, Pounds, Table

# A workbook says when it was made; a clock would make every run different.
_MADE: Final = datetime(2016, 4, 1, tzinfo=UTC).replace(tzinfo=None)

_FORMATS: Final[dict[type, dict[str, Any]]] = {
    Percent: {"num_format": "0.0%"},
    Pounds: {"num_format": "£#,##0.00"},
    date: {"num_format": "dd/mm/yyyy"},
}


def workbook(sent: MonthlyReturn) -> bytes:
    """Return a return as an .xlsx file: the cover, then a sheet for each dataset with its headings in row 3."""
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    book.set_properties({"title": sent.title, "created": _MADE})
    formats = {kind: book.add_format(form) for kind, form in _FORMATS.items()}
    bold = book.add_format({"bold": True})
    _write_cover(book.add_worksheet("Return"), sent, bold)
    for table in sent.tables:
        sheet = DATASETS[table.dataset].sheet
        _write_table(book.add_worksheet(sheet), f"{sheet} for {months.spoken(sent.month)}", sent, table, formats, bold)
    book.close()
    return content.getvalue()


def csv_file(sent: MonthlyReturn, encoding: str = "utf-8-sig") -> bytes:
    """Return a return of one dataset as a CSV file: the cover's labels, a blank line, the headings, the rows."""
    (table,) = sent.tables
    text = StringIO(newline="")
    writer = csv.writer(text)
    contract, period, version = sent.cover
    writer.writerows([contract, period, ("Dataset", DATASETS[table.dataset].sheet), version, ("Note", sent.note), ()])
    writer.writerow(table.headings)
    writer.writerows([_as_text(row[heading]) for heading in table.headings] for row in table.rows)
    return text.getvalue().encode(encoding)


def _write_cover(sheet: Any, sent: MonthlyReturn, bold: Any) -> None:
    for place, (label, value) in enumerate((*sent.cover, ("Note", sent.note))):
        sheet.write_string(place, 0, label, bold)
        sheet.write_string(place, 1, value)
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 60)


def _write_table(  # noqa: PLR0913, PLR0917 -- a sheet, what stands on it, and how it looks
    sheet: Any, title: str, sent: MonthlyReturn, table: Table, formats: dict[type, Any], bold: Any
) -> None:
    sheet.write_string(0, 0, f"{title}, {sent.title}", bold)
    for column, heading in enumerate(table.headings):
        sheet.write_string(2, column, heading, bold)
        for place, row in enumerate(table.rows, start=3):
            _write_cell(sheet, place, column, row[heading], formats)
    sheet.set_column(0, len(table.headings) - 1, 16)
    sheet.freeze_panes(3, 1)


def _write_cell(sheet: Any, row: int, column: int, cell: Cell, formats: dict[type, Any]) -> None:
    form = formats.get(type(cell))
    match cell:
        case str():
            sheet.write_string(row, column, cell)
        case Percent(value):
            sheet.write_number(row, column, float(value / 100), form)
        case Pounds(pence):
            sheet.write_number(row, column, pence / 100, form)
        case date():
            sheet.write_datetime(row, column, cell, form)
        case Failed(formula, error):
            sheet.write_formula(row, column, formula, form, error)
        case int() | Decimal():
            sheet.write_number(row, column, float(cell))


def _as_text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case Percent(value):
            return f"{value}%"
        case Pounds(pence):
            return f"{pence // 100}.{pence % 100:02}"
        case date():
            return f"{cell:%d/%m/%Y}"
        case _:
            return str(cell)
