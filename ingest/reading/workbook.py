"""An Excel workbook, from its bytes to packed sheets, with the standard library alone.

Built for a child process that must start at once: nothing here imports a library from outside.
"""

from dataclasses import dataclass

from ingest.reading.archive import Archive, refuse_other_contents
from ingest.reading.cells import Values, read_sheet
from ingest.reading.columns import PackedSheet
from ingest.reading.limits import Limits
from ingest.reading.markup import Outline, displays, outline, shared_strings
from ingest.reading.refusals import DamagedWorkbook, HasMacros


@dataclass(frozen=True)
class PackedWorkbook:
    """The worksheets in the workbook's order, and what was left aside."""

    sheets: tuple[PackedSheet, ...]
    notes: tuple[str, ...]


def read_workbook(data: bytes, limits: Limits) -> PackedWorkbook:
    """Read every worksheet, hidden ones too.

    Raises:
        Refusal: macros, damage, another kind of file, or beyond the limits.
    """
    archive = Archive(data, limits)
    refuse_other_contents(archive.names)
    _refuse_macro_type(archive)
    book = outline(archive)
    worksheets = [entry for entry in book.sheets if entry.relation.kind == "worksheet"]
    if not worksheets:
        raise DamagedWorkbook("its list of sheets", "names no worksheet")
    values = Values(shared_strings(archive, book.strings), displays(archive, book.styles), book.from_1904)
    sheets = tuple(read_sheet(archive, entry, values, limits) for entry in worksheets)
    return PackedWorkbook(sheets, _notes(archive, book))


def _refuse_macro_type(archive: Archive) -> None:
    if b"macroEnabled" in b"".join(archive.pieces("[Content_Types].xml")):
        raise HasMacros


def _notes(archive: Archive, book: Outline) -> tuple[str, ...]:
    notes = [
        f"Sheet {entry.name!r} is a chart, not a table, and was not read."
        for entry in book.sheets
        if entry.relation.kind != "worksheet"
    ]
    if any(name.startswith("xl/externallinks/") for name in archive.names):
        notes.append("Links to other workbooks were not followed: the values stored in this file were read.")
    if "xl/connections.xml" in archive.names:
        notes.append("Connections to outside data were not followed: the values stored in this file were read.")
    return tuple(notes)
