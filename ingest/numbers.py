"""Numbers and amounts as people write them, read exactly."""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

_MINUS = "-\u2212\u2013"
# What a quantifier with + behind it has taken it never gives back, and no part begins with what the part before it may
# end with: every character is looked at a bounded number of times, however many spaces there are.
_WRITTEN = re.compile(
    rf"(?P<open>\()?+\s*+(?P<sign>[{_MINUS}+])?+\s*+£?+\s*+(?P<inner>[{_MINUS}])?+\s*+"
    r"(?P<whole>(?>\d{1,3}(?:,\d{3})++|\d++))?+(?:\.(?P<part>\d*+))?+\s*+(?P<percent>%)?+\s*+(?P<close>\))?+"
)
MARKS: Final = frozenset(("x", "c", "z", ":", "-", "\u2013", "\u2014", "..", "...", "…", "n/a", "na", "n.a."))
"""What stands for a suppressed or missing figure, in small letters. It is never zero."""


def read_number(text: str) -> Decimal | None:
    """Read ``£1,071``, ``(1,071)``, ``-5`` or ``95.3%`` (its percent sign means nothing here); None if it is none."""
    match = _WRITTEN.fullmatch(text)
    if match is None or not (match["whole"] or match["part"]):
        return None
    negative = [bool(match["open"]), (match["sign"] or "+") != "+", bool(match["inner"])]
    if bool(match["open"]) != bool(match["close"]) or sum(negative) > 1:
        return None
    number = Decimal(f"{(match['whole'] or '0').replace(',', '')}.{match['part'] or '0'}")
    return -number if any(negative) else number


def places_of(text: str) -> int:
    """Return how many decimal places a number is written with."""
    match = _WRITTEN.fullmatch(text)
    return len(match["part"] or "") if match else 0


def rounded(number: Decimal, places: int) -> Decimal:
    """Round to decimal places, halves away from zero; exact for numbers of up to 28 digits."""
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def whole_digits(number: Decimal) -> int:
    """Return how many digits stand before the point."""
    return max(number.adjusted() + 1, 0)
