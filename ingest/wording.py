"""How texts of a return are compared, and how they may be repeated in a message."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from ingest.particulars import NOT_REPEATED, holds_particulars

# How a heading may end, read backwards: from its last character on there is one place to begin, so that a long heading
# is gone through once.
_FOOTNOTE = re.compile(r"\s*+[)\]]*+[\d*†‡]++[\s(\[]*+")
_BRACKETS = re.compile(r"\s*+[)\]][^)\]]*[(\[]\s*+")
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATE_OR_NUMBER = re.compile(
    rf"[\d\s/.\-:,£%()+*]*+(?:(?:{_MONTHS})[a-z]*+|st|nd|rd|th)?+[\d\s/.\-:,£%()+*]*+", re.IGNORECASE
)
_HARMLESS: Final = frozenset(
    (
        "tbc",
        "tba",
        "n/k",
        "nk",
        "unknown",
        "pending",
        "none",
        "yes",
        "no",
        "?",
        "??",
        "x",
        "c",
        "z",
        ":",
        "-",
        "..",
        "n/a",
    )
)
_LONGEST: Final = 40
_LOOKED_AT: Final = 400
"""An e-mail address that begins within what is repeated of a text ends within so many letters."""

_ERROR = re.compile(
    r"#(DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!|GETTING_DATA)"
)


def is_error(text: str) -> bool:
    """Say whether a cell shows a spreadsheet's error, such as #DIV/0!."""
    return _ERROR.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def key_of(text: str) -> str:
    """Return what two texts have in common that are meant to be the same: letters and digits, in small letters."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", text).casefold() if letter.isalnum())


@lru_cache(maxsize=4096)
def keys_of(heading: str) -> tuple[str, ...]:
    """Return what a heading may stand for: itself, then without a footnote's digits, then without brackets."""
    plain = unicodedata.normalize("NFKC", heading)
    unmarked = _without(_FOOTNOTE, plain)
    readings = (plain, unmarked, _without(_BRACKETS, plain), _without(_BRACKETS, unmarked))
    return tuple(key_of(reading) for reading in readings)


def _without(ending: re.Pattern[str], text: str) -> str:
    """Leave out how a text ends, where it ends so; ``ending`` is read backwards."""
    found = ending.match(text[::-1])
    return text[: len(text) - found.end()] if found else text


def quoted(text: str, *, about_people: bool = False) -> str:
    """Repeat a cell's text in a message, cut to a line, unless it holds particulars of people.

    Where rows tell of people, only what is a date, a short number, an error or a usual placeholder is repeated:
    anything else might be somebody's name, address or number.
    """
    if holds_particulars(text[:_LOOKED_AT]) or (about_people and not _is_harmless(text)):
        return NOT_REPEATED
    return f"“{text}”" if len(text) <= _LONGEST else f"“{text[: _LONGEST - 1]}…”"


def _is_harmless(text: str) -> bool:
    digits = sum(letter.isdigit() for letter in text)
    dated = digits <= 8 or text.endswith("00:00:00")
    return text.casefold() in _HARMLESS or is_error(text) or bool(dated and _DATE_OR_NUMBER.fullmatch(text))
