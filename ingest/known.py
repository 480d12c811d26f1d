"""What the store knows that checking a return needs."""

from datetime import date
from typing import Final

import polars as pl
from duckdb import DuckDBPyConnection

from contracts.contract import Contract
from contracts.london import in_london
from contracts.months import Month, of_day
from ingest.datasets import DATASETS
from ingest.findings import Finding
from ingest.history import EARLIER, History
from store.contract_versions import contract_version
from store.events import events
from store.headings import headings
from store.returns import TABLE_OF, findings, receipts, rows

CLOSING: Final = "close contract"
"""The action of the event that closes a contract; from its day on no return is taken."""

_VERSION_LETTERS: Final = 12
_HELD: Final = """
select period, dataset, max(submission)
from submission_column inner join submission using (submission)
where contract = ?
group by period, dataset
"""


def version_of(digest: str) -> str:
    """Return the template version that stands for a contract version's digest."""
    return digest[:_VERSION_LETTERS]


def history(cursor: DuckDBPyConnection, contract: Contract, month: Month) -> History:
    """Gather what is known for the return of a month."""
    held = datasets_held(cursor, contract.id)
    version = contract_version(cursor, contract.id)
    return History(
        current={dataset: _rows(cursor, dataset, number) for dataset, number in held.get(month, {}).items()},
        earlier=_earlier(cursor, {each: of for each, of in held.items() if each < month}),
        aliases=headings(cursor, contract.contract.provider),
        reasons=_reasons(cursor, contract.id, month),
        template_version=version_of(version.digest),
        closed_on=_closed_on(cursor, contract.id),
    )


def datasets_held(cursor: DuckDBPyConnection, contract: str) -> dict[Month, dict[str, int]]:
    """Return which submission counts for each month and dataset: the latest accepted one that holds the dataset."""
    held: dict[Month, dict[str, int]] = {}
    for period, dataset, submission in cursor.execute(_HELD, [contract]).fetchall():
        held.setdefault(of_day(period), {})[dataset] = submission
    return held


def _rows(cursor: DuckDBPyConnection, dataset: str, submission: int) -> pl.DataFrame:
    return rows(cursor, TABLE_OF[dataset], [submission]).drop("submission")


def _earlier(cursor: DuckDBPyConnection, held: dict[Month, dict[str, int]]) -> pl.DataFrame:
    numbers = [of["indicators"] for of in held.values() if "indicators" in of]
    found = rows(cursor, TABLE_OF["indicators"], numbers) if numbers else pl.DataFrame(schema=EARLIER)
    return found.select(list(EARLIER))


def _reasons(cursor: DuckDBPyConnection, contract: str, month: Month) -> dict[str, str]:
    """The reasons given for a month's earlier files, by rule and row; the latest counts."""
    given: dict[str, str] = {}
    for receipt in receipts(cursor, contract):
        if receipt.period == month:
            for each in findings(cursor, receipt.receipt):
                if each.reason:
                    words = (each.found, each.expected, each.remedy, each.row_key)
                    given[Finding(each.code, "reason", each.sheet, each.cell, *words).key] = each.reason
    return given


def _closed_on(cursor: DuckDBPyConnection, contract: str) -> date | None:
    closed = [in_london(each.at) for each in events(cursor) if (each.action, each.subject) == (CLOSING, contract)]
    return closed[-1] if closed else None


def sheets_of(datasets: set[str]) -> str:
    """Name datasets by their sheets, in the order of the template."""
    return ", ".join(dataset.sheet for dataset in DATASETS.values() if dataset.id in datasets)
