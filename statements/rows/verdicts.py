"""What a row did to a measure, in a word and a sentence. What it adds was found by the chain; here it is said."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from contracts import wording
from contracts.indicators import FromCases, FromRows, Indicator
from contracts.months import Month, first_day
from contracts.terms.calendar import FIGURE_SCALE
from ingest.datasets import DATASETS
from ingest.rules.records import LAST_DAY_ON_TIME
from statements.measures import exact_value
from statements.rows.documents import Did
from statements.rows.entering import Part
from statements.rows.sheet import SheetRow

NOTHING_IN_THE_MONTH = "No plan was issued in the month of the return"


@dataclass(frozen=True)
class Verdict:
    """What a row did and why; ``badness`` grows from the best row to the worst."""

    did: Did
    why: str
    badness: Fraction = Fraction(0)


def verdict(indicator: Indicator, target: Fraction | None, row: SheetRow, part: Part | None) -> Verdict:
    """Say what a row of records did to an indicator, given what it added."""
    if isinstance(indicator.measure, FromCases):
        return _of_case(indicator.measure, row, part)
    assert isinstance(indicator.measure, FromRows)
    return _of_sum(indicator, indicator.measure, target, row, part)


def days_taken(row: SheetRow) -> int | None:
    """Return the days from a case's clock start, day 0, to its plan; ``None`` while there is none."""
    issued = row.values.get("plan_issued")
    return (issued - row.values["clock_start"]).days if issued else None


def due_day(row: SheetRow) -> date | None:
    """Return the last day on which a case's plan is on time; ``None`` for a row that is no case."""
    start = row.values.get("clock_start")
    return start + timedelta(days=LAST_DAY_ON_TIME) if start else None


def _of_case(measure: FromCases, row: SheetRow, part: Part | None) -> Verdict:
    taken, due = days_taken(row), due_day(row)
    if part is None:
        return Verdict("left out", _why_left_out(measure, row))
    assert taken is not None and due is not None
    if part.numerator:
        return Verdict("on time", f"Issued on day {taken}, by {wording.day_short(due)}", Fraction(taken))
    return Verdict("late", f"Issued on day {taken}; due by {wording.day_short(due)}", Fraction(taken))


def _why_left_out(measure: FromCases, row: SheetRow) -> str:
    issued, case_type = row.values["plan_issued"], row.values["case_type"]
    if issued is None or not first_day(row.month) <= issued < first_day(Month(row.month + 1)):
        return NOTHING_IN_THE_MONTH
    if case_type not in measure.case_types:
        return f"Case type “{case_type}”: only {wording.listed(measure.case_types)} counts"
    if row.values["exception_code"] is None:
        return "Its clock started outside the dates that count here"
    if measure.basis == "excusing late exceptions":
        return "Late, and excused by its exception"
    return "It has an exception, and counts on neither side"


def _of_sum(
    indicator: Indicator, measure: FromRows, target: Fraction | None, row: SheetRow, part: Part | None
) -> Verdict:
    fields = DATASETS[measure.from_].field
    unmatched = [name for name, only in measure.only.items() if row.values[name] != only]
    if unmatched:
        wanted = (f"{fields(name).heading} “{measure.only[name]}”" for name in unmatched)
        return Verdict("left out", f"Only {wording.listed(wanted)} counts")
    part = part or Part(0, 0)
    if measure.of is None:
        size = Fraction(part.numerator, FIGURE_SCALE)
        return Verdict("counted", "Added up with the others", size if indicator.better == "lower" else -size)
    if not part.denominator:
        return Verdict("counted", f"It has no {fields(measure.of).heading.lower()}: no value of its own")
    value = exact_value(indicator, (Fraction(part.numerator), Fraction(part.denominator)))
    return _held_against(indicator, target, value)


def _held_against(indicator: Indicator, target: Fraction | None, value: Fraction) -> Verdict:
    if indicator.within is not None:
        outside = max(indicator.within.from_ - value, value - indicator.within.to, Fraction(0))
        did: Did = "worse than the target" if outside else "meets the target"
        return Verdict(did, "", outside)
    badness = value if indicator.better == "lower" else -value
    if target is None:
        return Verdict("counted", "The contract has no target to hold it against", badness)
    is_worse = value > target if indicator.better == "lower" else value < target
    return Verdict("worse than the target" if is_worse else "meets the target", "", badness)


def is_worse(indicator: Indicator, target: Fraction | None, value: Fraction) -> bool:
    """Say whether a value by itself is worse than the target; never where there is none."""
    return _held_against(indicator, target, value).did == "worse than the target"


def badness_of(indicator: Indicator, value: Fraction) -> Fraction:
    """Return how bad a value is, growing from the best to the worst."""
    return _held_against(indicator, None, value).badness
