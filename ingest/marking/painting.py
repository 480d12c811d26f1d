"""Marks on a workbook: cells filled and commented, and the list of all findings on its first sheet."""

from collections.abc import Iterator, Sequence
from copy import copy
from typing import Final

from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import column_index_from_string, get_column_letter, quote_sheetname
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ingest.marking.book import free_name, write
from ingest.marking.marks import FINDINGS, FINDINGS_TITLE, HEADINGS, MADE_BY, Mark

_FILLS: Final = {"blocking": "FFF2C4D0", "reason": "FFCFE2F5", "information": "FFE3E8E6"}
_SEVEREST_FIRST: Final = tuple(_FILLS)
_WIDTHS: Final = (5, 8, 17, 20, 16, 40, 40, 52, 40)
_WHAT_TO_DO: Final = (
    "Correct the marked cells in this workbook and hand it in again: this sheet and the marks are passed over."
)
_LETTERS_ON_A_LINE: Final = 52
_FIRST: Final = 5


def paint(book: Workbook, marks: Sequence[Mark]) -> None:
    """Fill and comment every cell that a finding means; the severest finding on a cell decides its colour."""
    for sheet in book.worksheets:
        _unmark(sheet)
    said: dict[tuple[str, int, int], list[Mark]] = {}
    for mark in marks:
        if mark.sheet in book.sheetnames:
            for row, column in _meant(book[mark.sheet or ""], mark):
                said.setdefault((mark.sheet or "", row, column), []).append(mark)
    for (name, row, column), found in said.items():
        _mark(_shown(book[name], row, column), found)


def _shown(sheet: Worksheet, row: int, column: int) -> Cell:
    """The cell that a person sees at a place: of merged cells the first."""
    cell = sheet.cell(row, column)
    if isinstance(cell, Cell):
        if not cell.has_style:
            _as_its_column(sheet, cell)
        return cell
    whole = next(merged for merged in sheet.merged_cells.ranges if cell.coordinate in merged)
    first = sheet.cell(whole.min_row, whole.min_col)
    assert isinstance(first, Cell)
    return first


def _meant(sheet: Worksheet, mark: Mark) -> Iterator[tuple[int, int]]:
    """Each cell that is meant, by row and column; of whole rows the columns that are in use."""
    columns = [column_index_from_string(mark.column)] if mark.column else range(1, sheet.max_column + 1)
    for row in mark.rows:
        for column in columns:
            yield row, column


def _as_its_column(sheet: Worksheet, cell: Cell) -> None:
    """Give a cell that was never filled in the style of its column: on a protected sheet that leaves it open."""
    for each in sheet.column_dimensions.values():
        if (each.min or 0) <= cell.column <= (each.max or 0) and each.has_style:
            for name in ("font", "alignment", "number_format", "protection"):
                setattr(cell, name, copy(getattr(each, name)))


def _mark(cell: Cell, found: Sequence[Mark]) -> None:
    severest = min((mark.severity for mark in found), key=_SEVEREST_FIRST.index)
    cell.fill = PatternFill("solid", fgColor=_FILLS[severest])
    before = [cell.comment.text] if cell.comment else []
    text = "\n\n".join([*before, *dict.fromkeys(mark.comment for mark in found)])
    lines = sum(1 + len(line) // _LETTERS_ON_A_LINE for line in text.splitlines())
    cell.comment = Comment(text, MADE_BY, height=24 + 17 * lines, width=360)


def _unmark(sheet: Worksheet) -> None:
    """Take away what an earlier copy was marked with, so that what has been put right is not marked again."""
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell, Cell) and cell.comment and cell.comment.author == MADE_BY:
                cell.comment = None
                if cell.fill.fgColor.rgb in _FILLS.values():
                    cell.fill = PatternFill()


def list_findings(book: Workbook, marks: Sequence[Mark]) -> None:
    """Put the list of all findings before the other sheets, in place of the list of an earlier copy."""
    for sheet in [each for each in book.worksheets if each["A1"].value == FINDINGS_TITLE]:
        book.remove(sheet)
    sheet = book.create_sheet(free_name(book, FINDINGS), 0)
    book.active = 0
    for other in book.worksheets[1:]:
        other.sheet_view.tabSelected = False
    sheet["A1"], sheet["A1"].font = FINDINGS_TITLE, Font(bold=True, size=13)
    sheet["A2"] = _WHAT_TO_DO
    for column, name in enumerate(HEADINGS, 1):
        head = sheet.cell(_FIRST - 1, column, name)
        head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor="FFE6EBF0")
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS[column - 1]
    for row, mark in enumerate(marks, _FIRST):
        _line(book, sheet, row, mark)
    sheet.freeze_panes = sheet.cell(_FIRST, 1)
    _for_print(sheet)


def _line(book: Workbook, sheet: Worksheet, row: int, mark: Mark) -> None:
    for column, text in enumerate(mark.line, 1):
        cell = sheet.cell(row, column)
        write(cell, text)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.cell(row, 3).fill = PatternFill("solid", fgColor=_FILLS[mark.severity])
    if mark.sheet in book.sheetnames:
        place = f"{mark.column or 'A'}{mark.rows[0] if mark.rows else 1}"
        link = sheet.cell(row, 5)
        if not link.value:
            write(link, place)
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"{quote_sheetname(mark.sheet or '')}!{place}")
        link.font = Font(color="FF14497A", underline="single")


def _for_print(sheet: Worksheet) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", "9"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{_FIRST - 1}:{_FIRST - 1}"
