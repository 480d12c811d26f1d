"""The one way of rounding, for amounts that are worked out before the chain begins, and what amounts are rounded to."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Final, Literal

Rounded = Literal["penny", "pound"]
"""A rounding of its own, which a rate or an outcome may have."""

ROUNDED_TO: Final[Mapping[Rounded | None, int]] = {None: 0, "penny": 1, "pound": 100}
"""Of how many pence such a rounding leaves whole multiples; 0 where there is none."""


def half_up(amount: Fraction) -> int:
    """Round to a whole number, a half away from zero."""
    whole = (2 * abs(amount.numerator) + amount.denominator) // (2 * amount.denominator)
    return whole if amount >= 0 else -whole
