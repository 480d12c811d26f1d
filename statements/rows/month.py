"""The rows behind one indicator in one month: what each did, broken down, and what each cost.

Who may see which of them is decided here, before anything leaves: others than those who may see cases get counts and
groups for what tells of single children.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from duckdb import DuckDBPyConnection

from contracts import months
from contracts.errors import ReckonerError
from contracts.indicators import FromCases, Indicator
from contracts.terms.calendar import FIGURE_SCALE
from statements.rows import withheld
from statements.rows.behind import Judged, Measured, behind, listed
from statements.rows.breakdown import Entered, breakdown, is_plain_sum, plain, value_of
from statements.rows.breakdown import offered as offered_by
from statements.rows.costs import Costs, costs_of
from statements.rows.documents import Breakdown, LeftOut, RowShown, RowsOfMonth, Step
from statements.rows.entering import Parts, Place
from statements.rows.heading import heading
from statements.rows.verdicts import days_taken, due_day
from store.policy import Decision


class NoSuchColumn(ReckonerError):
    """A column by which a measure cannot be broken down, or not by this person."""

    def __init__(self, indicator: Indicator, by: str, offered: Sequence[str]) -> None:
        known = f"Choose one of {', '.join(offered)}." if offered else "Its figure is stated as a whole."
        super().__init__(f"Found “{by}”. {indicator.id} cannot be broken down by that. {known}")


@dataclass(frozen=True)
class View:
    """How rows are looked at.

    Attributes:
        cases: whether the person may see single cases.
        by: the only column to break the measure down by; without it, every column there is.
        most: how many rows are listed.
        costs: whether to work out what each listed row cost, and the failed ones together.
    """

    cases: Decision
    by: str | None
    most: int
    costs: bool


@dataclass(frozen=True)
class _Found:
    """Rows of a measure: all of the sheet, those worth a line, which of them are hidden, and those that are listed."""

    judged: Sequence[Judged]
    parts: Parts
    telling: Sequence[Judged]
    hidden: frozenset[Place]
    chosen: Sequence[Judged]

    @property
    def visible(self) -> list[Judged]:
        """The rows worth a line that the person may see."""
        return [each for each in self.telling if each.row.place not in self.hidden]


def rows_of_month(cursor: DuckDBPyConnection, of: Measured, view: View) -> RowsOfMonth:
    """Return the rows behind a measure, the failed first, from the store that its ledger was drawn from.

    Raises:
        NoSuchColumn: the measure cannot be broken down by that column.
    """
    found = _find(cursor, of, view)
    costs, steps = _costs(of, found) if view.costs else ({}, ())
    return RowsOfMonth(
        **heading(of),
        **_counts(found.judged),
        rows=tuple(_shown(of, each, costs) for each in found.chosen),
        not_listed=len(found.visible) - len(found.chosen),
        withheld=withheld.why(of.agreed.dataset, len(found.telling) - len(found.visible), view.cases),
        breakdowns=tuple(_broken_down(of, found.judged, view)),
        steps=steps,
    )


def _find(cursor: DuckDBPyConnection, of: Measured, view: View) -> _Found:
    judged, parts = behind(cursor, of)
    hidden: frozenset[Place] = frozenset()
    if of.source == "records":
        selections = [[each.row for each in judged], [each.row for each in judged if each.counts]]
        hidden = withheld.withheld(of.agreed.dataset, selections, view.cases)
    found = _Found(judged, parts, listed(of, judged), hidden, ())
    return replace(found, chosen=found.visible[: view.most])


def _costs(of: Measured, found: _Found) -> tuple[Costs, tuple[Step, ...]]:
    """Work out costs. The measure without a hidden route would give it away; without a case it follows from counts."""
    failed = [each for each in found.telling if each.failed]
    may_step = not found.hidden or isinstance(of.agreed.measure, FromCases)
    return costs_of(of, found.parts, [each.row.place for each in found.chosen], failed if may_step else [])


def _counts(judged: Sequence[Judged]) -> dict[str, Any]:
    left_out = Counter(each.verdict.why for each in judged if not each.counts)
    return {
        "entered": sum(each.counts for each in judged),
        "failed": sum(each.failed for each in judged),
        "left_out": tuple(LeftOut(why=why, rows=rows) for why, rows in left_out.most_common()),
    }


def _broken_down(of: Measured, judged: Sequence[Judged], view: View) -> Iterator[Breakdown]:
    sees = view.cases.allowed
    offered = offered_by(of.agreed.dataset, sees_cases=sees) if of.source == "records" else ()
    if view.by is not None and view.by not in offered:
        raise NoSuchColumn(of.agreed, view.by, offered)
    entered = [Entered(each.row, each.part) for each in judged if each.counts and each.part is not None]
    for column in offered if entered else ():
        if view.by in (None, column):
            yield breakdown(of.agreed, of.target, entered, column, sees_cases=sees)


def _shown(of: Measured, each: Judged, costs: Costs) -> RowShown:
    row, part = each.row, each.part
    found = None if part is None else (Fraction(part.numerator, FIGURE_SCALE), Fraction(part.denominator, FIGURE_SCALE))
    own = costs.get(row.place)
    return RowShown(
        key=row.key,
        month=months.label(row.month),
        submission=row.place.submission,
        file_name=row.file_name,
        sheet=row.sheet,
        row=row.place.sheet_row,
        cells=row.cells,
        did=each.verdict.did,
        why=each.verdict.why,
        counts="" if found is None else _counted(of, found),
        numerator="" if found is None else plain(found[0]),
        denominator="" if found is None or is_plain_sum(of.agreed) else plain(found[1]),
        days_taken=days_taken(row),
        due_day=due_day(row),
        without="" if own is None else own.measure,
        cost=None if own is None else sum(cost.pence for cost in own.costs),
        costs=() if own is None else own.costs,
    )


def _counted(of: Measured, found: tuple[Fraction, Fraction]) -> str:
    """Write what a row adds: ``0 of 1`` for a case, its own value for a row that is summed."""
    if isinstance(of.agreed.measure, FromCases):
        return f"{plain(found[0])} of {plain(found[1])}"
    return value_of(of.agreed, of.target, found)
