"""Workbooks made by hand, part by part, for what no library would write."""

import io
import zipfile
import zlib
from collections.abc import Callable

import polars as pl
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from ingest.reading.sheets import ReadFile

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="Return" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
}


def archive_of(parts: dict[str, str | bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return held.getvalue()


def workbook_of(rows: str, parts: dict[str, str | bytes] | None = None, *, after: str = "", strings: str = "") -> bytes:
    """A workbook whose one sheet has these <row> elements; ``parts`` replaces or adds others."""
    sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'
    own = {"xl/worksheets/sheet1.xml": sheet, "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{strings}</sst>'}
    return archive_of({**PARTS, **own, **(parts or {})})


def written(write: Callable[[Worksheet, xlsxwriter.Workbook], object], **options: bool) -> bytes:
    """A workbook with one sheet, "Return", filled with xlsxwriter."""
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, options)
    write(book.add_worksheet("Return"), book)
    book.close()
    return held.getvalue()


def with_forged_size(data: bytes, part: str, size: int) -> bytes:
    """The same archive, with another unpacked size for one part in both of its headers."""
    forged = bytearray(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entry = archive.getinfo(part)
        start = data.index(b"PK\x01\x02")
        for other in archive.infolist():
            if other.filename == part:
                break
            start = data.index(b"PK\x01\x02", start + 1)
    forged[entry.header_offset + 22 : entry.header_offset + 26] = size.to_bytes(4, "little")
    forged[start + 24 : start + 28] = size.to_bytes(4, "little")
    return bytes(forged)


def zeros_deflated(megabytes: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return b"".join(packer.compress(bytes(1_000_000)) for _ in range(megabytes)) + packer.flush()


def texts(read: ReadFile, sheet: int = 0) -> dict[str, str]:
    """Address to text, as in {"B2": "95.3%"}."""
    cells = read.sheets[sheet].cells
    return {
        f"{letter}{row['row']}": row[letter]
        for row in cells.iter_rows(named=True)
        for letter in cells.columns[1:]
        if row[letter] is not None
    }


def marks(read: ReadFile, sheet: int = 0) -> dict[str, str]:
    """Address to mark."""
    return {f"{letter}{row}": mark for row, letter, mark in read.sheets[sheet].marks.iter_rows()}


def is_proper(cells: pl.DataFrame) -> bool:
    """Whether a frame of cells has the types and the order it promises."""
    return cells.schema["row"] == pl.Int32 and cells["row"].is_sorted() and set(cells.dtypes[1:]) <= {pl.String}
