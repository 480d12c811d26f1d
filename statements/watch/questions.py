"""The questions that an indicator's figures raise up to a month, for those who may see the board."""

from collections.abc import Iterator
from fractions import Fraction

import polars as pl
from duckdb import DuckDBPyConnection

from contracts.indicators import FromCases, FromIndicators, Indicator
from contracts.months import Month
from metrics.watch import rates
from metrics.watch.counted import Counted
from metrics.watch.helpful_edits import helpful_edits
from metrics.watch.just_met import just_met
from metrics.watch.late_exceptions import late_exceptions
from metrics.watch.question import Question
from metrics.watch.too_smooth import too_smooth
from statements import history
from statements.ledger import Ledger
from statements.measures import figures
from statements.rows.small_groups import FEWEST
from statements.trend_documents import QuestionShown
from statements.watch.cases import edits_of, returned_cases, steps_of
from store.policy import Decision


def questions_of(
    cursor: DuckDBPyConnection, ledger: Ledger, number: int, until: Month, cases: Decision
) -> tuple[QuestionShown, ...]:
    """Return what the figures of an indicator raise up to a month, each with how often it is raised for no reason.

    Args:
        cursor: of the state of the store that the ledger was drawn from.
        ledger: what is known of the contract.
        number: of the indicator, in contract order from 1.
        until: the last month looked at.
        cases: whether the person may see single cases; others are not told of fewer than five.
    """
    agreed = ledger.frozen.contract.indicators[number - 1]
    found = [*_of_counts(agreed, counted_of(ledger, number, until))]
    if isinstance(agreed.measure, FromCases):
        rows = returned_cases(cursor, ledger.frozen, until)
        found += _of_cases(agreed.measure, rows)
    return tuple(
        QuestionShown(question=each.kind, words=told(each, cases), rate=rates.said(each.kind)) for each in found
    )


def counted_of(ledger: Ledger, number: int, until: Month) -> list[Counted]:
    """Return the months of an indicator that count cases, oldest first; none where it counts pounds or nothing."""
    agreed = ledger.frozen.contract.indicators[number - 1]
    counts_cases = isinstance(agreed.measure, FromCases | FromIndicators) and agreed.measure.of is not None
    if agreed.unit != "percent" or not counts_cases:
        return []
    return [*_counted(ledger, number, until)]


def _counted(ledger: Ledger, number: int, until: Month) -> Iterator[Counted]:
    for month in sorted(at for of, at in ledger.measures if of == number and at <= until):
        found, target = figures(ledger, number, month), ledger.target(number, month)
        if found is None or history.drawn_value(ledger, number, month) is None:
            continue
        part, whole = found
        if part.denominator == whole.denominator == 1 and 0 <= part <= whole and whole:
            yield Counted(int(part), int(whole), None if target is None else Fraction(target) / 100)


def _of_counts(agreed: Indicator, counted: list[Counted]) -> Iterator[Question]:
    asked = [too_smooth(counted)]
    if agreed.better != "within range":
        asked.append(just_met(counted, agreed.better))
    yield from (each for each in asked if each is not None)


def _of_cases(measure: FromCases, rows: pl.DataFrame) -> Iterator[Question]:
    # Where exceptions count like any other case, none of them helps.
    late = None if measure.basis == "all" else late_exceptions(steps_of(rows, measure.case_types))
    yield from (each for each in (late, helpful_edits(edits_of(rows, measure.case_types))) if each is not None)


def told(question: Question, cases: Decision) -> str:
    """Return the words of a question as a person may read them: without numbers of very few cases."""
    few = any(0 < number < FEWEST for number in question.cases)
    return question.in_general if few and not cases.allowed else question.words
