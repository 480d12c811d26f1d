"""Rules on one indicator's line: what it must hold, and what contradicts itself."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from contracts.indicators import FromIndicators
from contracts.months import Month, spoken
from ingest.findings import Hit
from ingest.rules.lines import Line, agrees, is_due, mean, value_of, written
from ingest.rules.records import Counted

_POINTS: Final = 20
"""A percentage that moved by so many percentage points against the months before is a jump."""


@dataclass(frozen=True)
class Earlier:
    """What up to three months before had for one indicator, latest first."""

    values: tuple[Fraction, ...] = ()
    denominators: tuple[Fraction, ...] = ()


@dataclass(frozen=True)
class Surroundings:
    """What a line is judged against: month, place in the file, what the records give, what earlier months had.

    ``letters`` is column letter by field; ``counted`` and ``earlier`` are by indicator.
    """

    month: Month
    sheet: str | None
    letters: Mapping[str, str]
    counted: Mapping[str, Counted] = field(default_factory=dict)
    earlier: Mapping[str, Earlier] = field(default_factory=dict)

    def hit(self, code: str, line: Line, column: str, found: str, **told: str) -> Hit:
        """Make a hit at a line's cell."""
        rows = [line.row] if line.row else []
        letter = self.letters.get(column) if rows else None
        return Hit(code, self.sheet, found, letter, rows, told, line.indicator.id)


Rule = Callable[[Line, Surroundings], Iterator[Hit]]


def not_due(line: Line, at: Surroundings) -> Iterator[Hit]:
    """I02: figures for an indicator that is not measured in this month."""
    if not is_due(line.indicator, at.month) and not line.blank:
        told = {"indicator": line.indicator.id, "month": spoken(at.month)}
        yield at.hit("I02", line, "indicator", f"figures for {line.indicator.id}", **told)


def complete(line: Line, at: Surroundings) -> Iterator[Hit]:
    """I04 and I09: a line that cannot be judged and does not say why."""
    by_provider = isinstance(line.indicator.measure, FromIndicators)
    if line.reported or line.reason or not by_provider or not is_due(line.indicator, at.month):
        return
    if line.denominator == 0:
        return
    absent = [name for name in ("numerator", "denominator") if _needs(line, name) and getattr(line, name) is None]
    what = " and ".join(f"a {name}" for name in absent)
    if line.blank or line.marked & set(absent):
        found = "a mark for a missing figure, and no reason" if line.marked else "no figure and no reason"
        yield at.hit("I04", line, absent[0], found, what=what)
    else:
        present = {"numerator": line.numerator, "denominator": line.denominator, "stated value": line.stated}
        found = "only a " + " and ".join(name for name, value in present.items() if value is not None)
        yield at.hit("I09", line, absent[0], found, what=what)


def _needs(line: Line, name: str) -> bool:
    return name == "numerator" or line.indicator.measure.of is not None


def denominator(line: Line, at: Surroundings) -> Iterator[Hit]:
    """I05, I07 and I18: a denominator below 0, of 0 that is not declared, or of a measure that has none."""
    divides, whole = line.indicator.measure.of is not None, 100 if line.indicator.unit == "percent" else 1
    if line.denominator is not None and line.denominator < 0:
        yield at.hit("I05", line, "denominator", written(line.denominator))
    elif not divides and line.numerator is not None and line.denominator not in {None, whole}:
        yield at.hit("I18", line, "denominator", written(line.denominator), indicator=line.indicator.id)
    if line.nil:
        return
    counted = at.counted.get(line.indicator.id)
    if line.denominator == 0 and divides:
        yield at.hit("I07", line, "denominator", "0")
    elif counted and counted.denominator == 0 and is_due(line.indicator, at.month):
        yield at.hit("I07", line, "nil_activity", f"0 {line.indicator.measure.of} in the records")


def numerator(line: Line, at: Surroundings) -> Iterator[Hit]:
    """I06 and I19: a percentage below 0 or above 100, by its numerator, and a count below 0."""
    unit, found = line.indicator.unit, line.numerator
    if found is None:
        return
    if unit == "count" and found < 0:
        yield at.hit("I19", line, "numerator", written(found))
    elif unit == "percent" and line.denominator and line.denominator > 0 and not 0 <= found <= line.denominator:
        yield at.hit("I06", line, "numerator", written(found), denominator=written(line.denominator))


