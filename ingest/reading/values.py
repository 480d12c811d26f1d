"""The text of one stored value, as the person who typed it would read it."""

import re
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Literal

Display = Literal["percent", "date", "time"]

_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LAST_SERIAL = 2_958_466  # the day after 31 December 9999
_DAY = 86_400_000  # milliseconds


def number_text(raw: str) -> str:
    """A stored number as the decimal of its 15 significant digits, in plain notation; anything else unchanged.

    A spreadsheet keeps binary numbers and shows 15 digits: 0.30000000000000004 is what a person sees as 0.3.
    """
    if raw.isdecimal() and len(raw) <= 15 and raw[0] != "0":
        return raw
    try:
        shown = f"{float(raw):.15g}"
    except ValueError:
        return raw
    if "e" not in shown and "n" not in shown and "_" not in raw:
        return "0" if shown == "-0" else shown
    # What is left is very large or small, or a word Python takes for a number ("inf", "1_000") and no workbook holds.
    return format(Decimal(shown), "f") if _PLAIN.fullmatch(raw) and "e" in shown else raw


def percent_text(raw: str) -> str:
    """A number that is shown as a percentage: its exact decimal times 100, with the sign. 0.953 is 95.3%."""
    shown = number_text(raw)
    if shown[:2] == "0." and len(shown) > 4:
        return f"{shown[2:4].lstrip('0') or '0'}.{shown[4:]}%"
    if _PLAIN.fullmatch(shown) is None:
        return shown
    hundredfold = format(Decimal(shown).scaleb(2), "f")
    if "." in hundredfold:
        hundredfold = hundredfold.rstrip("0").rstrip(".")
    return f"{hundredfold}%"


@lru_cache(maxsize=65_536)
def date_text(raw: str, display: Display, from_1904: bool) -> str:
    """A serial day number as an ISO date, with its time where it has one; numbers that are no date stay numbers.

    A value that is shown as a time alone, or as elapsed hours, gives hours:minutes:seconds. Serials 0 and 60 of the
    1900 system are shown as Excel shows them although those days never were, so that a check can point at them.
    """
    if _PLAIN.fullmatch(raw) is None:
        return raw
    serial = float(raw)
    if not 0 <= serial < _LAST_SERIAL:
        return number_text(raw)
    days, moment = divmod(round(serial * _DAY), _DAY)
    if display == "time":
        return _clock(days * _DAY + moment)
    day = _day_of_1904(days) if from_1904 else _day_of_1900(days)
    return f"{day} {_clock(moment)}" if moment else day


def iso_text(raw: str) -> str:
    """A value stored as an ISO 8601 date and time, in the form the serials get: 2016-11-30 or 2016-11-30 16:42:00."""
    day, _, moment = raw.removesuffix("Z").partition("T")
    if moment.count(":") == 1:
        moment += ":00"
    moment = moment.rstrip("0").rstrip(".") if "." in moment else moment
    return f"{day} {moment}" if moment not in ("", "00:00:00") else day


def unescaped(text: str) -> str:
    """Text with the escapes for control characters (``_x000D_``) turned into the characters themselves."""
    if "_x" not in text:
        return text
    plain = _ESCAPE.sub(_character, text)
    # Characters beyond the basic plane may come as two escapes, which only make sense together.
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _character(escape: re.Match[str]) -> str:
    # NUL parts the cells on the way between the processes, and no spreadsheet can hold one: its escape stays.
    return chr(int(escape[1], 16)) if escape[1] != "0000" else escape[0]


def _day_of_1900(days: int) -> str:
    if days in (0, 60):
        return "1900-01-00" if days == 0 else "1900-02-29"
    first = date(1899, 12, 31) if days < 60 else date(1899, 12, 30)
    return (first + timedelta(days=days)).isoformat()


def _day_of_1904(days: int) -> str:
    last = (date.max - date(1904, 1, 1)).days
    return (date(1904, 1, 1) + timedelta(days=days)).isoformat() if days <= last else str(days)


def _clock(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    clock = f"{hour:02}:{minute:02}:{second:02}"
    return f"{clock}.{rest:03}" if rest else clock
