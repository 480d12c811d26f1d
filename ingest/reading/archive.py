"""The archive a workbook is: its parts by name, inflated in pieces and counted as they are inflated."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from ingest.reading.limits import Limits
from ingest.reading.refusals import (
    DamagedWorkbook,
    HasMacros,
    InflatesTooFar,
    LegacyWorkbook,
    NotAWorkbook,
    OpenDocument,
    PasswordProtected,
    TruncatedArchive,
)

_PIECE = 1 << 18
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_ENCRYPTED = 0x1


class Archive:
    """The parts of an archive in memory, and how many bytes have been inflated so far.

    Names are compared without case, as the format asks. Declared sizes are never believed: they can be forged.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._data = data
        self._limit = limits.inflated_bytes
        self._inflated = 0
        try:
            entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
        except zipfile.BadZipFile:
            raise TruncatedArchive(len(data)) from None
        except (NotImplementedError, ValueError, OverflowError, struct.error):
            raise DamagedWorkbook("its list of parts", "cannot be read") from None
        self._entries = {entry.filename.replace("\\", "/").lstrip("/").lower(): entry for entry in entries}

    @property
    def names(self) -> frozenset[str]:
        """The names of all parts, in lower case."""
        return frozenset(self._entries)

    def pieces(self, name: str) -> Iterator[bytes]:
        """The content of one part, in pieces.

        Raises:
            InflatesTooFar: all parts read so far come to more than the limit.
            DamagedWorkbook: the part is missing, or is not what its checksum says.
            PasswordProtected: the part is encrypted.
        """
        entry = self._entries.get(name.lower())
        if entry is None:
            raise DamagedWorkbook(name, "is missing")
        if entry.flag_bits & _ENCRYPTED:
            raise PasswordProtected
        checksum = 0
        for piece in self._inflate(entry):
            self._inflated += len(piece)
            if self._inflated > self._limit:
                raise InflatesTooFar(self._limit)
            checksum = zlib.crc32(piece, checksum)
            yield piece
        if checksum != entry.CRC:
            raise DamagedWorkbook(name, "does not match its checksum")

    def _inflate(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        start = self._start(entry)
        if entry.compress_type == zipfile.ZIP_STORED:
            for at in range(start, start + entry.compress_size, _PIECE):
                yield self._data[at : min(at + _PIECE, start + entry.compress_size)]
        elif entry.compress_type == zipfile.ZIP_DEFLATED:
            try:
                yield from _deflated(self._data, start, start + entry.compress_size)
            except zlib.error:
                raise DamagedWorkbook(entry.filename, "cannot be unpacked") from None
        else:
            raise DamagedWorkbook(entry.filename, "is packed in a way Excel does not use")

    def _start(self, entry: zipfile.ZipInfo) -> int:
        header = self._data[entry.header_offset : entry.header_offset + _LOCAL_HEADER.size]
        if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
            raise DamagedWorkbook(entry.filename, "has no beginning")
        _, name, extra = _LOCAL_HEADER.unpack(header)
        return int(entry.header_offset + _LOCAL_HEADER.size + name + extra)


def _deflated(data: bytes, start: int, end: int) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    for at in range(start, end, _PIECE):
        piece = data[at : min(at + _PIECE, end)]
        while piece and not inflater.eof:
            # Bounded output: the whole of a bomb never stands in memory.
            yield inflater.decompress(piece, _PIECE)
            piece = inflater.unconsumed_tail
    yield inflater.flush()


def refuse_other_contents(names: frozenset[str]) -> None:
    """Look at the names of the parts and refuse what is not a plain Excel workbook.

    Raises:
        HasMacros, LegacyWorkbook, OpenDocument, NotAWorkbook: for the kinds of archive people do send.
    """
    if any(name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in names):
        raise HasMacros
    if any(name.endswith("xl/workbook.bin") for name in names):
        raise LegacyWorkbook(".xlsb")
    if "content.xml" in names and "[content_types].xml" not in names:
        raise OpenDocument
    if "[content_types].xml" not in names:
        raise NotAWorkbook("a ZIP archive that is not a workbook")
    for folder, what in (("word/", "a Word document"), ("ppt/", "a PowerPoint presentation")):
        if any(name.startswith(folder) for name in names) and not any(name.startswith("xl/") for name in names):
            raise NotAWorkbook(what)
