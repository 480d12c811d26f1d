"""The marked copy: what is wrong can be seen in it, and nothing else in it has changed."""

import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from contracts.months import parse
from ingest.checking import check
from ingest.examining import Examined
from ingest.history import History
from ingest.marking.copy import (
    MOST_CELLS,
    MarkedCopy,
    NothingToMark,
    RefusedNotMarked,
    TooLargeToMark,
    marked_copy,
)
from ingest.marking.marks import FINDINGS_TITLE
from ingest.reading.files import read_file
from ingest.reading.limits import Limits
from ingest.reading.refusals import HasMacros
from ingest.template import write_template
from tests.ingest.making import (
    CONTRACT,
    FAULTLESS,
    FINANCE,
    LOADED,
    NOVEMBER,
    TODAY,
    TRANSPORT,
    VERSION,
    checked,
    codes,
    csv_file,
    with_cell,
    workbook,
)

FAULTY = {**FAULTLESS, "sen_transport": with_cell(with_cell(TRANSPORT, 1, "Cost", "tbc"), 2, "Cost", "tbc")}
PINK, NONE = "FFF2C4D0", "00000000"


def examined(content: bytes, name: str = "return.xlsx") -> Examined:
    read = read_file(content, name)
    known = History(template_version=VERSION)
    found = check(read, CONTRACT, known, today=TODAY)
    return Examined("", CONTRACT.id, found.month, contract=CONTRACT, read=read, checked=found, known=known)


def marked(content: bytes, name: str = "return.xlsx", **reasons: str) -> MarkedCopy:
    return marked_copy(examined(content, name), content, name, reasons)


