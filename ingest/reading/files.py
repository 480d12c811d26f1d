"""The way in for every file from outside: read it, or refuse it in words its sender understands."""

import re
from pathlib import Path

from ingest.following import Follow, unfollowed
from ingest.reading.apart import read_workbook_apart
from ingest.reading.first_bytes import kind_of
from ingest.reading.limits import USUAL, Limits
from ingest.reading.refusals import EmptyFile, FileTooLarge, NotAWorkbook, Refusal
from ingest.reading.sheets import ReadFile
from ingest.reading.text import read_text

_INK = re.compile(rb"[^\xef\xbb\xbf \t\r\n]")
_WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xls")


def read_file(source: Path | bytes, name: str, limits: Limits = USUAL, follow: Follow = unfollowed) -> ReadFile:
    """Every cell of a workbook or CSV as text with its address.

    ``name`` is what the sender calls the file: a CSV's one sheet is named after it. The bytes decide what the file
    is; only a name that promises a workbook over bytes that are none is refused. ``follow`` is told if others are read
    first, and when it is this file's turn.

    Raises:
        Refusal: the file is not read at all; ``where`` holds ``name``.
    """
    try:
        data = source if isinstance(source, bytes) else _bytes_of(source, limits)
        return _read(data, name, limits, follow)
    except Refusal as refusal:
        refusal.where = name
        raise


def _bytes_of(path: Path, limits: Limits) -> bytes:
    _refuse_larger(path.stat().st_size, max(limits.file_bytes, limits.text_bytes))
    return path.read_bytes()


def _read(data: bytes, name: str, limits: Limits, follow: Follow) -> ReadFile:
    if kind_of(data) == "workbook":
        _refuse_larger(len(data), limits.file_bytes)
        return read_workbook_apart(data, limits, follow)
    if name.lower().endswith(_WORKBOOK_ENDINGS):
        raise NotAWorkbook("named as a workbook but is not one")
    _refuse_larger(len(data), limits.text_bytes)
    if _INK.search(data) is None:
        raise EmptyFile
    return ReadFile("csv", (read_text(data, Path(name).stem, limits),), ())


def _refuse_larger(size: int, limit: int) -> None:
    if size > limit:
        raise FileTooLarge(size, limit)
