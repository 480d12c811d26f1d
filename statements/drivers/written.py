"""How a change of an indicator is written: with its sign, in the indicator's unit."""

from fractions import Fraction
from typing import Final

from contracts.indicators import Indicator
from contracts.wording import MINUS, pounds_signed

EXACT: Final = 6
"""Decimal places for programs."""


def places(indicator: Indicator) -> int:
    """Return the decimal places that a reader is shown."""
    return 2 if indicator.unit == "money" else 1


def signed(indicator: Indicator, amount: Fraction) -> str:
    """Write a change that was rounded to ``places``: ``+3.1 points``, ``−£0.02``, ``0.0 days``."""
    if indicator.unit == "money":
        return pounds_signed(int(amount * 100))
    sign = MINUS if amount < 0 else "+" if amount > 0 else ""
    unit = {"percent": " points", "days": " days"}.get(indicator.unit, "")
    return f"{sign}{float(abs(amount)):,.{places(indicator)}f}{unit}"
