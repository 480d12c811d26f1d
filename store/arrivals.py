"""What arrives and is recorded: a receipt for every file, a submission with its rows for every accepted one."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import datetime

import polars as pl
from duckdb import DuckDBPyConnection

from contracts.errors import ReckonerError
from contracts.months import Month, first_day, spoken
from store.frames import append
from store.moments import shown, stored
from store.returns import Column, FoundInFile, Holding, Outcome, Submission, current_submission
from store.session import Writing


class AlreadySubmitted(ReckonerError):
    """A month has a submission, and the new one does not say that it replaces it."""

    def __init__(self, contract: str, period: Month, current: int | None) -> None:
        there = f"has submission {current}" if current else "has no submission to replace"
        super().__init__(
            f"“{contract}”, {spoken(period)}, {there}. A replacement names the submission it supersedes and gives a "
            "reason; a first submission names none."
        )


@dataclass(frozen=True)
class Arrival:
    """A file as it arrived. ``contract`` and ``period`` are null if it was not recognised."""

    contract: str | None
    period: Month | None
    file_hash: str
    file_name: str
    received_at: datetime
    holdings: tuple[Holding, ...] = ()
    findings: tuple[FoundInFile, ...] = ()


def record_receipt(writing: Writing, arrival: Arrival, outcome: Outcome) -> int:
    """Record a file that was rejected or refused and return the receipt's number."""
    return _record_receipt(writing, arrival, outcome, None)


def record_submission(  # noqa: PLR0913 -- a submission has these parts
    writing: Writing,
    arrival: Arrival,
    rows: Mapping[str, pl.DataFrame],
    *,
    columns: Sequence[Column] = (),
    template_version: str | None = None,
    supersedes: int | None = None,
    reason: str | None = None,
) -> Submission:
    """Record an accepted return: receipt, submission, rows, their columns and findings.

    Args:
        writing: the write it is part of.
        arrival: the file; contract and period must be known.
        rows: frames by table (values of ``TABLE_OF``) with every column but ``submission``.
        columns: where each field stood.
        template_version: as the file stated it.
        supersedes: the current submission of that month, if this replaces it.
        reason: why it replaces it.

    Raises:
        AlreadySubmitted: ``supersedes`` is not the month's current submission.
    """
    contract, period = arrival.contract, arrival.period
    if contract is None or period is None:
        message = "Only a file whose contract and month are known is accepted."
        raise ValueError(message)
    _require_current(writing, contract, period, supersedes)
    number = _next(writing.cursor, "submission")
    receipt = _record_receipt(writing, arrival, Outcome.ACCEPTED, number)
    row = (number, receipt, contract, first_day(period), template_version, supersedes, reason, writing.at)
    writing.cursor.execute("insert into submission values (?, ?, ?, ?, ?, ?, ?, ?)", row)
    for table, frame in [*rows.items(), ("submission_column", _frame(Column, columns))]:
        append(writing.cursor, table, frame.with_columns(submission=pl.lit(number, pl.Int32)))
    known = shown(writing.at)
    received = shown(stored(arrival.received_at))
    return Submission(
        number, receipt, contract, period, template_version, supersedes, reason, known, arrival.file_hash, received
    )


def _require_current(writing: Writing, contract: str, period: Month, supersedes: int | None) -> None:
    """Go on only if a return takes the place of the month's current submission, or of none where there is none."""
    current = current_submission(writing.cursor, contract, period)
    replaceable = current.submission if current else None
    if replaceable != supersedes:
        raise AlreadySubmitted(contract, period, replaceable)


def _record_receipt(writing: Writing, arrival: Arrival, outcome: Outcome, submission: int | None) -> int:
    receipt = _next(writing.cursor, "receipt")
    about = (arrival.contract, None if arrival.period is None else first_day(arrival.period))
    file = (arrival.file_hash, arrival.file_name, stored(arrival.received_at))
    row = (receipt, *about, *file, writing.at, writing.person, str(outcome), submission)
    writing.cursor.execute("insert into receipt values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    number = pl.lit(receipt, pl.Int32)
    append(writing.cursor, "receipt_holding", _frame(Holding, arrival.holdings).with_columns(receipt=number))
    findings = _frame(FoundInFile, arrival.findings).with_row_index("position", offset=1)
    append(writing.cursor, "finding", findings.with_columns(receipt=number))
    return receipt


def _frame(kind: type[Holding | FoundInFile | Column], items: Sequence[Holding | FoundInFile | Column]) -> pl.DataFrame:
    names = [field.name for field in fields(kind)]
    return pl.DataFrame([astuple(item) for item in items], schema=dict.fromkeys(names, pl.String), orient="row")


def _next(cursor: DuckDBPyConnection, table: str) -> int:
    highest = f"select coalesce(max({table}), 0) + 1 from {table}"
    number: int = cursor.execute(highest).fetchall()[0][0]
    return number
