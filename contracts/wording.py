"""How numbers and dates are written, on pages, statements and the command line: one way each, in British English.

Money is whole pence and arrives as ``int``; anything else is misuse and raises ``TypeError``, because half a penny can
never be paid. Rates are exact (``Fraction`` or ``Decimal``) and are rounded only to be shown, halves away from zero.
Months are written by ``contracts.months``.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from operator import index

from contracts.london import LONDON
from contracts.months import NAMES

MINUS = "\N{MINUS SIGN}"
NONE_DUE = "\N{EN DASH}"
"""Stands where no amount is due. A nil that was worked out is £0.00, and what is missing is said in words."""

_PENCE_IN_A_MILLION = 100_000_000


def pounds(pence: int) -> str:
    """Write an amount as it stands in a statement: ``£1,071.00``, ``−£9,000.00``."""
    whole, rest = divmod(abs(index(pence)), 100)
    return f"{MINUS if pence < 0 else ''}£{whole:,}.{rest:02}"


def pounds_signed(pence: int) -> str:
    """Write an effect on a payment, with a plus where money comes back: ``+£1,125.00``, ``−£450.00``, ``£0.00``."""
    return f"+{pounds(pence)}" if pence > 0 else pounds(pence)


def deducted(pence: int | None) -> str:
    """Write an amount for a column headed “Deducted”, where it stands without a sign; ``None`` is none due."""
    return NONE_DUE if pence is None else pounds(pence)


def pounds_in_prose(pence: int) -> str:
    """Write an amount for a sentence: ``£10.8m`` from a million up, to three figures; below that, to the penny.

    A whole number of pounds below a million drops its ``.00``: ``£850,000``.
    """
    size = abs(index(pence))
    sign = MINUS if pence < 0 else ""
    if size < _PENCE_IN_A_MILLION:
        return pounds(pence).removesuffix(".00")
    millions = Decimal(size) / _PENCE_IN_A_MILLION
    places = max(0, 2 - millions.adjusted())
    written = f"{_rounded(millions, places):,}"
    return f"{sign}£{written.rstrip('0').rstrip('.') if '.' in written else written}m"


def count(number: int) -> str:
    """Write a count of things: ``8,253``."""
    return f"{index(number):,}".replace("-", MINUS)


def percent(value: Fraction | Decimal, places: int = 1) -> str:
    """Write a percentage, given in per cent (94 for 94%): ``94.0%``."""
    return f"{_number(value, places)}%"


def share(numerator: Decimal | int, denominator: Decimal | int, places: int = 1) -> str:
    """Write a rate with what it was worked out from: ``94.0% (47 of 50)``.

    Raises:
        ZeroDivisionError: the denominator is nothing; the caller says “nil activity” instead.
    """
    rate = Fraction(numerator) * 100 / Fraction(denominator)
    return f"{percent(rate, places)} ({_plain(numerator)} of {_plain(denominator)})"


def day(when: date) -> str:
    """Write a day in full: ``14 December 2016``."""
    return f"{when.day} {NAMES[when.month - 1]} {when.year}"


def day_short(when: date) -> str:
    """Write a day for a narrow place: ``14 Dec 2016``."""
    return f"{when.day} {NAMES[when.month - 1][:3]} {when.year}"


def moment(when: datetime) -> str:
    """Write a moment of the store (UTC, without zone) by the clock in London: ``8 Dec 2016, 09:15``."""
    local = when.replace(tzinfo=UTC).astimezone(LONDON)
    return f"{day_short(local)}, {local:%H:%M}"


def listed(names: Iterable[str]) -> str:
    """Write things one after the other: ``officer``, ``officer and auditor``, ``officer, provider and auditor``."""
    *before, last = names
    return f"{', '.join(before)} and {last}" if before else last


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _number(value: Fraction | Decimal, places: int) -> str:
    """Round exactly, halves away from zero: a Fraction is never turned into a Decimal before it is rounded."""
    exact = Fraction(value) * 10**places
    size = (2 * abs(exact.numerator) + exact.denominator) // (2 * exact.denominator)
    sign = MINUS if exact < 0 and size else ""
    return f"{sign}{Decimal(size).scaleb(-places):,}"


def _plain(number: Decimal | int) -> str:
    """Write a numerator or denominator without the zeros that the store pads it with."""
    written = f"{Decimal(number):,f}".replace("-", MINUS)
    return written.rstrip("0").rstrip(".") if "." in written else written