def book_of(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def saved(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def fill(sheet: Worksheet, cell: str) -> str:
    return str(sheet[cell].fill.fgColor.rgb)


def comment(sheet: Worksheet, cell: str) -> str:
    said = sheet[cell].comment
    return said.text if said else ""


def version_mark(book: Workbook) -> object:
    # The library's published types leave these properties out.
    return book.custom_doc_props["Reckoner template"].value  # type: ignore[attr-defined]


def with_part(content: bytes, part: str, before: bytes, after: bytes) -> bytes:
    """A workbook with a piece of one of its parts replaced."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as whole, zipfile.ZipFile(target, "w") as written:
        for name in whole.namelist():
            text = whole.read(name)
            if name == part:
                assert before in text
                text = text.replace(before, after)
            written.writestr(name, text)
    return target.getvalue()


def test_every_cell_of_a_finding_is_filled_and_says_what_to_do() -> None:
    copy = marked(workbook(FAULTY), "april.xlsx")
    assert copy.file_name == "april-marked.xlsx"
    sheet = book_of(copy.content)["SEN transport"]
    for cell in ("G4", "G5"):
        assert fill(sheet, cell) == PINK
        assert comment(sheet, cell) == (
            "Stops the return (V02)\nFound: “tbc” in 2 cells\nExpected: An amount in pounds, such as £1,071.00\n"
            "How to fix: Correct the cell; if there is no figure, leave it blank where the column may be."
        )
    assert fill(sheet, "G3") != PINK
    assert sum(bool(cell.comment) for row in sheet.iter_rows() for cell in row) == 2


def test_the_first_sheet_lists_every_finding_and_leads_to_its_cell() -> None:
    book = book_of(marked(workbook(FAULTY)).content)
    sheet = book.worksheets[0]
    assert (sheet.title, sheet["A1"].value) == ("Findings", FINDINGS_TITLE)
    lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    found = examined(workbook(FAULTY)).checked
    assert found is not None
    assert [(line[1], line[3], line[4]) for line in lines] == [
        (each.code, each.sheet, each.cell) for each in found.findings
    ]
    assert lines[0][2] == "Stops the return"
    link = sheet["E5"].hyperlink
    assert link is not None
    assert (link.location, link.target) == ("'SEN transport'!G4", None)


def test_the_copy_handed_in_again_says_the_same_and_corrected_it_is_faultless() -> None:
    copy = marked(workbook(FAULTY)).content
    again = checked(copy)
    assert codes(again.findings) == codes(checked(workbook(FAULTY)).findings)
    book = book_of(copy)
    book["SEN transport"]["G4"], book["SEN transport"]["G5"] = 1071, 2400.10
    corrected = saved(book)
    assert not checked(corrected).findings
    assert checked(corrected).rows["sen_transport"].equals(checked(workbook()).rows["sen_transport"])


def test_what_has_been_put_right_is_not_marked_in_the_next_copy() -> None:
    book = book_of(marked(workbook(FAULTY)).content)
    book["SEN transport"]["G4"] = 1071
    book["SEN transport"]["A3"].font = Font(bold=True)
    sheets = book_of(marked(saved(book)).content)
    sheet = sheets["SEN transport"]
    assert (fill(sheet, "G4"), comment(sheet, "G4")) == (NONE, "")
    assert fill(sheet, "G5") == PINK
    assert comment(sheet, "G5").count("Stops the return") == 1
    assert sheet["A3"].font.bold
    assert [each.title for each in sheets.worksheets] == book.sheetnames


def test_the_template_stays_what_it_is() -> None:
    template = write_template(CONTRACT, LOADED.digest, NOVEMBER)
    before, after = book_of(template), book_of(marked(template).content)
    assert version_mark(after) == version_mark(before)
    for name in before.sheetnames:
        was, now = before[name], after[name]
        assert now.protection.sheet
        assert [cell.value for cell in now[3]] == [cell.value for cell in was[3]]
        assert [cell.protection.locked for cell in now[3]] == [cell.protection.locked for cell in was[3]]
        lists = [
            {(str(each.sqref), each.formula1) for each in sheet.data_validations.dataValidation} for sheet in (was, now)
        ]
        assert lists[0] == lists[1]
    transport = after["SEN transport"]
    assert not transport.column_dimensions["A"].protection.locked


def test_a_marked_cell_that_was_left_blank_stays_open_on_a_protected_sheet() -> None:
    book = book_of(write_template(CONTRACT, LOADED.digest, NOVEMBER))
    book["SEN transport"]["A4"] = "R1"
    sheet = book_of(marked(saved(book)).content)["SEN transport"]
    assert fill(sheet, "G4") == PINK
    assert sheet.protection.sheet
    assert not sheet["G4"].protection.locked
    assert sheet["G4"].number_format == "£#,##0.00"


def test_nothing_in_the_copy_computes_or_points_elsewhere() -> None:
    book = book_of(workbook(FAULTY))
    sheet = book["SEN transport"]
    sheet["H5"] = "=WEBSERVICE(1)"
    sheet["B4"].hyperlink = "https://example.org/"
    sheet["B5"].value, sheet["B5"].data_type = "=cmd|' /C calc'!A0", "s"
    sheet.conditional_formatting.add("A1:H9", Rule(type="expression", formula=["TRUE"]))
    book.defined_names["away"] = DefinedName("away", attr_text="WEBSERVICE(1)")
    book.defined_names["here"] = DefinedName("here", attr_text="'SEN transport'!$A$4:$A$5")
    content = saved(book)
    copy = marked(content).content
    after = book_of(copy)
    cells = [cell for each in after.worksheets for row in each.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert not [cell for cell in cells if cell.hyperlink and cell.hyperlink.target]
    text = after["SEN transport"]["B5"]
    assert (text.value, text.data_type, text.quotePrefix) == ("=cmd|' /C calc'!A0", "s", True)
    assert not list(after["SEN transport"].conditional_formatting)
    assert list(after.defined_names) == ["here"]
    assert "the cell is blank in it" in comment(after["SEN transport"], "H5")
    with zipfile.ZipFile(io.BytesIO(copy)) as whole:
        assert not [name for name in whole.namelist() if b"WEBSERVICE" in whole.read(name)]


def test_a_persons_own_comment_stays_before_ours() -> None:
    book = book_of(workbook(FAULTY))
    book["SEN transport"]["G4"].comment = Comment("Invoice is awaited.", "A colleague")
    said = comment(book_of(marked(saved(book)).content)["SEN transport"], "G4")
    assert said.startswith("Invoice is awaited.\n\nStops the return (V02)")


def test_a_csv_file_becomes_a_workbook_that_can_be_handed_in() -> None:
    content = csv_file("sen_transport", FAULTY["sen_transport"])
    copy = marked(content, "routes.csv")
    assert copy.file_name == "routes-csv-marked.xlsx"
    book = book_of(copy.content)
    assert book.sheetnames == ["Findings", "Return", "SEN transport"]
    assert fill(book["SEN transport"], "G7") == PINK
    again = checked(copy.content)
    assert [each.cell for each in again.blocking] == ["G7:G8"]
    assert set(codes(again.findings)) == {"V02", "L11"}


def test_a_workbook_that_only_our_reader_opens_is_copied_by_its_texts() -> None:
    part = "xl/worksheets/sheet5.xml"
    broken = b'<dataValidations count="1"><dataValidation type="none such" sqref="A1"/></dataValidations><pageMargins'
    content = with_part(workbook(FAULTY), part, b"<pageMargins", broken)
    with pytest.raises(ValueError, match="invalid XML"):
        book_of(content)
    copy = marked(content).content
    assert fill(book_of(copy)["SEN transport"], "G4") == PINK
    assert codes(checked(copy).findings) == codes(checked(content).findings)


@pytest.mark.filterwarnings("ignore:Cell H5 is marked as a date")
def test_a_value_that_would_be_written_differently_is_copied_as_its_text() -> None:
    book = book_of(workbook(FAULTY))
    cell = book["SEN transport"]["H5"]
    cell.value, cell.number_format = 99_999_999, "dd/mm/yyyy"
    content = saved(book)
    # As a date the number has no meaning, and the library that writes the copy would put an error in its place.
    assert book_of(content)["SEN transport"]["H5"].value == "#VALUE!"
    copy = marked(content).content
    assert read_file(copy, "x.xlsx").sheets[5].cells["H"][-1] == "99999999"


def test_a_line_of_the_list_is_never_taken_for_a_heading_that_may_not_be() -> None:
    twice = [*FINANCE, ["Telephone", "1.00", "1.00", "1.00"], ["Telephone", "1.00", "1.00", "1.00"]]
    content = workbook({**FAULTLESS, "finance_lines": twice})
    assert codes(checked(content).findings) == ["K01"]
    assert codes(checked(marked(content).content).findings) == ["K01"]


def test_a_sheet_of_the_senders_own_by_that_name_is_left_as_it_is() -> None:
    content = workbook(FAULTY, others={"Findings": [["Ours", "Audit of May"]]})
    assert "L10" in codes(checked(content).findings)
    copy = marked(content).content
    assert book_of(copy).sheetnames[0] == "Findings 2"
    assert codes(checked(copy).findings) == codes(checked(content).findings)


def test_a_reason_that_was_given_stands_in_the_copy() -> None:
    rows = with_cell(FAULTLESS["indicators"], 1, "Value as stated", "99.0%")
    content = workbook({**FAULTLESS, "indicators": rows})
    (asked,) = checked(content).asking
    copy = marked_copy(examined(content), content, "return.xlsx", {asked.key: "Counted anew."})
    line = [cell.value for cell in book_of(copy.content)["Findings"][5]]
    assert line[2] == "Needs a reason"
    assert line[8] == "Counted anew."


def test_of_some_files_no_copy_is_made() -> None:
    content = workbook(FAULTY)
    with pytest.raises(RefusedNotMarked, match="macros"):
        marked_copy(Examined("", refusal=HasMacros()), content, "return.xlsx", {})
    with pytest.raises(NothingToMark):
        marked(workbook())
    with pytest.raises(TooLargeToMark, match=f"{MOST_CELLS:,}"):
        marked_copy(examined(content), content, "return.xlsx", {}, Limits(memory_bytes=20_000_000))


def test_the_month_of_a_csv_is_on_the_copys_cover() -> None:
    content = csv_file("sen_transport", FAULTY["sen_transport"], period="November 2016")
    assert checked(marked(content, "routes.csv").content).month == parse("2016-11")
