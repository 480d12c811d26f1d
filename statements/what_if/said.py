"""A scenario as a person says it: ``OP2 +5 from 2017-04; caps.one month.percent = 3``."""

import re
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from contracts import months
from contracts.contract import Contract
from contracts.errors import ReckonerError
from contracts.indicators import FromRows, Indicator
from contracts.months import Month
from contracts.values import read_number
from contracts.wording import MINUS
from statements.measures import in_unit, number

# What a quantifier with + behind it has taken it never gives back: a long text is gone through once.
_MONTH: Final = re.compile(r"\d{4}-\d{2}")
_MORE: Final = re.compile(r"(?P<indicator>\S++)\s++(?P<sign>[+−-])\s*+(?P<number>[\d.,]++)")
_LEVEL: Final = re.compile(r"(?P<indicator>\S++)\s++at\s++(?P<level>[−-]?+£?+[\d.,]++)(?:\s*+%)?+")
WHOLE: Final = 100
LONGEST: Final = 500
"""Characters of a scenario: a dozen changes at once, and more than anybody reads in one line."""


_TERMS: Final = {
    r"indicators\.(\w+)\.target": "target of {0} at {value}",
    r"deductions\.point\.percent": "a point at {value}% of the month’s charge",
    r"deductions\.point\.pounds": "a point at {value}",
    r"deductions\.free_points\.points": "{value} free points",
    r"deductions\.repeat\.multiplier": "a repeated failure at {value} times its cost",
    r"caps\.(.+)\.percent": "cap “{0}” at {value}%",
    r"caps\.(.+)\.amount": "cap “{0}” at {value}",
}


class NotUnderstood(ReckonerError):
    """A part of a scenario that says neither another figure nor another term."""

    def __init__(self, found: str) -> None:
        super().__init__(
            f"Found “{found}”. Expected more successes of an indicator (“OP2 +5”, “OP2 -5 from 2017-04 to 2017-09”), a "
            "level (“SP1 at 90% from 2017-04”), or a term by its place in the contract file (“indicators.SP1.target = "
            "85”). Several of these in one scenario are parted by semicolons."
        )


class ScenarioTooLong(ReckonerError):
    """A scenario of more characters than are read."""

    def __init__(self, found: int) -> None:
        super().__init__(
            f"Found a scenario of {found:,} characters. Expected at most {LONGEST}. Say fewer changes in one scenario, "
            "or hand in a file with the variation."
        )


class NoSuchIndicatorHere(ReckonerError):
    """An indicator that the contract does not have."""

    def __init__(self, found: str, contract: Contract) -> None:
        known = ", ".join(each.id for each in contract.indicators)
        super().__init__(f"Found the indicator “{found}”. The contract “{contract.id}” has: {known}.")


class SaidTwice(ReckonerError):
    """Two changes of one figure in a scenario."""

    def __init__(self, indicator: str) -> None:
        super().__init__(f"“{indicator}” is changed twice in one scenario. Ask for two scenarios, or say one change.")


class NotTheSameMonths(ReckonerError):
    """Terms of one scenario that would hold in different months."""

    def __init__(self) -> None:
        super().__init__("Terms of one scenario hold in the same months. Say “from” and “to” alike, or ask twice.")


class EndsBeforeItStarts(ReckonerError):
    """Months of a change of which the last comes before the first."""

    def __init__(self, span: "Span") -> None:
        super().__init__(f"Found “{span.words.strip()}”, which are no months. Say the earlier month behind “from”.")


class NoSuchLevel(ReckonerError):
    """A level that cannot be: a share above the whole, or a share or count below nothing."""

    def __init__(self, change: "OtherFigure") -> None:
        expected = "a level from 0% to 100%" if change.is_share else "a level of 0 or more"
        super().__init__(f"Found “{change.words}”. Expected {expected}.")


class RangeHasNoMore(ReckonerError):
    """More successes of an indicator that is to stay within a range."""

    def __init__(self, indicator: str) -> None:
        super().__init__(
            f"“{indicator}” is to stay within a range: more is not better. Say a level (“{indicator} at 8”)."
        )


@dataclass(frozen=True)
class Span:
    """The months of a change, the last included; None: from the first, or to the last."""

    first: Month | None
    last: Month | None

    def holds(self, month: Month) -> bool:
        """Say whether a month is among them."""
        return (self.first is None or self.first <= month) and (self.last is None or month <= self.last)

    @property
    def words(self) -> str:
        """How the months are written after what changes in them."""
        first = f" from {months.spoken(self.first)}" if self.first is not None else ""
        return first + (f" to {months.spoken(self.last)}" if self.last is not None else "")


