"""Files that are no workbooks, or not what they say: truncated, encrypted, packed to burst. All of them made here."""

import struct
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Final

from sample_data.seed import seeded

_SECTOR: Final = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_STREAM, _ROOT = 2, 5
_STREAM_SECTORS: Final = 8
_BOMB_BYTES: Final = 220_000_000
_NOISE_BYTES: Final = 20_000_000
_MORE_THAN_IS_TAKEN: Final = 21_000_000
_FORGED_SIZE: Final = 1_000
_LOCAL_SIZE_AT: Final = 22
_CENTRAL_SIZE_AT: Final = 24
_CENTRAL: Final = b"PK\x01\x02"

FIRST_SHEET: Final = "xl/worksheets/sheet2.xml"


def noise(size: int = _NOISE_BYTES) -> bytes:
    """Return bytes that are nothing at all."""
    return b"\x8f" + seeded("noise").randbytes(size)


def with_part(workbook: bytes, name: str, content: Iterator[bytes]) -> bytes:
    """Return an archive with one part added, or replaced where it has one of that name; same bytes in every run."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry, old.read(entry))
        with new.open(_entry(name), "w") as part:
            for piece in content:
                part.write(piece)
    return made.getvalue()


def archive(parts: Mapping[str, bytes]) -> bytes:
    """Return an archive of the parts, stored as they are."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as new:
        for name, content in parts.items():
            new.writestr(zipfile.ZipInfo(name), content)
    return made.getvalue()


def bomb(workbook: bytes) -> bytes:
    """Return a workbook of less than a megabyte whose first dataset unpacks to 220 MB."""
    return with_part(workbook, FIRST_SHEET, _endless_blanks())


def forged(workbook: bytes) -> bytes:
    """Return an archive that says of the first dataset, in both its places, that it has 1,000 bytes unpacked."""
    with zipfile.ZipFile(BytesIO(workbook)) as read:
        local = read.getinfo(FIRST_SHEET).header_offset
    central, changed = workbook.find(_CENTRAL), bytearray(workbook)
    while not workbook.startswith(FIRST_SHEET.encode(), central + 46):
        central = workbook.index(_CENTRAL, central + 1)
    for at in (local + _LOCAL_SIZE_AT, central + _CENTRAL_SIZE_AT):
        struct.pack_into("<I", changed, at, _FORGED_SIZE)
    return bytes(changed)


def too_large(workbook: bytes) -> bytes:
    """Return a workbook with a picture that cannot be packed, of more than 20 MB together."""
    return with_part(workbook, "xl/media/picture.bin", iter((noise(_MORE_THAN_IS_TAKEN),)))


def encrypted_workbook() -> bytes:
    """Return what a password makes of a workbook: a compound file with the streams of encryption in it.

    The streams hold noise: nobody has its password. Sector 0 is the allocation table, 1 the directory, then each
    stream in eight sectors (4,096 bytes, the least that does not go into the small-stream area).
    """
    info, package = 2, 2 + _STREAM_SECTORS
    chains = [_FAT, _END]
    for start in (info, package):
        chains += [*range(start + 1, start + _STREAM_SECTORS), _END]
    table = struct.pack("<128I", *chains, *[_FREE] * (128 - len(chains)))
    directory = b"".join(
        (
            _directory_entry("Root Entry", _ROOT, _END, child=1),
            _directory_entry("EncryptedPackage", _STREAM, package, right=2),
            _directory_entry("EncryptionInfo", _STREAM, info),
            bytes(128),
        )
    )
    return _header() + table + directory + seeded("encrypted").randbytes(2 * _STREAM_SECTORS * _SECTOR)


def _header() -> bytes:
    magic = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    numbers = struct.pack("<5H6x9I", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    return (magic + numbers + struct.pack("<109I", 0, *[_FREE] * 108)).ljust(_SECTOR, b"\0")


def _directory_entry(name: str, kind: int, start: int, *, child: int = _FREE, right: int = _FREE) -> bytes:
    encoded = name.encode("utf-16-le")
    front = struct.pack("<64sHBB3I", encoded, len(encoded) + 2, kind, 1, _FREE, right, child)
    size = _STREAM_SECTORS * _SECTOR if kind == _STREAM else 0
    return front + bytes(36) + struct.pack("<IQ", start, size)


def _endless_blanks() -> Iterator[bytes]:
    yield b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    blanks = b" " * 1_000_000
    for _ in range(_BOMB_BYTES // len(blanks)):
        yield blanks
    yield b"</sheetData></worksheet>"


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
