"""How the words of a contract file are read: money, numbers, months, days, yes and no.

Every reader takes the text that stands in the file and gives an exact value, or raises ``ValueError`` with what
was expected. Money is whole pence; every other number is a fraction; no binary float appears.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from contracts import months
from contracts.months import Month

S = TypeVar("S", Month, date)
T = TypeVar("T")
N = TypeVar("N", int, Fraction)

SOME_TEXT = "a text that is not blank"

ALWAYS = Month(0)
"""The month before all months: from when a term holds that the contract states without a date."""

FROM_THE_START = "from the start"
"""How that start is written where a variation makes a schedule of such a term."""

LARGEST_AMOUNT = 99_999_999_999_99
"""Pence, above or below nil: a hundred billion pounds less a penny is more than any contract pays."""

_TOO_LARGE = "an amount of at most £99,999,999,999.99"
_MOST_DIGITS, _MOST_PLACES, LARGEST_WHOLE = 11, 6, 9_999
"""What a number may have before and after its point, and how many days, months or places may be stated.

Beyond them statements cannot be worked out in whole numbers of a fixed size: the file would pass, and no month of it.
"""

_MONEY = re.compile(r"(?P<sign>[-\u2212]?)£(?P<pounds>\d{1,3}(,\d{3})+|\d+)(\.(?P<pence>\d{2}))?", re.ASCII)
_NUMBER = re.compile(r"[-\u2212]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)


def _text(found: Any) -> str:
    if not isinstance(found, str):
        raise ValueError("a single value, not a list or a map")
    return found.strip()


def read_money(found: Any) -> int:
    """Read ``£1,071.00`` as whole pence."""
    match = _MONEY.fullmatch(_text(found))
    if not match:
        raise ValueError("an amount in pounds and pence, such as £1,071.00")
    digits = match["pounds"].replace(",", "").lstrip("0")
    # Python reads no number of thousands of digits, and says so in words that are not for the person at the desk.
    if len(digits) > _MOST_DIGITS:
        raise ValueError(_TOO_LARGE)
    pence = int(digits or 0) * 100 + int(match["pence"] or 0)
    if pence > LARGEST_AMOUNT:
        raise ValueError(_TOO_LARGE)
    return -pence if match["sign"] else pence


def read_number(found: Any) -> Fraction:
    """Read ``95``, ``97.25`` or ``-5`` as an exact fraction; a percent sign after it is allowed and means nothing."""
    text = _text(found).removesuffix("%").rstrip()
    if not _NUMBER.fullmatch(text):
        raise ValueError("a number, such as 95 or 97.25")
    digits, _, places = text.replace(",", "").lstrip("-\u22120").partition(".")
    if len(digits) > _MOST_DIGITS or len(places.rstrip("0")) > _MOST_PLACES:
        raise ValueError(f"a number of at most {_MOST_DIGITS} digits, and {_MOST_PLACES} after its point")
    return Fraction(Decimal(text.replace(",", "").replace("\u2212", "-")))


def read_whole(found: Any) -> int:
    """Read a whole number that is not negative."""
    number = read_number(found)
    if number.denominator != 1 or number < 0:
        raise ValueError("a whole number, 0 or more")
    if number > LARGEST_WHOLE:
        raise ValueError(f"a whole number of at most {LARGEST_WHOLE:,}")
    return int(number)


def read_words(found: Any) -> str:
    """Read a text that says something."""
    text = _text(found)
    if not text:
        raise ValueError(SOME_TEXT)
    return text


def not_below_nil(read: Callable[[Any], N]) -> Callable[[Any], N]:
    """Return a reader of what can be nothing and never less: a cost, a limit, a number of points."""

    def read_from_nil(found: Any) -> N:
        value = read(found)
        if value < 0:
            raise ValueError("0 or more")
        return value

    return read_from_nil


def read_month(found: Any) -> Month:
    """Read ``2016-11``."""
    try:
        return months.parse(_text(found))
    except months.NoSuchMonth as error:
        raise ValueError(f"a month from {months.label(months.FIRST)} to {months.label(months.LAST)}") from error
    except months.NotAMonth as error:
        raise ValueError("a month, such as 2016-11") from error


def read_day(found: Any) -> date:
    """Read ``2016-11-30``."""
    text = _text(found)
    if not _DAY.fullmatch(text):
        raise ValueError("a day, such as 2016-11-30")
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise ValueError("a day that the calendar has, such as 2016-11-30") from error
    if not months.FIRST <= months.of_day(day) <= months.LAST:
        raise ValueError(f"a day from {months.first_day(months.FIRST)} to {months.last_day(months.LAST)}")
    return day


def read_charge_start(found: Any) -> date:
    """Read the start of a price: a day, or a month, which means its first day."""
    text = _text(found)
    return read_day(text) if _DAY.fullmatch(text) else months.first_day(read_month(text))


def read_time(found: Any) -> time:
    """Read a time of day, ``17:00``."""
    text = _text(found)
    if not _TIME.fullmatch(text):
        raise ValueError('a time of day in quotation marks, such as "17:00"')
    return time.fromisoformat(text)


def read_yes_no(found: Any) -> bool:
    """Read ``yes`` or ``no``."""
    answers = {"yes": True, "no": False}
    if _text(found) not in answers:
        raise ValueError("yes or no")
    return answers[_text(found)]


def read_month_name(found: Any) -> int:
    """Read the name of a month as its place in the year, January being 0."""
    if _text(found) not in months.NAMES:
        raise ValueError("the name of a month, such as April")
    return months.NAMES.index(_text(found))


def dated(read: Callable[[Any], T]) -> Callable[[Any], tuple[tuple[Month, T], ...]]:
    """Return a reader of a term that may change: one value, or a map from month to value."""

    def read_schedule(found: Any) -> tuple[tuple[Month, T], ...]:
        if not isinstance(found, Mapping):
            return ((ALWAYS, read(found)),)
        return _schedule(found, _start, read)

    return read_schedule


def _schedule(
    found: Mapping[str, Any], read_start: Callable[[str], S], read: Callable[[Any], T]
) -> tuple[tuple[S, T], ...]:
    """Read a map from starts to values. A fault carries the key of its entry, so that the entry's line is named."""
    entries, faults = dict[S, T](), list[InitErrorDetails]()
    for key, value in found.items():
        shown = key
        try:
            start = read_start(key)
            if start in entries:
                raise ValueError("one entry for each start, and another starts then too")
            shown = value
            entries[start] = read(value)
        except ValueError as error:
            expected = PydanticCustomError("term", "{expected}", {"expected": str(error)})
            faults.append(InitErrorDetails(type=expected, loc=(key,), input=shown))
    if faults:
        raise ValidationError.from_exception_data("schedule", faults)
    if not entries:
        raise ValueError("at least one entry")
    return tuple(sorted(entries.items(), key=lambda entry: entry[0]))


