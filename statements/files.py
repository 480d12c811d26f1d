"""A return on its way in: what is asked with it, and the report of what became of it or would.

The report says what was found, what differs from what was accepted before, and what that does to the month's payment.
"""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from duckdb import DuckDBPyConnection
from pydantic import Base64Bytes, BaseModel

from contracts import months, wording
from contracts.contract import Contract
from contracts.months import Month
from contracts.terms.spans import statement_offset
from ingest.acceptance import Outcome, rehearse, submit
from ingest.datasets import DATASETS, Field
from ingest.following import Follow, unfollowed
from ingest.particulars import without_particulars
from ingest.preview import DatasetPreview
from statements.asked import Moment
from statements.documents import Document
from statements.freeze import Frozen, freeze
from statements.ledger import Ledger
from statements.ledgers import ledger_of, ledger_seen
from statements.life.certified import open_month
from statements.measures import number
from statements.of_other_months import worked_out
from store.events import head
from store.session import Store


class FileAsked(BaseModel):
    """Hands a file in, to be checked or loaded; ``reasons`` are by a finding's key, such as “I04 OP4”."""

    file_name: str
    content: Base64Bytes
    contract: str | None = None
    month: str | None = None
    received_at: Moment | None = None
    reasons: dict[str, str] = {}
    replace_reason: str | None = None


class FindingShown(Document):
    """One finding in a return."""

    key: str
    code: str
    severity: str
    sheet: str | None
    cell: str | None
    found: str
    expected: str
    remedy: str
    reason: str | None


class RowsShown(Document):
    """What a file does to the rows of one dataset."""

    dataset: str
    new: int
    changed: int
    unchanged: int
    removed: int
    rejected: int


class ChangeShown(Document):
    """One cell that differs from what was accepted before, on the row with that key; blank is an empty text."""

    dataset: str
    row: str
    heading: str
    before: str
    after: str


class FileReport(Document):
    """What became of a file, or would: findings, rows, and the effect on the net payment of a month in pence.

    ``cells`` is how many the file has, blank ones included; 0 of one that was refused. ``payment`` is the month whose
    net payment is told: the file's own, or the one after it where that prices its failures. Where that is certified,
    ``adjusted_in`` is the month on whose statement the difference comes.
    """

    file_name: str
    became: str
    recorded: bool
    contract: str | None
    month: str | None
    receipt: int | None
    submission: int | None
    findings: tuple[FindingShown, ...]
    rows: tuple[RowsShown, ...]
    changes: tuple[ChangeShown, ...] = ()
    cells: int = 0
    net_before: int | None = None
    net_after: int | None = None
    payment: str | None = None
    adjusted_in: str | None = None


def check_file(store: Store, person: str, asked: FileAsked, follow: Follow = unfollowed) -> FileReport:
    """Say everything that is found in a return, what it would change and do to the month's payment; record nothing.

    ``follow`` is told how far it has come.
    """
    outcome, foreseen = rehearse(
        store,
        person,
        asked.content,
        asked.file_name,
        lambda cursor, contract: _as_it_would_be(store, cursor, contract),
        **_hints(asked),
        follow=follow,
    )
    if foreseen is None or outcome.contract is None:
        return _report(asked, outcome)
    return _with_effect(_report(asked, outcome), ledger_of(store, outcome.contract), worked_out(foreseen))


def _as_it_would_be(store: Store, cursor: DuckDBPyConnection, contract: Contract) -> Frozen:
    return freeze(cursor, contract.id, store.clock())


def load_file(store: Store, person: str, asked: FileAsked) -> FileReport:
    """Load a return: refused, rejected or accepted, each with a receipt; say what it did to the month's payment."""
    with store.read() as before:
        head(before)  # The first look fixes the state that the cursor sees.
        outcome = submit(
            store,
            person,
            asked.content,
            asked.file_name,
            **_hints(asked),
            replace_reason=asked.replace_reason,
        )
        if outcome.became != "accepted" or outcome.contract is None:
            return _report(asked, outcome)
        was = ledger_seen(store, before, outcome.contract)
    return _with_effect(_report(asked, outcome), was, ledger_of(store, outcome.contract))


def _with_effect(report: FileReport, before: Ledger, after: Ledger) -> FileReport:
    month = _paid_in(before, after, months.parse(report.month or ""))
    figures = {"net_before": _net(before, month), "net_after": _net(after, month)}
    certified = after.frozen.certified
    following = open_month(certified) if month in certified else None
    # After the last statement there is none to put anything right on: then the final account has it.
    adjusted_in = months.label(following) if following in after.net and following is not None else None
    return report.model_copy(update={**figures, "payment": months.label(month), "adjusted_in": adjusted_in})


def _paid_in(before: Ledger, after: Ledger, month: Month) -> Month:
    """Return the month whose payment a month's return is about: where the next one prices failures, that one.

    What the month itself pays for its figures comes first, if that is what changes.
    """
    priced = Month(month + statement_offset(after.frozen.contract))
    return priced if priced in after.net and _net(before, month) == _net(after, month) else month


def _net(ledger: Ledger, month: Month) -> int | None:
    row = ledger.net.get(month)
    return None if row is None else int(row["net"])


def _hints(asked: FileAsked) -> dict[str, Any]:
    month = None if asked.month is None else months.parse(asked.month)
    said = {"received_at": asked.received_at, "reasons": asked.reasons}
    return {"contract": asked.contract, "month": month, **said}


def _report(asked: FileAsked, outcome: Outcome) -> FileReport:
    return FileReport(
        file_name=without_particulars(asked.file_name),
        became=outcome.became,
        recorded=outcome.recorded,
        contract=outcome.contract,
        month=None if outcome.month is None else months.label(outcome.month),
        receipt=outcome.receipt,
        submission=outcome.submission,
        findings=tuple(_findings(outcome)),
        rows=tuple(RowsShown(**_rows(each)) for each in outcome.preview),
        changes=tuple(change for each in outcome.preview for change in _changes(each)),
        cells=outcome.cells,
    )


def _rows(each: DatasetPreview) -> dict[str, Any]:
    return {name: getattr(each, name) for name in RowsShown.model_fields}


def _changes(each: DatasetPreview) -> Iterator[ChangeShown]:
    dataset = {known.id: known for known in DATASETS.values()}[each.dataset]  # type: ignore[index]
    for change in each.changes:
        field = dataset.field(change.field)
        values = {"before": _written(field, change.before), "after": _written(field, change.after)}
        row = without_particulars(", ".join(change.key))
        yield ChangeShown(dataset=each.dataset, row=row, heading=field.heading, **values)


def _written(field: Field, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if field.kind == "money":
        return wording.pounds(int(value * 100))
    return number(Fraction(value)) if isinstance(value, (Decimal, int)) else without_particulars(str(value))


def _findings(outcome: Outcome) -> Iterator[FindingShown]:
    if outcome.refusal is not None:
        said = {name: getattr(outcome.refusal, name) for name in ("code", "found", "expected", "remedy")}
        yield FindingShown(key=outcome.refusal.code, severity="blocking", sheet=None, cell=None, reason=None, **said)
    for each in outcome.findings:
        shown = {name: getattr(each, name) for name in FindingShown.model_fields if name != "reason"}
        yield FindingShown(**shown, reason=outcome.reasons.get(each.key))
