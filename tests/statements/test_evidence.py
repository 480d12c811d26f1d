"""Every figure of a statement is where its evidence says: the files are opened and the cells are read."""

import csv
import hashlib
import io
import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from contracts import months
from statements.documents import Evidence, Statement
from statements.ledger import Ledger

Cells = dict[tuple[int, int], object]
Read = Callable[[str, str], Cells]


@pytest.fixture(scope="module")
def read(folder: Path) -> Read:
    """The cells of a sheet by row and column from 1; a CSV has one sheet."""

    @cache
    def sheets(file: str) -> dict[str, Cells]:
        path = folder / "returns" / file
        if path.suffix == ".csv":
            encoding = "utf-8-sig" if path.read_bytes().startswith(b"\xef\xbb\xbf") else "cp1252"
            lines = csv.reader(io.StringIO(path.read_text(encoding=encoding)))
            return {path.stem: {(r, c): text for r, line in enumerate(lines, 1) for c, text in enumerate(line, 1)}}
        book = openpyxl.load_workbook(path, data_only=True)
        return {
            sheet.title: {
                (cell.row, cell.column): _as_shown(cell.value, cell.number_format)
                for line in sheet.iter_rows()
                for cell in line
                if cell.value is not None
            }
            for sheet in book.worksheets
        }

    return lambda file, sheet: sheets(file)[sheet]


def evidence_of(statements: list[Statement], says: str) -> list[tuple[str, str, Evidence]]:
    return [
        (line.indicator or "", line.measured, each)
        for statement in statements
        for line in statement.lines
        for each in line.evidence
        if each.says == says
    ]


def _as_shown(value: object, number_format: str) -> object:
    return f"{Decimal(str(value)) * 100}%" if "%" in number_format else value


def figure(cells: Cells, address: str) -> Decimal | None:
    """The number in a cell, a percentage as a spreadsheet shows it: 95.4 where a workbook has 0.954 as 95.4%."""
    letter, row = re.fullmatch(r"([A-Z])(\d+)", address).groups()  # type: ignore[union-attr]
    text = str(cells.get((int(row), ord(letter) - ord("A") + 1), ""))
    number = {"yes": "1", "no": "0"}.get(text, text.replace("£", "").replace(",", "").removesuffix("%"))
    return Decimal(number) if number else None


def test_stated_figures_stand_in_their_cells(statements: list[Statement], ledger: Ledger, read: Read) -> None:
    found = evidence_of(statements, "as stated by the provider")
    assert len(found) > 100
    for indicator, month, each in found:
        cells = read(each.file_name, each.sheet)
        numerator, denominator, value = (figure(cells, address) for address in each.cells.split(", "))
        stated = ledger.frozen.stated[(indicator, months.parse(month))]
        by = 1_000_000
        figures = [each for each in (numerator, value) if each is not None]
        assert stated["numerator"] == (figures[0] * by if figures else None)
        if denominator is not None:
            assert stated["denominator"] == denominator * by
        # Beside each address stands what the file has there.
        written = (each.cells.split(", "), each.read)
        read_there = {name: text.removesuffix(" days") for name, text in zip(*written, strict=True)}
        shown = {name: figure({(1, 1): text}, "A1") for name, text in read_there.items() if text != "no figure"}
        there = {name: figure(cells, name) for name in each.cells.split(", ")}
        assert shown == {name: number for name, number in there.items() if number is not None}
        # The row is the indicator's own.
        row = int(each.cells.split(", ")[0][1:])
        assert cells[(row, 1)] == indicator


def test_a_share_is_written_with_the_sum_of_its_cells(statements: list[Statement], read: Read) -> None:
    """One month's cells, or those of all months that were put together because each alone was too small."""
    months_together = []
    for line in (line for each in statements for line in each.lines if line.kind == "performance"):
        if " of " in line.measure and all("stated" in each.says for each in line.evidence):
            pairs = [each.cells.split(", ")[:2] for each in line.evidence]
            sheets = [read(each.file_name, each.sheet) for each in line.evidence]
            counted, of = (
                sum(figure(cells, pair[place]) or 0 for cells, pair in zip(sheets, pairs, strict=True))
                for place in (0, 1)
            )
            assert line.measure.endswith(f"({counted:,} of {of:,})")
            months_together.append(len(pairs))
    assert len(months_together) > 30
    assert max(months_together) > 1


def test_records_fill_the_rows_that_are_named(statements: list[Statement], read: Read) -> None:
    found = evidence_of(statements, "counted from the records")
    assert found
    for _, _, each in found:
        cells = read(each.file_name, each.sheet)
        first, last = (int(number) for number in each.cells.removeprefix("rows ").split(" to "))
        filled = {row for (row, column), value in cells.items() if column == 1 and value}
        assert set(range(first, last + 1)) <= filled
        # Above are headings, below is nothing.
        assert cells[(first - 1, 1)] in ("Case", "Service", "Route", "Line")
        assert not {row for row in filled if row > last}


def test_the_file_named_is_the_file_that_came(statements: list[Statement], folder: Path) -> None:
    for each in (each for statement in statements for line in statement.lines for each in line.evidence):
        content = (folder / "returns" / each.file_name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == each.file_hash
        assert (folder / "originals" / each.file_hash).read_bytes() == content


def test_a_figure_that_was_judged_has_evidence(statements: list[Statement]) -> None:
    for line in (line for each in statements for line in each.lines if line.data_status == "reported"):
        assert line.evidence