def _start(text: str) -> Month:
    return ALWAYS if text == FROM_THE_START else read_month(text)


def read_starting_on_days(read: Callable[[Any], T]) -> Callable[[Any], tuple[tuple[date, T], ...]]:
    """Return a reader of a term that may change on any day: one value, or a map from day or month to value."""

    def read_schedule(found: Any) -> tuple[tuple[date, T], ...]:
        if not isinstance(found, Mapping):
            return ((date.min, read(found)),)
        return _schedule(found, _charge_start, read)

    return read_schedule


def _charge_start(text: str) -> date:
    return date.min if text == FROM_THE_START else read_charge_start(text)


def read_annual_prices(found: Any) -> tuple[tuple[date, int], ...]:
    """Read annual prices, a map from the day or month each starts to an amount."""
    if not isinstance(found, Mapping):
        raise ValueError("a map from the day or month a price starts to the price, such as 2016-04: £10,800,000.00")
    return _schedule(found, read_charge_start, read_money)


Pence = Annotated[int, BeforeValidator(read_money)]
Number = Annotated[Fraction, BeforeValidator(read_number)]
PenceFromNil = Annotated[int, BeforeValidator(not_below_nil(read_money))]
NumberFromNil = Annotated[Fraction, BeforeValidator(not_below_nil(read_number))]
Whole = Annotated[int, BeforeValidator(read_whole)]
MonthOf = Annotated[Month, BeforeValidator(read_month)]
Day = Annotated[date, BeforeValidator(read_day)]
TimeOfDay = Annotated[time, BeforeValidator(read_time)]
YesNo = Annotated[bool, BeforeValidator(read_yes_no)]
MonthName = Annotated[int, BeforeValidator(read_month_name)]
AnnualPrices = Annotated[tuple[tuple[date, int], ...], BeforeValidator(read_annual_prices)]
DatedNumber = Annotated[tuple[tuple[Month, Fraction], ...], BeforeValidator(dated(read_number))]
DatedPenceFromNil = Annotated[tuple[tuple[Month, int], ...], BeforeValidator(dated(not_below_nil(read_money)))]
DatedNumberFromNil = Annotated[tuple[tuple[Month, Fraction], ...], BeforeValidator(dated(not_below_nil(read_number)))]
DatedText = Annotated[tuple[tuple[Month, str], ...], BeforeValidator(dated(read_words))]
DatedYesNo = Annotated[tuple[tuple[Month, bool], ...], BeforeValidator(dated(read_yes_no))]


def in_force(schedule: tuple[tuple[Month, T], ...], month: Month) -> T | None:
    """Return the entry of a dated term that holds in a month, or None before its first entry."""
    held = None
    for start, value in schedule:
        if start > month:
            break
        held = value
    return held
