"""What a file is, by its first bytes: libraries have one message for many causes, a person needs the cause."""

from typing import Literal

from ingest.reading.refusals import (
    EmptyFile,
    LegacyWorkbook,
    NotAWorkbook,
    PasswordProtected,
    TruncatedArchive,
)

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ARCHIVE = b"PK\x03\x04"
_EMPTY_ARCHIVE = b"PK\x05\x06"

_OTHERS = (
    (b"%PDF", "a PDF document"),
    (b"{\\rtf", "a rich text document"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x1f\x8b", "a GZIP archive"),
    (b"SQLite format 3", "a database"),
    (b"PAR1", "a Parquet file"),
)
_PAGES = (
    (b"<?xml", "an XML file"),
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"<table", "a web page"),
)


def kind_of(data: bytes) -> Literal["workbook", "text"]:
    """Whether the bytes are an archive that may be a workbook, or may be text.

    Raises:
        EmptyFile, PasswordProtected, LegacyWorkbook, TruncatedArchive, NotAWorkbook: by the first bytes.
    """
    if not data:
        raise EmptyFile
    if data.startswith(_OLE):
        _refuse_container(data)
    if data.startswith((_ARCHIVE, _EMPTY_ARCHIVE)):
        return "workbook"
    if 2 <= len(data) < 4 and _ARCHIVE.startswith(data):
        raise TruncatedArchive(len(data))
    if data.startswith(b"\x09\x08\x10\x00"):
        raise LegacyWorkbook(".xls")
    _refuse_known(data)
    return "text"


def _refuse_container(data: bytes) -> None:
    """A compound file: its directory names its streams in UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise PasswordProtected
    if any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        raise LegacyWorkbook(".xls")
    if "WordDocument".encode("utf-16-le") in data:
        raise NotAWorkbook("a Word document")
    raise NotAWorkbook("a compound document that is not a workbook")


def _refuse_known(data: bytes) -> None:
    start = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    found = [what for magic, what in _OTHERS if data.startswith(magic)]
    found += [what for magic, what in _PAGES if start.startswith(magic)]
    if found:
        raise NotAWorkbook(found[0])
