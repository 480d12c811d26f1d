import io
import random
import zipfile
from pathlib import Path

import pytest

from contracts.errors import ReckonerError
from ingest.reading import refusals
from ingest.reading.files import read_file
from ingest.reading.limits import Limits
from tests.ingest.reading.making import archive_of, with_forged_size, workbook_of, written

_OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
_ROW = '<row r="1"><c r="A1"><v>5</v></c></row>'


def _noise(size: int) -> bytes:
    return random.Random(27).randbytes(size)


def _encrypted_part() -> bytes:
    data = bytearray(workbook_of(_ROW))
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 8] |= 1
    return bytes(data)


def _spoiled_checksum() -> bytes:
    data = bytearray(workbook_of(_ROW))
    at = data.index(b"PK\x01\x02")
    data[at + 16] ^= 0xFF
    return bytes(data)


CASES: list[tuple[type[refusals.Refusal], bytes, str]] = [
    (refusals.EmptyFile, b"", "return.xlsx"),
    (refusals.EmptyFile, b"\r\n \r\n", "return.csv"),
    (refusals.EmptyFile, b"\xef\xbb\xbf", "return.csv"),
    (refusals.PasswordProtected, _OLE + "EncryptedPackage".encode("utf-16-le"), "return.xlsx"),
    (refusals.PasswordProtected, _encrypted_part(), "return.xlsx"),
    (refusals.LegacyWorkbook, _OLE + "Workbook".encode("utf-16-le"), "return.xls"),
    (refusals.LegacyWorkbook, archive_of({"[Content_Types].xml": "<a/>", "xl/workbook.bin": b"1"}), "return.xlsb"),
    (refusals.NotAWorkbook, _OLE + "WordDocument".encode("utf-16-le"), "return.doc"),
    (refusals.NotAWorkbook, _noise(20_000_000), "return.xlsx"),
    (refusals.NotText, _noise(20_000_000), "return.csv"),
    (refusals.NotText, b"a,b\n1,\x00\n", "return.csv"),
    (refusals.NotText, b"a,b\n" + b"1,2\n" * 9_000 + b"1,\x00\n", "return.csv"),
    (refusals.NotText, b"caf\xe9 \x81\n", "return.csv"),
    (refusals.NotAWorkbook, b"%PDF-1.7\n", "return.pdf"),
    (refusals.NotAWorkbook, b"\n<html><table><tr><td>1</td></tr></table></html>", "return.xls"),
    (refusals.NotAWorkbook, b"a,b\n1,2\n", "return.xlsx"),
    (refusals.NotAWorkbook, archive_of({"photo.jpg": b"x"}), "photos.zip"),
    (refusals.NotAWorkbook, archive_of({"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"}), "a.docx"),
    (refusals.OpenDocument, archive_of({"mimetype": "x", "content.xml": "<a/>"}), "return.ods"),
    (refusals.HasMacros, workbook_of(_ROW, {"xl/vbaProject.bin": b"x"}), "return.xlsm"),
    (refusals.HasMacros, workbook_of(_ROW, {"xl/macrosheets/sheet1.xml": b"x"}), "return.xlsx"),
    (
        refusals.HasMacros,
        workbook_of(_ROW, {"[Content_Types].xml": "<Types>application/vnd.ms-excel.sheet.macroEnabled</Types>"}),
        "return.xlsx",
    ),
    (refusals.DamagedWorkbook, workbook_of("<row"), "return.xlsx"),
    (refusals.DamagedWorkbook, workbook_of('<row r="1"><c r="A1" t="s"><v>8</v></c></row>'), "return.xlsx"),
    (refusals.DamagedWorkbook, workbook_of('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>'), "return.xlsx"),
    (refusals.DamagedWorkbook, workbook_of('<row r="2"/><row r="1"/>'), "return.xlsx"),
    (refusals.DamagedWorkbook, workbook_of('<row r="1"><c r="A2"><v>8</v></c></row>'), "return.xlsx"),
    (refusals.DamagedWorkbook, workbook_of('<row r="1"><c r="1"><v>8</v></c></row>'), "return.xlsx"),
    (refusals.DamagedWorkbook, workbook_of(_ROW.replace("</row>", '<c r="A1"><v>6</v></c></row>')), "return.xlsx"),
    (refusals.DamagedWorkbook, _spoiled_checksum(), "return.xlsx"),
    (refusals.DamagedWorkbook, archive_of({"[Content_Types].xml": "<a/>"}), "return.xlsx"),
    (
        refusals.DamagedWorkbook,
        workbook_of(_ROW, {"xl/sharedStrings.xml": '<!DOCTYPE sst [<!ENTITY a "b">]><sst><si><t>&a;</t></si></sst>'}),
        "return.xlsx",
    ),
    (refusals.UnclosedQuotation, b'a,b\n1,"2\n3,4\n5,6\n', "return.csv"),
    (refusals.UnclosedQuotation, b'a,b\n1,"2\n' + b"3,4\n" * 60_000, "return.csv"),
]


