import io
import math
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from ingest.reading.apart import read_workbook_apart
from ingest.reading.files import read_file
from ingest.reading.limits import USUAL
from ingest.reading.refusals import Refusal
from ingest.reading.workbook import read_workbook
from tests.ingest.reading.making import PARTS, is_proper, marks, texts, workbook_of, written

_TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00\ufffe\uffff"), min_size=1, max_size=12
)
_CELL = st.one_of(_TEXT, st.integers(-(10**14), 10**14), st.floats(-1e300, 1e300), st.booleans())


def _expected(value: object) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return format(float(f"{value:.15g}"), ".0f") if value.is_integer() and abs(value) < 1e15 else ""
    return str(value)


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(st.tuples(st.integers(0, 40), st.integers(0, 30)), _CELL, min_size=1, max_size=30))
def test_every_cell_comes_back_at_its_address(cells: dict[tuple[int, int], str | int | float | bool]) -> None:
    def write(sheet: Worksheet, _book: Workbook) -> None:
        for (row, column), value in cells.items():
            if isinstance(value, str):
                sheet.write_string(row, column, value)
            else:
                sheet.write(row, column, value)

    data = written(write)
    read = read_workbook_apart(data, USUAL)
    assert is_proper(read.sheets[0].cells)
    found = texts(read)
    oracle = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert len(found) == len(cells)
    for (row, column), value in cells.items():
        text = found[oracle.cell(row + 1, column + 1).coordinate]
        if isinstance(value, float):
            assert "e" not in text.lower()
            assert math.isclose(float(text), value, rel_tol=1e-14)
        else:
            assert text == _expected(value)


def test_blank_rows_and_columns_keep_their_addresses() -> None:
    read = read_file(written(lambda sheet, _: sheet.write("C7", "here")), "a.xlsx")
    assert read.sheets[0].cells.rows() == [(7, None, None, "here")]


def test_formats_make_percentages_and_dates() -> None:
    def write(sheet: Worksheet, book: Workbook) -> None:
        percent, day = book.add_format({"num_format": "0.0%"}), book.add_format({"num_format": "dd/mm/yyyy"})
        clock = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        sheet.write_number("A1", 0.953, percent)
        sheet.write_number("B1", 0.953)
        sheet.write_number("C1", 0.1 + 0.2)
        sheet.write_datetime("D1", date(2016, 11, 30), day)
        sheet.write_datetime("E1", datetime(2016, 11, 30, 16, 42), clock)  # noqa: DTZ001 - a wall clock
        sheet.write_boolean("F1", True)
        sheet.write_string("G1", "95.3%")
        sheet.write_string("A2", "n/a", percent)

    expected = {"A1": "95.3%", "B1": "0.953", "C1": "0.3", "D1": "2016-11-30", "E1": "2016-11-30 16:42:00"}
    expected |= {"F1": "TRUE", "G1": "95.3%", "A2": "n/a"}
    assert texts(read_file(written(write), "a.xlsx")) == expected
    assert texts(read_file(written(write, date_1904=True), "a.xlsx")) == expected


def test_formulas_errors_and_merged_ranges_are_marked() -> None:
    def write(sheet: Worksheet, _book: Workbook) -> None:
        sheet.write_formula("A1", "=1+1", None, 2)
        sheet.write_formula("B1", "=1/0", None, "#DIV/0!")
        sheet.write_formula("C1", '="x"', None, "x")
        sheet.merge_range("A3:C4", "Title")
        sheet.write("D9", "below")

    read = read_file(written(write), "a.xlsx")
    assert texts(read) == {"A1": "2", "B1": "#DIV/0!", "C1": "x", "A3": "Title", "D9": "below"}
    merged = dict.fromkeys(("B3", "C3", "A4", "B4", "C4"), "merged")
    assert marks(read) == {"A1": "formula", "B1": "error", "C1": "formula", **merged}


def test_a_formula_without_its_result_is_blank_and_marked() -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["B2"] = "=SUM(A1:A9)"
    held = io.BytesIO()
    book.save(held)
    read = read_file(held.getvalue(), "a.xlsx")
    assert read.sheets[0].cells.rows() == [(2, None, None)]
    assert marks(read) == {"B2": "uncached formula"}


def test_an_empty_result_is_a_result_where_it_is_text() -> None:
    read = read_file(
        workbook_of('<row r="1"><c r="A1" t="str"><f>""</f><v></v></c><c r="B1"><v>1</v></c></row>'), "a.xlsx"
    )
    assert (texts(read), marks(read)) == ({"B1": "1"}, {"A1": "formula"})
    read = read_file(workbook_of('<row r="1"><c r="A1" t="str"><f>""</f></c><c r="B1"><v>1</v></c></row>'), "a.xlsx")
    assert (texts(read), marks(read)) == ({"B1": "1"}, {"A1": "uncached formula"})


def test_content_under_a_merged_range_is_not_read() -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>9</f><v>9</v></c></row><row r="2"><c r="B2"><v>3</v></c></row>'
    )
    read = read_file(workbook_of(rows, after='<mergeCells><mergeCell ref="A1:XFD1"/></mergeCells>'), "a.xlsx")
    assert texts(read) == {"A1": "1", "B2": "3"}
    assert marks(read) == {"B1": "merged"}


