"""Where a figure came from: the submission, its file, the sheet and the cells."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from contracts import months
from contracts.indicators import Indicator
from contracts.months import Month
from statements.documents import Evidence
from statements.freeze import Frozen
from statements.ledger import Ledger
from statements.measures import in_unit, number
from statements.stages_shown import returned_row
from store.moments import shown

SHEETS = {
    "indicators": "Indicators",
    "ehc_assessments": "EHC assessments",
    "traded_services": "Traded services",
    "sen_transport": "SEN transport",
    "finance_lines": "Finance lines",
}

_FIGURES = ("numerator", "denominator", "stated_value")


def of_measure(ledger: Ledger, indicator: int, month: Month) -> tuple[Evidence, ...]:
    """Return where an indicator's figure of a month stands: as stated, and in the records where it is counted.

    Where months too small to judge were put together, that is where the figures of each of them stand.
    """
    agreed = ledger.frozen.contract.indicators[indicator - 1]
    found: list[Evidence | None] = []
    for each in months_of(ledger, indicator, month):
        of_month = "" if each == month else f" for {months.spoken(each)}"
        row = returned_row(ledger, indicator, each)
        if row:
            found.append(_stated(ledger.frozen, agreed, row, f"as stated by the provider{of_month}"))
        if agreed.dataset != "indicators" and (indicator, each) not in ledger.frozen.supposed:
            found.append(_records(ledger.frozen, agreed.dataset, each, f"counted from the records{of_month}"))
    return tuple(each for each in found if each is not None)


def months_of(ledger: Ledger, indicator: int, month: Month) -> list[Month]:
    """Return the months that a measure was put together from, oldest first: itself, or those of the pool it closes.

    A pool passes over months that are neither reported nor below their minimum.
    """
    pool = ledger.pools.get((indicator, month))
    first = Month(pool["opened_in"]) if pool else month
    set_aside = (indicator, month) in ledger.relief_set_aside
    judged = ledger.without_relief if set_aside and ledger.without_relief is not None else ledger
    return [*(each for each in map(Month, range(first, month)) if _enters(judged, indicator, each)), month]


def _enters(ledger: Ledger, indicator: int, month: Month) -> bool:
    measure = ledger.measures.get((indicator, month))
    return measure is not None and measure["data_status"] in ("reported", "below minimum")


def _stated(frozen: Frozen, agreed: Indicator, row: Mapping[str, Any], says: str) -> Evidence:
    submission = int(row["submission"])
    places = {field: frozen.columns.get((submission, "indicators", field)) for field in _FIGURES}
    cells = ", ".join(f"{place[1]}{row['sheet_row']}" for place in places.values() if place)
    read = tuple(_read(agreed, field, row[f"{field}_cell"]) for field, place in places.items() if place)
    return _evidence(frozen, submission, "indicators", cells, says).model_copy(update={"read": read})


def _read(agreed: Indicator, field: str, figure: Decimal | None) -> str:
    """Write what was read in a cell: a value as the return states it, in its unit; a part of it as a bare number."""
    if figure is None:
        return "no figure"
    return in_unit(agreed, Fraction(figure)) if field == "stated_value" else number(Fraction(figure))


def _records(frozen: Frozen, dataset: str, month: Month, says: str) -> Evidence | None:
    submission = frozen.in_force.get((month, dataset))
    if submission is None:
        return None
    span = frozen.row_spans.get((submission, dataset))
    rows = f"rows {span[0]} to {span[1]}" if span else "no rows"
    return _evidence(frozen, submission, dataset, rows, says)


def _evidence(frozen: Frozen, submission: int, dataset: str, cells: str, says: str) -> Evidence:
    accepted = frozen.submissions[submission]
    return Evidence(
        submission=submission,
        file_name=frozen.file_names[submission],
        file_hash=accepted.file_hash,
        received_at=shown(accepted.received_at.replace(tzinfo=None)),
        sheet=frozen.sheets.get((submission, dataset), SHEETS[dataset]),
        cells=cells,
        says=says,
    )