@dataclass(frozen=True)
class OtherFigure:
    """Another figure of an indicator: so many more successes each time, or a level in the displayed unit."""

    indicator: Indicator
    number: int
    span: Span
    more: Fraction | None = None
    level: Fraction | None = None

    @property
    def is_share(self) -> bool:
        """Whether it is a part of a whole: a sum of one column over another may pass it, as income a budget."""
        return self.indicator.unit == "percent" and not isinstance(self.indicator.measure, FromRows)

    @property
    def can_be(self) -> bool:
        """Whether there can be the level: no share passes the whole, and neither it nor a count is below nothing."""
        if self.is_share:
            return 0 <= (self.level or 0) <= WHOLE
        return self.indicator.unit not in ("count", "days") or (self.level or 0) >= 0

    @property
    def words(self) -> str:
        """The change in words."""
        if self.more is None:
            return f"{self.indicator.id} at {in_unit(self.indicator, self.level or Fraction(0))}{self.span.words}"
        if not self.more:
            return f"{self.indicator.id} as it was{self.span.words}"
        way = "better" if self.more > 0 else "worse"
        return f"{self.indicator.id} {way} by {number(abs(self.more))} each time{self.span.words}"


@dataclass(frozen=True)
class OtherTerm:
    """Another term, by its place in the contract file."""

    path: str
    value: str
    span: Span

    @property
    def words(self) -> str:
        """The change in words: for the terms that are asked about most as one would say it."""
        for pattern, words in _TERMS.items():
            if found := re.fullmatch(pattern, self.path):
                return words.format(*found.groups(), value=self.value) + self.span.words
        return f"{self.path} = {self.value}{self.span.words}"


@dataclass(frozen=True)
class Scenario:
    """A scenario as it was said."""

    text: str
    figures: tuple[OtherFigure, ...]
    terms: tuple[OtherTerm, ...]

    @property
    def words(self) -> str:
        """What is changed, in words."""
        return "; ".join([*(each.words for each in self.figures), *(each.words for each in self.terms)])


def understood(text: str, contract: Contract) -> Scenario:
    """Read a scenario.

    Raises:
        ScenarioTooLong, NotUnderstood, NoSuchIndicatorHere, SaidTwice, NotTheSameMonths: as they say.
        EndsBeforeItStarts, NoSuchLevel, RangeHasNoMore: as they say.
    """
    if len(text) > LONGEST:
        raise ScenarioTooLong(len(text))
    parts = [_part(part.strip(), contract) for part in text.split(";") if part.strip()]
    if not parts:
        raise NotUnderstood(text)
    figures = tuple(part for part in parts if isinstance(part, OtherFigure))
    terms = tuple(part for part in parts if isinstance(part, OtherTerm))
    for name, times in Counter(each.indicator.id for each in figures).items():
        if times > 1:
            raise SaidTwice(name)
    if len({each.span for each in terms}) > 1:
        raise NotTheSameMonths
    return Scenario(text.strip(), figures, terms)


def _part(part: str, contract: Contract) -> OtherFigure | OtherTerm:
    path, _, term = (text.strip() for text in part.partition("="))
    if path and term:
        return OtherTerm(path, *_spanned(term))
    said, span = _spanned(part)
    if found := _MORE.fullmatch(said):
        size = _number(found["number"], part)
        change = OtherFigure(
            *_indicator(found["indicator"], contract), span, more=-size if found["sign"] != "+" else size
        )
        if change.indicator.better == "within range":
            raise RangeHasNoMore(change.indicator.id)
        return change
    if found := _LEVEL.fullmatch(said):
        level = _number(found["level"].replace(MINUS, "-").replace("£", ""), part)
        change = OtherFigure(*_indicator(found["indicator"], contract), span, level=level)
        if not change.can_be:
            raise NoSuchLevel(change)
        return change
    raise NotUnderstood(part)


def _spanned(text: str) -> tuple[str, Span]:
    """Part what is said from the months in which it holds, which stand behind it."""
    said, last = _cut(text, "to")
    said, first = _cut(said, "from")
    span = Span(*(None if month is None else months.parse(month) for month in (first, last)))
    if span.first is not None and span.last is not None and span.last < span.first:
        raise EndsBeforeItStarts(span)
    return said, span


def _cut(text: str, word: str) -> tuple[str, str | None]:
    """Cut a word and a month, such as “from 2017-04”, from the end of a text that says something before them."""
    match text.rsplit(maxsplit=2):
        case [before, found, month] if found == word and _MONTH.fullmatch(month):
            return before, month
    return text, None


def _indicator(name: str, contract: Contract) -> tuple[Indicator, int]:
    for place, each in enumerate(contract.indicators, start=1):
        if each.id.casefold() == name.casefold():
            return each, place
    raise NoSuchIndicatorHere(name, contract)


def _number(text: str, part: str) -> Fraction:
    try:
        return Fraction(read_number(text))
    except ValueError as error:
        raise NotUnderstood(part) from error