def nil_activity(line: Line, at: Surroundings) -> Iterator[Hit]:
    """I08: nil activity beside a figure, its own or one of the records."""
    if not line.nil:
        return
    stated = line.stated.value if line.stated else None
    figures = [value for value in (line.numerator, line.denominator, stated) if value]
    counted = at.counted.get(line.indicator.id)
    if figures:
        yield at.hit("I08", line, "nil_activity", f"yes beside {written(figures[0])}")
    elif counted and counted.denominator:
        found = f"yes, and {written(counted.denominator)} {line.indicator.measure.of} in the records"
        yield at.hit("I08", line, "nil_activity", found)


def stated_value(line: Line, at: Surroundings) -> Iterator[Hit]:
    """I10: the stated value is not the numerator divided by the denominator, rounded as it is stated."""
    if line.stated is None or line.value is None or agrees(line.stated, line.value):
        return
    unit = line.indicator.unit
    found = f"{written(line.stated.value, unit)} stated"
    yield at.hit("I10", line, "stated_value", found, expected=f"{written(line.value, unit)}, from {_figures(line)}")


def _figures(line: Line) -> str:
    assert line.numerator is not None
    if line.indicator.measure.of is None or line.denominator is None:
        return f"the numerator {written(line.numerator)}"
    return f"{written(line.numerator)} of {written(line.denominator)}"


def records(line: Line, at: Surroundings) -> Iterator[Hit]:
    """I11: what is stated differs from what the records give."""
    counted = at.counted.get(line.indicator.id)
    if counted is None or line.nil:
        return
    unit, value = line.indicator.unit, value_of(line.indicator, counted.numerator, counted.denominator)
    differing = []
    if line.numerator is not None and line.numerator != counted.numerator:
        differing.append(("numerator", f"numerator {written(line.numerator)}"))
    if line.denominator is not None and line.denominator != counted.denominator:
        differing.append(("denominator", f"denominator {written(line.denominator)}"))
    if line.stated is not None and value is not None and not agrees(line.stated, value):
        differing.append(("stated_value", f"{written(line.stated.value, unit)} stated"))
    if differing:
        found = ", ".join(words for _, words in differing)
        yield at.hit("I11", line, differing[0][0], found, expected=counted.spoken(line.indicator))


def jump(line: Line, at: Surroundings) -> Iterator[Hit]:
    """I12: 20 percentage points or more from the mean of up to three months before; other units doubled or halved."""
    before = mean(at.earlier.get(line.indicator.id, Earlier()).values)
    value, unit = line.value, line.indicator.unit
    if value is None or before is None or unit == "milestone" or not is_due(line.indicator, at.month):
        return
    if abs(value - before) >= _POINTS if unit == "percent" else before > 0 and not before / 2 < value < 2 * before:
        expected = f"a value nearer to {written(before, unit)}, the mean of the months before"
        yield at.hit("I12", line, "numerator", written(value, unit), expected=expected)


def halved(line: Line, at: Surroundings) -> Iterator[Hit]:
    """I13: a denominator at or below half the mean of up to three months before."""
    before = mean(at.earlier.get(line.indicator.id, Earlier()).denominators)
    if not line.denominator or line.denominator < 0 or before is None or line.indicator.measure.of is None:
        return
    if 2 * line.denominator <= before:
        expected = f"more than half of {written(before)}, the mean of the months before"
        yield at.hit("I13", line, "denominator", written(line.denominator), expected=expected)


def stage(line: Line, at: Surroundings) -> Iterator[Hit]:
    """I16 and I17: a figure whose stage is missing though the contract prices one, or stated though it prices none."""
    named = f"{line.indicator.id}, {line.indicator.title}"
    if line.indicator.stages is None:
        if line.stage is not None:
            yield at.hit("I17", line, "stage", line.stage, indicator=named)
    elif line.reported and line.stage is None and is_due(line.indicator, at.month):
        yield at.hit("I16", line, "stage", f"no stage beside the figure of {line.indicator.id}")


LINE_RULES: Final[tuple[Rule, ...]] = (
    not_due,
    complete,
    denominator,
    numerator,
    nil_activity,
    stated_value,
    records,
    jump,
    halved,
    stage,
)
RECORD_RULES: Final[tuple[Rule, ...]] = (denominator, nil_activity, records)
"""The rules that hold a line against the records, wherever the two came from."""