def test_rich_text_is_joined_and_reading_aids_are_left_out() -> None:
    strings = "<si><r><t>Aca</t></r><r><t xml:space='preserve'>demy </t></r><rPh><t>no</t></rPh></si>"
    strings += "<si><t>&amp;_x000D_</t></si>"
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
    rows += '<c r="C1" t="inlineStr"><is><r><t> in</t></r><r><t>line</t></r></is></c></row>'
    read = read_file(workbook_of(rows, strings=strings), "a.xlsx")
    assert texts(read) == {"A1": "Academy ", "B1": "&\r", "C1": " inline"}


def test_a_tidy_writer_and_one_without_addresses_read_the_same() -> None:
    tidy = """
      <row r="2">
        <c r="A2" s="0">
          <v>5</v>
        </c>
        <c r="C2" t="str">
          <f>A1&amp;"x"</f>
          <v> 5x </v>
        </c>
        <c r="D2" t="inlineStr">
          <is>
            <t>in</t>
          </is>
        </c>
        <c r="E2" s="0"/>
        <c r="F2"><f>A2</f></c>
      </row>
      <row r="3"><c r="B3"><v>7</v></c></row>"""
    read = read_file(workbook_of(tidy), "a.xlsx")
    assert texts(read) == {"A2": "5", "C2": " 5x ", "D2": "in", "B3": "7"}
    assert marks(read) == {"C2": "formula", "F2": "uncached formula"}
    bare = '<row><c><v>1</v></c><c/><c><v>3</v></c></row><row><c t="b"><v>1</v></c></row>'
    assert texts(read_file(workbook_of(bare), "a.xlsx")) == {"A1": "1", "C1": "3", "A2": "TRUE"}


def test_prefixes_of_elements_do_not_matter() -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<x:worksheet xmlns:x="{main}"><x:sheetData><x:row r="1"><x:c r="A1" t="str"><x:v>a</x:v></x:c>'
    sheet += '<x:c r="B1"><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    read = read_file(workbook_of("", {"xl/worksheets/sheet1.xml": sheet}), "a.xlsx")
    assert texts(read) == {"A1": "a", "B1": "2"}


def test_text_after_the_sheet_data_joins_no_cell() -> None:
    after = "<conditionalFormatting><cfRule><formula>A1&gt;0</formula></cfRule></conditionalFormatting>"
    assert texts(read_file(workbook_of('<row r="1"><c r="A1"><v>5</v></c></row>', after=after), "a.xlsx")) == {
        "A1": "5"
    }


def test_hidden_sheets_and_their_order() -> None:
    def write(sheet: Worksheet, book: Workbook) -> None:
        sheet.write("A1", "shown")
        book.add_worksheet("Lists & more").very_hidden()

    read = read_file(written(write), "a.xlsx")
    assert [(sheet.name, sheet.hidden, sheet.cells.height) for sheet in read.sheets] == [
        ("Return", False, 1),
        ("Lists & more", True, 0),
    ]


def test_links_to_other_workbooks_are_noted() -> None:
    data = workbook_of('<row r="1"><c r="A1"><v>5</v></c></row>', {"xl/externalLinks/externalLink1.xml": "<a/>"})
    (note,) = read_file(data, "a.xlsx").notes
    assert "were not followed" in note


def test_a_long_sheet_is_packed_in_several_pieces_without_a_seam() -> None:
    def write(sheet: Worksheet, _book: Workbook) -> None:
        for row in range(120_000):
            sheet.write_number(row, 0, row)
        sheet.write_string(110_000, 2, "late")
        sheet.write_string(10, 1, "early")

    data = written(write)
    read = read_file(data, "a.xlsx")
    oracle = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    cells = read.sheets[0].cells
    assert cells.height == len(oracle) == 120_000
    assert cells["A"].cast(int).to_list() == [row[0] for row in oracle]
    assert cells.filter(cells["C"].is_not_null()).rows() == [(110_001, "110000", None, "late")]
    assert cells.filter(cells["B"].is_not_null()).rows() == [(11, "10", "early", None)]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_spoiled_workbook_is_read_or_refused_but_never_breaks(data: st.DataObject) -> None:
    part = data.draw(st.sampled_from(["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"]))
    whole = '<row r="1"><c r="A1" s="1"><v>5</v></c><c r="B1" t="str"><f>1</f><v>x</v></c></row>'
    sheet = PARTS.get(part, f"<worksheet><sheetData>{whole}</sheetData></worksheet>")
    at = data.draw(st.integers(0, len(sheet)))
    spoiled = (
        sheet[:at] + data.draw(st.text('<>/"=r10AZ s&;-', max_size=4)) + sheet[at + data.draw(st.integers(0, 3)) :]
    )
    try:
        read_workbook(workbook_of(whole, {part: spoiled}), USUAL)
    except Refusal:
        return


def test_the_child_needs_the_standard_library_alone() -> None:
    house = str(Path(__file__).parents[3])
    check = "import sys; sys.path.append(sys.argv[1]); import ingest.reading.child; print('polars' in sys.modules)"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", check, house], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("name", ["a.xlsx", "return.csv", "no ending"])
def test_the_bytes_decide_what_a_file_is(name: str) -> None:
    assert read_file(workbook_of('<row r="1"><c r="A1"><v>5</v></c></row>'), name).kind == "xlsx"
