"""One row of a return, from the cell up: what it did to each indicator, and the statements with it and without it."""

import re
from collections.abc import Iterator
from typing import Final

from duckdb import DuckDBPyConnection

from contracts import months
from contracts.agreement import Dataset as DatasetId
from contracts.errors import ReckonerError
from contracts.months import Month
from ingest.datasets import DATASETS
from statements import evidence
from statements.evidence import SHEETS
from statements.ledger import Ledger, work_out
from statements.measures import measure_text
from statements.rows import withheld
from statements.rows.behind import Measured
from statements.rows.costs import by_month
from statements.rows.documents import CostInMonth, RowCost, RowEffect, StatementWithout
from statements.rows.entering import Parts, entering
from statements.rows.sheet import SheetRow, sheet_rows
from statements.rows.verdicts import Verdict, verdict
from statements.rows.without import frozen_without
from statements.rows.words import words
from store.moments import shown
from store.policy import Decision, NotAllowed

_ROW: Final = re.compile(r"\d{1,7}")


class NotARow(ReckonerError):
    """A text that was expected to name a row of a sheet."""

    def __init__(self, found: str) -> None:
        super().__init__(f"Found “{found}”. A row is written as its sheet and row, such as “EHC assessments!17”.")


class NoSuchRow(ReckonerError):
    """A row that the returns that count for a month do not have."""

    def __init__(self, ledger: Ledger, month: Month, found: str) -> None:
        frozen = ledger.frozen
        spans = [
            f"“{SHEETS[dataset]}” has rows {span[0]} to {span[1]}"
            for (at, dataset), submission in sorted(frozen.in_force.items())
            if at == month and (span := frozen.row_spans.get((submission, dataset)))
        ]
        known = f"{'; '.join(spans)}." if spans else "No return has come for it."
        super().__init__(f"Found “{found}”. The returns for {months.spoken(month)} have no such row. {known}")


def row_cost(cursor: DuckDBPyConnection, ledger: Ledger, month: Month, written: str, cases: Decision) -> RowCost:
    """Return what a row of a month's return cost at the margin.

    Args:
        cursor: on the store that the ledger was drawn from.
        ledger: with the row.
        month: of the return.
        written: the sheet and the row, such as ``EHC assessments!17``.
        cases: whether the person may see single cases.

    Raises:
        NotARow, NoSuchRow: the text names none, or none that counts.
        NotAllowed: the row tells of a single child, and the person may not see such rows.
    """
    dataset, sheet_row = _read(ledger, month, written)
    rows = sheet_rows(cursor, ledger.frozen, dataset, [month])
    found = next((row for row in rows if row.place.sheet_row == sheet_row), None)
    if found is None:
        raise NoSuchRow(ledger, month, written)
    parts = entering(ledger.frozen, dataset, [month]) if dataset != "indicators" else {}
    counted = [[row for row in rows if number in parts.get(row.place, {})] for number in _numbers(ledger, dataset)]
    if found.place in withheld.withheld(dataset, [rows, *counted], cases):
        raise NotAllowed(cases)
    return _told(ledger, month, found, parts)


def _read(ledger: Ledger, month: Month, written: str) -> tuple[DatasetId, int]:
    """Read a sheet's own name, or the name of its dataset, and a row."""
    sheet, _, row = (part.strip() for part in written.rpartition("!"))
    sheet = sheet.removeprefix("'").removesuffix("'").casefold()
    if not (sheet and _ROW.fullmatch(row)):
        raise NotARow(written)
    frozen = ledger.frozen
    sheets = {each.sheet.casefold(): each.id for each in DATASETS.values()}
    for (at, dataset), submission in frozen.in_force.items():
        named = {
            sheet for (number, of, _), (sheet, _) in frozen.columns.items() if (number, of) == (submission, dataset)
        }
        sheets |= {name.casefold(): known for name in named for known in DATASETS if at == month and known == dataset}
    if sheet not in sheets:
        raise NoSuchRow(ledger, month, written)
    return sheets[sheet], int(row)


def _numbers(ledger: Ledger, dataset: DatasetId) -> list[int]:
    agreed = enumerate(ledger.frozen.contract.indicators, start=1)
    return [number for number, indicator in agreed if indicator.dataset == dataset]


def _told(ledger: Ledger, month: Month, row: SheetRow, parts: Parts) -> RowCost:
    frozen = ledger.frozen
    after = work_out(frozen_without(frozen, [row.place]))
    costs = by_month(ledger, {at: int(total["net"]) for at, total in after.net.items()})
    effects = tuple(_effects(ledger, after, month, row, parts))
    cost = sum(each.pence for each in costs)
    return RowCost(
        contract=frozen.contract.id,
        title=frozen.contract.contract.title,
        month=months.label(month),
        known_at=shown(frozen.known_at),
        illustrative=bool(frozen.contract.illustrative),
        key=row.key,
        submission=row.place.submission,
        file_name=row.file_name,
        file_hash=frozen.submissions[row.place.submission].file_hash,
        sheet=row.sheet,
        row=row.place.sheet_row,
        cells=row.cells,
        effects=effects,
        statements=tuple(_without(ledger, each) for each in costs),
        cost=cost,
        words=words(ledger, after, effects, cost),
    )


def _without(ledger: Ledger, cost: CostInMonth) -> StatementWithout:
    """Return a month's statement as it would be without the row."""
    net = int(ledger.net[months.parse(cost.month)]["net"])
    return StatementWithout(month=cost.month, net=net, net_without=net + cost.pence, pence=cost.pence)


def _effects(ledger: Ledger, after: Ledger, month: Month, row: SheetRow, parts: Parts) -> Iterator[RowEffect]:
    for number, indicator in enumerate(ledger.frozen.contract.indicators, start=1):
        if (number, month) not in ledger.measures:
            continue
        said = _said(Measured(ledger, number, month), row, parts)
        if said is None:
            continue
        judged = _judged_in(ledger, number, month)
        yield RowEffect(
            indicator=indicator.id,
            indicator_title=indicator.title,
            clause=indicator.clause,
            judged=months.label(judged),
            did=said.did,
            why=said.why,
            measure=measure_text(ledger, number, judged),
            status=ledger.status(number, judged),
            measure_without=measure_text(after, number, judged),
            status_without=after.status(number, judged),
        )


def _said(of: Measured, row: SheetRow, parts: Parts) -> Verdict | None:
    """Say what a row did to an indicator; ``None`` where it has nothing to do with it."""
    if row.place.dataset == "indicators":
        return _of_stated(of) if row.values["indicator"] == of.agreed.id else None
    if row.place.dataset != of.agreed.dataset:
        return None
    return verdict(of.agreed, of.target, row, parts.get(row.place, {}).get(of.number))


def _of_stated(of: Measured) -> Verdict:
    if of.source == "records":
        return Verdict("counted", "Its figure is counted from records; this row is held against them")
    return Verdict("stated", "The figure itself")


def _judged_in(ledger: Ledger, number: int, month: Month) -> Month:
    """Return the month in which a measure is judged: its own, or the one that closes the pool that it is in."""
    closing = (
        at
        for (of, at), pool in sorted(ledger.pools.items())
        if of == number and at >= month and pool["closes"] and month in evidence.months_of(ledger, number, at)
    )
    return next(closing, month)
