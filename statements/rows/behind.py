"""What stands behind a measure: the rows of the returns that it was put together from, and what each did to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from duckdb import DuckDBPyConnection

from contracts import months
from contracts.errors import ReckonerError
from contracts.indicators import FromCases, Indicator
from contracts.months import Month
from statements import evidence
from statements.history import number_of
from statements.ledger import Ledger
from statements.rows.documents import FAILED
from statements.rows.entering import Part, Parts, Place, entering
from statements.rows.sheet import SheetRow, sheet_rows
from statements.rows.verdicts import NOTHING_IN_THE_MONTH, Verdict, verdict
from statements.stages_shown import returned_row

Source = Literal["records", "stated", "none"]


class NotMeasuredThen(ReckonerError):
    """A month in which an indicator is not measured, so that there are no rows behind it."""

    def __init__(self, indicator: Indicator, month: Month) -> None:
        super().__init__(
            f"{indicator.id} is not measured in {months.spoken(month)}, so there are no rows behind it. Choose a month "
            "that the page of the indicator lists."
        )


@dataclass(frozen=True)
class Measured:
    """An indicator in a month in which it is measured, by its number in contract order."""

    ledger: Ledger
    number: int
    month: Month

    @property
    def agreed(self) -> Indicator:
        """The indicator as agreed."""
        return self.ledger.frozen.contract.indicators[self.number - 1]

    @property
    def target(self) -> Fraction | None:
        """Its target in the month."""
        return self.ledger.target(self.number, self.month)

    @property
    def together(self) -> list[Month]:
        """The months whose rows the measure was put together from: itself, or all of the pool that it closes."""
        pool = self.ledger.pools.get((self.number, self.month))
        closes = pool is not None and pool["closes"]
        return evidence.months_of(self.ledger, self.number, self.month) if closes else [self.month]

    @property
    def source(self) -> Source:
        """Whether the figure comes from records, from a row of the indicators sheet, or from neither."""
        frozen, dataset = self.ledger.frozen, self.agreed.dataset
        if dataset != "indicators" and any((at, dataset) in frozen.in_force for at in self.together):
            return "records"
        return "stated" if any((self.agreed.id, at) in frozen.stated for at in self.together) else "none"


@dataclass(frozen=True)
class Judged:
    """A row with what it added to the measure, if it counts, and what that did."""

    row: SheetRow
    part: Part | None
    verdict: Verdict

    @property
    def counts(self) -> bool:
        """Whether the row is part of the measure."""
        return self.verdict.did != "left out"

    @property
    def failed(self) -> bool:
        """Whether the row counts against the provider."""
        return self.verdict.did in FAILED


def measured(ledger: Ledger, indicator: str, month: Month) -> Measured:
    """Return an indicator in a month.

    Raises:
        NoSuchIndicator, NotMeasuredThen: there is none by that id, or it is not measured in that month.
    """
    found = Measured(ledger, number_of(ledger.frozen.contract, indicator), month)
    if (found.number, month) not in ledger.measures:
        raise NotMeasuredThen(found.agreed, month)
    return found


def behind(cursor: DuckDBPyConnection, of: Measured) -> tuple[list[Judged], Parts]:
    """Return every row of the sheet that the measure is taken from, the failed first, and what each row adds to all."""
    if of.source == "none":
        return [], {}
    if of.source == "stated":
        return [Judged(row, None, Verdict("stated", "The figure itself")) for row in stated_rows(cursor, of)], {}
    parts = entering(of.ledger.frozen, of.agreed.dataset, of.together)
    rows = sheet_rows(cursor, of.ledger.frozen, of.agreed.dataset, of.together)
    judged = [_judged(of, row, parts.get(row.place, {}).get(of.number)) for row in rows]
    return sorted(judged, key=_failed_first), parts


def stated_rows(cursor: DuckDBPyConnection, of: Measured) -> list[SheetRow]:
    """Return the rows of the indicators sheet that state the figure, one for each month put together."""
    stated = {at: row for at in of.together if (row := returned_row(of.ledger, of.number, at))}
    places = {(int(row["submission"]), int(row["sheet_row"])) for row in stated.values()}
    besides = {int(row["submission"]): at for at, row in stated.items()}
    rows = sheet_rows(cursor, of.ledger.frozen, "indicators", of.together, besides)
    return [row for row in rows if (row.place.submission, row.place.sheet_row) in places]


def _judged(of: Measured, row: SheetRow, part: Part | None) -> Judged:
    said = verdict(of.agreed, of.target, row, part)
    return Judged(row, part or (Part(0, 0) if said.did != "left out" else None), said)


def _failed_first(each: Judged) -> tuple[int, Fraction, Place]:
    rank = 0 if each.failed else 1 if each.counts else 2
    return rank, -each.verdict.badness, each.row.place


def listed(of: Measured, judged: Sequence[Judged]) -> list[Judged]:
    """Return the rows worth a line each: those that count, and the plans of the month that were left out."""
    cases = isinstance(of.agreed.measure, FromCases)
    return [each for each in judged if each.counts or (cases and each.verdict.why != NOTHING_IN_THE_MONTH)]