@pytest.mark.parametrize(("refusal", "data", "name"), CASES, ids=lambda case: getattr(case, "__name__", ""))
def test_each_cause_has_its_own_refusal(refusal: type[refusals.Refusal], data: bytes, name: str) -> None:
    with pytest.raises(ReckonerError) as raised:
        read_file(data, name)
    assert type(raised.value) is refusal
    assert name in str(raised.value)
    assert raised.value.found in str(raised.value)
    assert raised.value.remedy in str(raised.value)


@pytest.mark.parametrize("share", [0.01, 0.2, 0.5, 0.9, 0.99, 0.9999])
def test_a_workbook_cut_short_is_said_to_be(share: float) -> None:
    whole = written(lambda sheet, _: [sheet.write_row(row, 0, [row, "text"]) for row in range(2_000)])
    with pytest.raises(refusals.TruncatedArchive, match="breaks off"):
        read_file(whole[: int(len(whole) * share)], "return.xlsx")


@pytest.mark.parametrize("length", [2, 3, 4, 30])
def test_a_workbook_of_a_few_bytes_is_cut_short(length: int) -> None:
    with pytest.raises(refusals.TruncatedArchive):
        read_file(workbook_of(_ROW)[:length], "return.xlsx")


@pytest.mark.parametrize("declared", [None, 100, 4_000_000_000])
def test_a_bomb_is_stopped_whatever_its_headers_say(declared: int | None) -> None:
    part = "xl/worksheets/sheet1.xml"
    bomb = workbook_of(" " * 30_000_000)
    if declared is not None:
        bomb = with_forged_size(bomb, part, declared)
    assert len(bomb) < 100_000
    with pytest.raises(refusals.InflatesTooFar):
        read_file(bomb, "return.xlsx", Limits(inflated_bytes=20_000_000))


def test_one_text_repeated_in_every_cell_is_counted_as_often() -> None:
    cells = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 2_001))
    with pytest.raises(refusals.InflatesTooFar):
        read_file(
            workbook_of(cells, strings=f"<si><t>{'x' * 30_000}</t></si>"), "a.xlsx", Limits(inflated_bytes=10_000_000)
        )


def _grid(rows: int, columns: int) -> bytes:
    return written(lambda sheet, _: [sheet.write(row, columns - 1, row) for row in range(rows)])


def test_rows_columns_and_cells_are_bounded() -> None:
    bounds = Limits(rows=50, columns=20, cells=400)
    assert read_file(_grid(20, 20), "a.xlsx", bounds).sheets[0].cells.shape == (20, 21)
    for data, refusal in (
        (_grid(51, 1), refusals.TooManyRows),
        (_grid(1, 21), refusals.TooManyColumns),
        (_grid(21, 20), refusals.TooManyCells),
    ):
        with pytest.raises(refusal):
            read_file(data, "a.xlsx", bounds)


def test_rows_columns_and_cells_of_text_are_bounded() -> None:
    bounds = Limits(rows=50, columns=20, cells=400)
    for data, refusal in (
        (b"a\n" * 51, refusals.TooManyRows),
        (b"," * 20, refusals.TooManyColumns),
        (b",,,,,,,,,,,,,,,,,,,1\n" * 21, refusals.TooManyCells),
        (b'"a\n"x\n' * 51, refusals.TooManyRows),
        (b'"a\n"\n' + b"," * 20, refusals.TooManyColumns),
    ):
        with pytest.raises(refusal):
            read_file(data, "a.csv", bounds)


