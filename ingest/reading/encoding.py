"""Bytes of a text file as UTF-8, whatever it was saved in."""

import codecs
import re

from ingest.reading.refusals import NotText

_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x19\x1b-\x1f\x7f]")
_SAMPLE = 1 << 20


def utf8(data: bytes) -> bytes:
    r"""The same text in UTF-8, without byte order mark and with \n between lines where only \r stood.

    Knows UTF-8 and UTF-16, with a mark or without, and otherwise takes the text for Windows-1252.

    Raises:
        NotText: NUL bytes, control characters, or bytes that none of these could hold.
    """
    text = _decoded(data)
    if b"\x00" in text:
        raise NotText("NUL bytes, which no text has")
    # Noise shows in its first bytes; looking through all of a large file would cost as much as reading it.
    if _CONTROL.search(text[:_SAMPLE]):
        raise NotText("control characters, which no text has")
    return text.replace(b"\r", b"\n") if b"\n" not in text and b"\r" in text else text


def _decoded(data: bytes) -> bytes:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _recoded(data, "utf-16")
    if b"\x00" in data[:1000]:
        return _recoded(data, _unmarked_utf16(data[:1000]))
    if data.startswith(codecs.BOM_UTF8):
        data = data.removeprefix(codecs.BOM_UTF8)
    if data.isascii():
        return data
    try:
        data.decode()
    except UnicodeDecodeError:
        return _recoded(data, "cp1252")
    return data


def _unmarked_utf16(start: bytes) -> str:
    """In UTF-16 of Western text every second byte is NUL, and none of the others."""
    for first, encoding in ((0, "utf-16-be"), (1, "utf-16-le")):
        high, low = start[first::2], start[1 - first :: 2]
        if b"\x00" not in low and high.count(b"\x00") > len(high) // 2:
            return encoding
    raise NotText("NUL bytes, which no text has")


def _recoded(data: bytes, encoding: str) -> bytes:
    try:
        return data.decode(encoding).encode()
    except UnicodeError:
        raise NotText("bytes that are neither UTF-8, UTF-16 nor Windows-1252 text") from None
