"""The one way of rounding, for amounts that are worked out before the chain begins."""

from fractions import Fraction


def half_up(amount: Fraction) -> int:
    """Round to a whole number, a half away from zero."""
    whole = (2 * abs(amount.numerator) + amount.denominator) // (2 * amount.denominator)
    return whole if amount >= 0 else -whole
