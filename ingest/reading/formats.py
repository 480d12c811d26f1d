"""Number formats: which stored numbers are shown as percentages, dates or times.

Source: ECMA-376 part 1, 18.8.30 (built-in numbers and the code's grammar).
"""

import re

from ingest.reading.values import Display

_BUILT_IN: dict[int, Display] = {
    **dict.fromkeys((9, 10), "percent"),
    **dict.fromkeys((14, 15, 16, 17, 22), "date"),
    **dict.fromkeys((18, 19, 20, 21, 45, 46, 47), "time"),
}

_ELAPSED = re.compile(r"\[([hms])\1*\]", re.IGNORECASE)
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|General', re.IGNORECASE | re.DOTALL)


def display_of(number: int, code: str | None) -> Display | None:
    """How a number of this format is shown: percent, date, time, or None for any other.

    ``code`` is the workbook's own format code for the number, None where it defines none. The first section decides:
    the later ones are for negative numbers, zero and text.
    """
    if code is None:
        return _BUILT_IN.get(number)
    elapsed = _ELAPSED.search(code.partition(";")[0]) is not None
    section = _LITERAL.sub("", _ELAPSED.sub("", code)).partition(";")[0].lower()
    if "%" in section:
        return "percent"
    clock = elapsed or "h" in section or "s" in section
    if "y" in section or "d" in section or ("m" in section and not clock):
        return "date"
    return "time" if clock else None
