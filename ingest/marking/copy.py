"""A copy of a return, as a workbook, in which every cell of a finding is marked: to be corrected and handed in again.

A workbook is opened and marked by openpyxl in a process of its own. What comes out is read again by the reader that
read the original: only if both say the same in every cell is it handed out. Otherwise, or where openpyxl cannot open
the file, the copy is made of the texts that the reader had found; it has the same cells without their formats. A CSV
file becomes a workbook that way too, with the cover that a workbook needs.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import polars as pl

from contracts.errors import ReckonerError
from contracts.months import label
from ingest.datasets import COVER
from ingest.examining import Examined, answers, cells_of
from ingest.marking.marks import Mark, marks_of
from ingest.reading.apart import read_workbook_apart
from ingest.reading.confined import run
from ingest.reading.limits import USUAL, Limits
from ingest.reading.refusals import Refusal
from ingest.reading.sheets import ReadFile, Sheet
from ingest.recognise import lists_findings, parts_of

MOST_CELLS: Final = 500_000
"""Beyond so many cells a copy would take longer than reading may."""

_MARKED: Final = "-marked"


class NotMarked(ReckonerError):
    """A file of which no marked copy is made."""


class RefusedNotMarked(NotMarked):
    """A file that was refused: nothing of it is kept or repeated."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(f"No copy is made of a file that is refused. {refusal}")


class NothingToMark(NotMarked):
    """A file without findings."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Nothing was found in “{name}”, so there is nothing to mark.")


class TooLargeToMark(NotMarked):
    """A file with too many cells for a copy."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"“{name}” is too large for a marked copy, which is made of files with up to {MOST_CELLS:,} cells. "
            "Take the list of findings instead, and correct your own file."
        )


@dataclass(frozen=True)
class MarkedCopy:
    """A marked copy: what it should be called, and its bytes (XLSX)."""

    file_name: str
    content: bytes


def marked_copy(
    seen: Examined, content: bytes, name: str, reasons: Mapping[str, str], limits: Limits = USUAL
) -> MarkedCopy:
    """Mark every cell of a finding in a copy of a file that was examined.

    Args:
        seen: what examining it has found.
        content: its bytes.
        name: what its sender calls it.
        reasons: given for findings so far, by their keys.
        limits: on the cost of making the copy.

    Raises:
        RefusedNotMarked, NothingToMark, TooLargeToMark: no copy is made, and why.
    """
    if seen.refusal is not None:
        raise RefusedNotMarked(seen.refusal)
    assert seen.read is not None
    assert seen.checked is not None
    if not seen.checked.findings:
        raise NothingToMark(name)
    if cells_of(seen.read) > MOST_CELLS:
        raise TooLargeToMark(name)
    sheets, renamed = _sheets(seen, seen.read)
    marks = marks_of(seen.checked.findings, answers(seen.checked, seen.known, reasons), renamed)
    if seen.read.kind == "xlsx" and (made := _marked(content, seen.read, marks, limits)):
        return MarkedCopy(copy_name(name), made)
    try:
        return MarkedCopy(copy_name(name), _run(marks, sheets, b"", limits))
    except Refusal:
        raise TooLargeToMark(name) from None


def _marked(content: bytes, read: ReadFile, marks: tuple[Mark, ...], limits: Limits) -> bytes | None:
    """The workbook itself, marked; ``None`` where that is not possible without changing what it says."""
    try:
        made = _run(marks, [], content, limits)
        copy = read_workbook_apart(made, limits)
    except Refusal:
        return None
    said = {sheet.name: sheet for sheet in copy.sheets}
    own = [sheet for sheet in read.sheets if not lists_findings(sheet)]
    same = all(sheet.name in said and _text(sheet).equals(_text(said[sheet.name])) for sheet in own)
    return made if same else None


def _text(sheet: Sheet) -> pl.DataFrame:
    """What a sheet says: its cells without rows and columns in which nothing stands."""
    letters = [letter for letter in sheet.cells.columns if sheet.cells[letter].null_count() < sheet.cells.height]
    rows = sheet.cells.select(letters)
    return rows.filter(pl.any_horizontal(pl.exclude("row").is_not_null())) if len(letters) > 1 else rows.clear()


def _run(marks: tuple[Mark, ...], sheets: list[Any], content: bytes, limits: Limits) -> bytes:
    heading = json.dumps({"marks": [asdict(mark) for mark in marks], "sheets": sheets}).encode()
    data = len(heading).to_bytes(8, "big") + heading + content
    return bytes(run("ingest.marking.child", data, limits, _libraries()))


def _libraries() -> str:
    found = find_spec("openpyxl")
    assert found is not None
    assert found.origin is not None
    return str(Path(found.origin).parents[1])


def _sheets(seen: Examined, read: ReadFile) -> tuple[list[Any], dict[str, str]]:
    """The sheets as texts, for a copy that is made of them; and new names of sheets that must have another there."""
    if read.kind == "xlsx":
        return [_of(sheet, sheet.name) for sheet in read.sheets], {}
    return list(_as_workbook(seen, read)), {read.sheets[0].name: _dataset(seen, read)}


def _as_workbook(seen: Examined, read: ReadFile) -> Iterator[Any]:
    """A CSV's cover on a sheet of its own, and its records under their own row numbers, so that addresses hold."""
    assert seen.checked is not None
    checked = seen.checked
    cover = (
        ("Contract", checked.contract),
        ("Period", label(checked.month)),
        ("Template version", checked.template_version),
    )
    yield COVER, False, list(enumerate(cover, 1))
    yield _of(read.sheets[0], _dataset(seen, read))


def _dataset(seen: Examined, read: ReadFile) -> str:
    """The name that the sheet of a CSV's dataset has in a workbook."""
    assert seen.contract is not None
    parts, _ = parts_of(read, seen.contract)
    return parts[0].dataset.sheet


def _of(sheet: Sheet, name: str) -> Any:
    return name, sheet.hidden, [(row, texts) for row, *texts in sheet.cells.iter_rows()]


def copy_name(name: str) -> str:
    """Return what the marked copy of a file is called.

    ``april.xlsx`` becomes ``april-marked.xlsx`` and stays that; of a CSV file the name says that it was one.
    """
    path = Path(name)
    plain = path.stem.removesuffix(_MARKED)
    return f"{plain}{'-csv' if path.suffix.lower() == '.csv' else ''}{_MARKED}.xlsx"
