"""One indicator's line of a return as exact numbers, and the words for such numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from contracts.indicators import Indicator, Unit
from contracts.months import Month
from contracts.values import in_force
from ingest.numbers import MARKS, places_of, read_number, rounded, whole_digits
from ingest.wording import is_error

_ANSWERS: Final = {"yes": 1, "y": 1, "true": 1, "1": 1, "no": 0, "n": 0, "false": 0, "0": 0}
_MOST_DIGITS: Final = 20


@dataclass(frozen=True)
class Figure:
    """A stated value in the displayed unit, and with how many decimal places it was written."""

    value: Fraction
    places: int


@dataclass(frozen=True)
class Line:
    """What a return says about one indicator; ``row`` is None for a line of a file that was accepted before.

    ``marked``: fields in which a mark for a suppressed or missing figure stands.
    """

    indicator: Indicator
    row: int | None
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    stated: Figure | None = None
    nil: bool = False
    reason: str | None = None
    marked: frozenset[str] = frozenset()
    stage: str | None = None

    @property
    def blank(self) -> bool:
        """Whether there is no figure at all."""
        return self.numerator is None and self.denominator is None and self.stated is None

    @property
    def value(self) -> Fraction | None:
        """The value from numerator and denominator, or None where they do not give one."""
        return value_of(self.indicator, self.numerator, self.denominator)

    @property
    def reported(self) -> bool:
        """Whether the line can be judged: nil activity, or every figure that the measure needs.

        A measure that is not divided by anything is its stated value, where only that is given.
        """
        stated_alone = self.stated is not None and self.indicator.measure.of is None
        return self.nil or self.value is not None or stated_alone


def value_of(indicator: Indicator, numerator: Fraction | None, denominator: Fraction | None) -> Fraction | None:
    """Return a measure's value in the displayed unit: 94 for 94%; None where it cannot be worked out."""
    if numerator is None or indicator.measure.of is None:
        return numerator
    if not denominator:
        return None
    return numerator / denominator * (100 if indicator.unit == "percent" else 1)


def is_due(indicator: Indicator, month: Month) -> bool:
    """Say whether an indicator is measured in a month and measurable by then."""
    measured = indicator.measured
    due = measured.every == "month" or month % 12 in measured.in_ or month == measured.month
    measurable = True if indicator.measurable is None else in_force(indicator.measurable, month)
    return due and measurable is not False


def agrees(stated: Figure, value: Fraction) -> bool:
    """Say whether a stated value is a value rounded to the places that are stated, halves either way."""
    return abs(stated.value - value) <= Fraction(1, 2 * 10**stated.places)


@dataclass(frozen=True)
class StatedRead:
    """A stated value as read, or None; with the code of a finding and the words for it."""

    figure: Figure | None
    code: str | None = None
    what: str = ""


def read_stated(text: str, line: Line) -> StatedRead:
    """Read a stated value in the unit of its indicator; a bare fraction of a percentage is taken times 100.

    It is left as it stands where only that agrees with numerator and denominator: 0.67 beside 1 of 150 is 0.67%.
    """
    unit = line.indicator.unit
    code = _unreadable(text, unit)
    if code:
        return StatedRead(None, code, example(unit))
    if unit == "milestone":
        return StatedRead(Figure(Fraction(_ANSWERS[text.casefold()]), 0))
    number = read_number(text) or Decimal(0)
    figure = Figure(Fraction(rounded(number, 6)), min(places_of(text), 6))
    if unit != "percent" or "%" in text or not 0 < abs(number) <= 1:
        return StatedRead(figure)
    if line.value is not None and line.indicator.measure.of and agrees(figure, line.value):
        return StatedRead(figure)
    return StatedRead(Figure(figure.value * 100, max(figure.places - 2, 0)), "I14")


def _unreadable(text: str, unit: Unit) -> str | None:
    """Return the code of the rule that a stated value breaks before its number is looked at, if it breaks one."""
    if is_error(text) or text.casefold() in MARKS:
        return "V07" if is_error(text) else "V10"
    if unit == "milestone":
        return None if text.casefold() in _ANSWERS else "I15"
    number = read_number(text)
    if number is None or whole_digits(number) > _MOST_DIGITS:
        return "V02"
    return "I15" if ("%" in text and unit != "percent") or ("£" in text and unit != "money") else None


def example(unit: Unit) -> str:
    """Return what is expected of a value in a unit."""
    examples = {"percent": "a percentage, such as 94.0%", "money": "an amount in pounds, such as £1,071.00"}
    return "yes or no" if unit == "milestone" else examples.get(unit, "a number without a unit, such as 47")


def written(value: Fraction, unit: Unit | None = None) -> str:
    """Write a number for a message, to at most two decimal places unless it needs none."""
    cents = rounded(Decimal(value.numerator) / Decimal(value.denominator), 2)
    if unit == "money":
        return f"{'-' if cents < 0 else ''}£{abs(cents):,.2f}"
    plain = f"{cents:,.2f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return f"{plain}%" if unit == "percent" else plain


def exactly(value: Fraction) -> str:
    """Write a number of at most six decimal places with all of them that it needs."""
    plain = f"{Decimal(value.numerator) / Decimal(value.denominator):.6f}"
    return plain.rstrip("0").rstrip(".")


def mean(values: Sequence[Fraction]) -> Fraction | None:
    """Return the mean of values, or None where there are none."""
    return sum(values, Fraction(0)) / len(values) if values else None
