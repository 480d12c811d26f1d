"""Where a figure came from: the submission, its file, the sheet and the cells."""

from contracts.months import Month
from statements.documents import Evidence
from statements.freeze import Frozen
from store.moments import shown

SHEETS = {
    "indicators": "Indicators",
    "ehc_assessments": "EHC assessments",
    "traded_services": "Traded services",
    "sen_transport": "SEN transport",
    "finance_lines": "Finance lines",
}

_FIGURES = ("numerator", "denominator", "stated_value")


def of_measure(frozen: Frozen, indicator: int, month: Month) -> tuple[Evidence, ...]:
    """Return where an indicator's figure of a month stands: as stated, and in the records where it is counted."""
    agreed = frozen.contract.indicators[indicator - 1]
    found = [_stated(frozen, agreed.id, month)]
    if agreed.dataset != "indicators":
        found.append(_records(frozen, agreed.dataset, month))
    return tuple(each for each in found if each is not None)


def _stated(frozen: Frozen, indicator: str, month: Month) -> Evidence | None:
    row = frozen.stated.get((indicator, month))
    if row is None:
        return None
    submission = int(row["submission"])
    places = [frozen.columns.get((submission, "indicators", field)) for field in _FIGURES]
    cells = ", ".join(f"{letter}{row['sheet_row']}" for _, letter in (place for place in places if place))
    return _evidence(frozen, submission, "indicators", cells, "as stated by the provider")


def _records(frozen: Frozen, dataset: str, month: Month) -> Evidence | None:
    submission = frozen.in_force.get((month, dataset))
    if submission is None:
        return None
    span = frozen.row_spans.get((submission, dataset))
    rows = f"rows {span[0]} to {span[1]}" if span else "no rows"
    return _evidence(frozen, submission, dataset, rows, "counted from the records")


def _evidence(frozen: Frozen, submission: int, dataset: str, cells: str, says: str) -> Evidence:
    accepted = frozen.submissions[submission]
    sheets = {
        sheet for (number, name, _), (sheet, _) in frozen.columns.items() if (number, name) == (submission, dataset)
    }
    return Evidence(
        submission=submission,
        file_name=frozen.file_names[submission],
        file_hash=accepted.file_hash,
        received_at=shown(accepted.received_at.replace(tzinfo=None)),
        sheet=next(iter(sheets), SHEETS[dataset]),
        cells=cells,
        says=says,
    )
