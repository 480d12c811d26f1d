"""Returns as they are kept: receipts, submissions, their rows and findings.

Every read of what can be added to takes ``as_known_on``: with a moment it answers as it would have answered then,
without one as now. ``store.arrivals`` writes what is read here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

import polars as pl
from duckdb import DuckDBPyConnection

from contracts.months import Month, of_day
from store.moments import limit, shown
from store.queries import query

TABLE_OF: Final[Mapping[str, str]] = {
    "indicators": "indicator_row",
    "ehc_assessments": "case_row",
    "traded_services": "traded_service_row",
    "sen_transport": "transport_row",
    "finance_lines": "finance_row",
}


class Outcome(StrEnum):
    """What became of a file: rejected is readable with blocking findings, refused is not readable or not ours."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    REFUSED = "refused"


@dataclass(frozen=True)
class Holding:
    """What a readable file held: a dataset, and for indicators which one, and its figure's stage if that is said."""

    dataset: str
    indicator: str | None = None
    stage: str | None = None


@dataclass(frozen=True)
class FoundInFile:
    """One finding as it is kept; ``severity`` is blocking, reason or information."""

    code: str
    severity: str
    sheet: str | None
    cell: str | None
    found: str
    expected: str
    remedy: str
    row_key: str | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Column:
    """Where a field stood: dataset, sheet, field, and the letter of its column."""

    dataset: str
    sheet: str
    field: str
    column_letter: str


@dataclass(frozen=True)
class Receipt:
    """A receipt as it is kept; both moments in UTC, ``received_at`` decides lateness."""

    receipt: int
    contract: str | None
    period: Month | None
    file_hash: str
    file_name: str
    received_at: datetime
    known_at: datetime
    person: str
    outcome: Outcome
    submission: int | None


@dataclass(frozen=True)
class Submission:
    """An accepted return as it is kept, with the hash and arrival of its file; moments in UTC."""

    submission: int
    receipt: int
    contract: str
    period: Month
    template_version: str | None
    supersedes: int | None
    reason: str | None
    known_at: datetime
    file_hash: str
    received_at: datetime


def receipts(
    cursor: DuckDBPyConnection, contract: str | None = None, as_known_on: datetime | None = None
) -> tuple[Receipt, ...]:
    """Return a contract's receipts in the order of their numbers; without a contract, those of all and of none."""
    found = cursor.execute(query("receipts"), {"contract": contract, "as_known_on": limit(as_known_on)}).fetchall()
    return tuple(_receipt(*row) for row in found)


def _receipt(number: int, contract: str | None, period: date | None, *rest: Any) -> Receipt:
    file_hash, file_name, received, known, person, outcome, submission = rest
    month = None if period is None else of_day(period)
    moments = (shown(received), shown(known))
    return Receipt(number, contract, month, file_hash, file_name, *moments, person, Outcome(outcome), submission)


def submissions(
    cursor: DuckDBPyConnection, contract: str, as_known_on: datetime | None = None
) -> tuple[Submission, ...]:
    """Return a contract's submissions in the order of their numbers, superseded ones included."""
    found = cursor.execute(query("submissions"), {"contract": contract, "as_known_on": limit(as_known_on)}).fetchall()
    return tuple(_submission(*row) for row in found)


def _submission(number: int, receipt: int, contract: str, period: date, *rest: Any) -> Submission:
    template_version, supersedes, reason, known, file_hash, received = rest
    told = (template_version, supersedes, reason)
    return Submission(number, receipt, contract, of_day(period), *told, shown(known), file_hash, shown(received))


def current_submissions(
    cursor: DuckDBPyConnection, contract: str, as_known_on: datetime | None = None
) -> dict[Month, Submission]:
    """Return the submission that counts for each month of a contract: the one that no known other supersedes."""
    known = submissions(cursor, contract, as_known_on)
    superseded = {each.supersedes for each in known}
    return {each.period: each for each in known if each.submission not in superseded}


def current_submission(
    cursor: DuckDBPyConnection, contract: str, period: Month, as_known_on: datetime | None = None
) -> Submission | None:
    """Return the submission that counts for a month, if there is one."""
    return current_submissions(cursor, contract, as_known_on).get(period)


def submission_by_hash(
    cursor: DuckDBPyConnection, contract: str, period: Month, file_hash: str, as_known_on: datetime | None = None
) -> Submission | None:
    """Return the submission that a file became, so that the same file twice is one submission."""
    known = submissions(cursor, contract, as_known_on)
    same = [each for each in known if each.period == period and each.file_hash == file_hash]
    return same[-1] if same else None


def findings(cursor: DuckDBPyConnection, receipt: int) -> tuple[FoundInFile, ...]:
    """Return what was said about a file, in the order in which it was shown."""
    found = cursor.execute(query("findings"), {"receipt": receipt}).fetchall()
    return tuple(FoundInFile(*row) for row in found)


def holdings(cursor: DuckDBPyConnection, receipt: int) -> tuple[Holding, ...]:
    """Return what a readable file held."""
    found = "select dataset, indicator, stage from receipt_holding where receipt = ? order by all"
    return tuple(Holding(*row) for row in cursor.execute(found, [receipt]).fetchall())


def columns(cursor: DuckDBPyConnection, submission: int) -> tuple[Column, ...]:
    """Return where each field of a submission stood."""
    found = "select dataset, sheet, field, column_letter from submission_column where submission = ? order by all"
    return tuple(Column(*row) for row in cursor.execute(found, [submission]).fetchall())


def rows(cursor: DuckDBPyConnection, table: str, submission: Sequence[int]) -> pl.DataFrame:
    """Return the rows of a table (a value of ``TABLE_OF``) that came with some submissions, in the sheet's order."""
    relation = cursor.table(table).filter(f"submission in {[int(each) for each in submission]}")
    found: pl.DataFrame = relation.order("submission, sheet_row").pl()
    return found