def test_merged_ranges_are_bounded() -> None:
    rows = "".join(f'<row r="{row}"><c r="T{row}"><v>1</v></c></row>' for row in range(1, 100))
    merged = "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 600 + "</mergeCells>"
    with pytest.raises(refusals.TooManyCells):
        read_file(workbook_of(rows, after=merged), "a.xlsx")


def test_size_is_bounded_before_a_file_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    path.write_bytes(b"a,b\n" * 300)
    for source in (path, path.read_bytes()):
        with pytest.raises(refusals.FileTooLarge, match="1,200 bytes"):
            read_file(source, "large.csv", Limits(text_bytes=1_000))
    with pytest.raises(refusals.FileTooLarge):
        read_file(workbook_of(_ROW), "large.xlsx", Limits(file_bytes=500))


def test_a_csv_may_be_larger_than_a_workbook_since_it_is_not_packed() -> None:
    text, book = b"a,b\n" * 300, workbook_of(_ROW)
    assert len(read_file(text, "large.csv", Limits(file_bytes=500, text_bytes=1_200)).sheets) == 1
    with pytest.raises(refusals.FileTooLarge, match="more than the 1,199 that are accepted"):
        read_file(text, "large.csv", Limits(text_bytes=1_199))
    with pytest.raises(refusals.FileTooLarge, match=f"{len(book):,} bytes, which is more than the 500 that"):
        read_file(book, "large.xlsx", Limits(file_bytes=500, text_bytes=1_000_000))


def test_time_and_memory_are_bounded() -> None:
    large = workbook_of(_ROW, strings=f"<si><t>{'x' * 40_000_000}</t></si>")
    with pytest.raises(refusals.TookTooMuchMemory, match="60 MB"):
        read_file(large, "a.xlsx", Limits(memory_bytes=60_000_000))
    with pytest.raises(refusals.TookTooLong):
        read_file(large, "a.xlsx", Limits(seconds=0))


def test_codes_are_unique_and_survive_the_way_between_processes() -> None:
    own = [kind for kind in refusals.Refusal.__subclasses__() if kind.__module__ == refusals.__name__]
    assert len(refusals.BY_CODE) == len(own)
    for code, kind in refusals.BY_CODE.items():
        revived = refusals.revived(code, "The file is odd")
        assert type(revived) is kind
        assert str(revived) == f"The file is odd. Expected: {kind.expected}. {kind.remedy}"


def test_an_unusual_way_of_packing_is_refused() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    with pytest.raises(refusals.DamagedWorkbook):
        read_file(held.getvalue(), "a.xlsx")


def test_the_text_of_a_cell_is_bounded() -> None:
    bounds = Limits(characters=10)

    def book(text: str) -> bytes:
        return written(lambda sheet, _: [sheet.write(0, 0, "a"), sheet.write(4, 1, text)])

    assert read_file(book("é" * 10), "a.xlsx", bounds).sheets[0].cells.height == 2
    with pytest.raises(refusals.TextTooLong, match=r"cell B5: 11 characters, which is more than the 10 "):
        read_file(book("é" * 11), "a.xlsx", bounds)
    for csv in ("a,b\n\n1,{}\n", 'a,"b\n"\n\n1,{}\n'):
        assert read_file(csv.format("é" * 10).encode(), "a.csv", bounds).sheets[0].cells.height == 2
        with pytest.raises(refusals.TextTooLong, match=r"cell B3: 11 characters"):
            read_file(csv.format("é" * 11).encode(), "a.csv", bounds)


def test_a_long_text_is_found_in_its_row_however_far_down_it_stands() -> None:
    long = {57_001: "z" * 32_768, 57_000: "z" * 32_767}
    rows = "".join(
        f'<row r="{row}"><c r="C{row}" t="str"><v>{long.get(row, "x")}</v></c></row>' for row in range(2, 60_000, 1)
    )
    with pytest.raises(refusals.TextTooLong, match=r"cell C57001: 32,768 characters, .* the 32,767 "):
        read_file(workbook_of(rows), "a.xlsx")
