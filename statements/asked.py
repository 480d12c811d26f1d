"""The kinds of value that requests are made of, each with its limits: texts, amounts, figures and moments.

They hold for every request, however it came. What lies beyond them is refused in a sentence before anything is looked
up.
"""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Final

from pydantic import AfterValidator, ValidationInfo

from contracts import months
from contracts.errors import ReckonerError
from contracts.texts import LONGEST_NAME, LONGEST_TEXT, within
from contracts.values import LARGEST_AMOUNT
from contracts.wording import pounds

LARGEST_FIGURE: Final = 10**15
"""Numerators and denominators stay below it, either way."""

_TOO_LONG_TO_REPEAT: Final = 10**30


class AmountTooLarge(ReckonerError):
    """An amount beyond anything that a contract pays."""

    def __init__(self, what: str, pence: int) -> None:
        found = pounds(pence) if abs(pence) < _TOO_LONG_TO_REPEAT else "an amount of more than 28 digits"
        super().__init__(
            f"{what}: found {found}. Expected at most {pounds(LARGEST_AMOUNT)}, above or below nil. Correct the "
            "amount. Nothing was recorded."
        )


class FigureTooLarge(ReckonerError):
    """A numerator or denominator beyond anything that is counted."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what}: found a number of {LARGEST_FIGURE:,} or more. Expected a smaller one. Correct it. Nothing was "
            "recorded."
        )


class MomentOutOfRange(ReckonerError):
    """A moment at which no contract was or will be known."""

    def __init__(self, what: str, found: datetime) -> None:
        super().__init__(
            f"{what}: found {found.date()}. Expected a day from {months.first_day(months.FIRST)} to "
            f"{months.last_day(months.LAST)}. Correct the moment."
        )


def _named(info: ValidationInfo) -> str:
    return f"“{(info.field_name or 'value').replace('_', ' ')}”"


def _text(text: str, info: ValidationInfo) -> str:
    return within(_named(info), text, LONGEST_TEXT)


def _name(text: str, info: ValidationInfo) -> str:
    return within(_named(info), text, LONGEST_NAME)


def _pence(pence: int, info: ValidationInfo) -> int:
    if abs(pence) > LARGEST_AMOUNT:
        raise AmountTooLarge(_named(info), pence)
    return pence


def _figure(figure: Decimal, info: ValidationInfo) -> Decimal:
    if abs(figure) >= LARGEST_FIGURE:
        raise FigureTooLarge(_named(info))
    return figure


def _moment(moment: datetime, info: ValidationInfo) -> datetime:
    first, last = months.first_day(months.FIRST), months.last_day(months.LAST)
    # The day as it is written: to move it to another zone could leave the calendar, which is what is asked here.
    if not first <= moment.date() <= last:
        raise MomentOutOfRange(_named(info), moment)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


Text = Annotated[str, AfterValidator(_text)]
Name = Annotated[str, AfterValidator(_name)]
Pence = Annotated[int, AfterValidator(_pence)]
Figure = Annotated[Decimal, AfterValidator(_figure)]
Moment = Annotated[datetime, AfterValidator(_moment)]
