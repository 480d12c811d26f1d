"""The workbook that is marked: the one that came, without what acts or points elsewhere, or one made of its texts."""

import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ingest.wording import key_of

_ACTING: Final = ("=", "+", "-", "@", "\t", "\r")
_PLAIN_RANGE: Final = re.compile(r"=?('[^'\[\]]+'!|[\w.]+!)?\$?[A-Z]{1,3}\$?\d+(:\$?[A-Z]{1,3}\$?\d+)?")
_LITERAL: Final = re.compile(r'"[^"]*"')
_NUMBER: Final = re.compile(r"-?(0|[1-9]\d{0,14})(\.\d{1,10})?")
_LEFT_OUT: Final = "�"


def opened(content: bytes) -> Workbook:
    """Open a workbook so that nothing in it acts: formulas become the results that were saved with them.

    What stays: cells with their formats, widths, merged cells, protection, drop-down lists, comments, document
    properties. What goes, because it computes, points to other files or would paint over the marks: formulas, links,
    names that are more than a range, conditional formats, tables, charts, pictures and pivots.
    """
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
    for chart in list(book.chartsheets):
        book.remove(chart)
    _keep_plain_names(book.defined_names)
    for sheet in book.worksheets:
        _still(sheet)
    return book


def _still(sheet: Worksheet) -> None:
    _keep_plain_names(sheet.defined_names)
    sheet.conditional_formatting = ConditionalFormattingList()
    sheet.tables.clear()
    for drawn in ("_charts", "_images", "_pivots"):
        setattr(sheet, drawn, [])
    sheet.data_validations.dataValidation = [
        each for each in sheet.data_validations.dataValidation if _is_plain_list(each)
    ]
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell, Cell):
                cell.hyperlink = None
                neutralise(cell)


def neutralise(cell: Cell | MergedCell) -> None:
    """Mark a text that begins like a formula as text, so that it stays one when somebody edits the cell."""
    if isinstance(cell.value, str) and cell.data_type != "e" and cell.value.startswith(_ACTING):
        cell.data_type = "s"
        cell.quotePrefix = True


def _keep_plain_names(names: Any) -> None:
    for name in [name for name, each in names.items() if not _PLAIN_RANGE.fullmatch(each.attr_text or "")]:
        del names[name]


def _is_plain_list(each: DataValidation) -> bool:
    source = str(each.formula1 or "")
    return each.type == "list" and bool(_LITERAL.fullmatch(source) or _PLAIN_RANGE.fullmatch(source))


def rebuilt(sheets: Iterable[tuple[str, bool, Sequence[tuple[int, Sequence[str | None]]]]]) -> Workbook:
    """Make a workbook of texts: for each sheet its name, whether it is hidden, and its rows with their numbers.

    A plain number is written as one; anything else as the text it was read as, which reads the same again.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, hidden, rows in sheets:
        sheet = book.create_sheet(name)
        sheet.sheet_state = "hidden" if hidden else "visible"
        for number, texts in rows:
            for column, text in enumerate(texts, 1):
                if text:
                    write(sheet.cell(number, column), text)
    return book


def write(cell: Cell | MergedCell, text: str) -> None:
    """Write a text into a cell, as a number if it is a plain one, and never as a formula."""
    if _NUMBER.fullmatch(text) and _same(text):
        cell.value = Decimal(text)
        return
    cell.value = ILLEGAL_CHARACTERS_RE.sub(_LEFT_OUT, text)
    neutralise(cell)


def _same(text: str) -> bool:
    """Say whether a number keeps every digit as a spreadsheet stores it, and is written as a spreadsheet shows it."""
    try:
        return format(Decimal(f"{float(text):.15g}"), "f") == text
    except (InvalidOperation, OverflowError):
        return False


def free_name(book: Workbook, wanted: str) -> str:
    """Return a name that no sheet of the workbook has: the one wanted, or with a number."""
    taken = {key_of(sheet.title) for sheet in book.worksheets}
    names = (wanted, *(f"{wanted} {number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if key_of(name) not in taken)
