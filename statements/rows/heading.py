"""What stands above the rows of a month: whose they are, and how the measure that they are behind was judged."""

from typing import Any

import polars as pl

from contracts import months, wording
from statements.evidence import SHEETS
from statements.measures import NOT_JUDGED, measure_text, target_text
from statements.rows.behind import Measured
from store.moments import shown


def heading(of: Measured) -> dict[str, Any]:
    """Return the fields of `RowsOfMonth` that say whose rows these are and how the measure was judged."""
    ledger, agreed = of.ledger, of.ledger.frozen.contract
    return {
        "contract": agreed.id,
        "title": agreed.contract.title,
        "month": months.label(of.month),
        "known_at": shown(ledger.frozen.known_at),
        "illustrative": bool(agreed.illustrative),
        "indicator": of.agreed.id,
        "indicator_title": of.agreed.title,
        "clause": of.agreed.clause,
        "measure": measure_text(ledger, of.number, of.month),
        "target": target_text(agreed, of.number, of.month),
        "status": ledger.status(of.number, of.month),
        "data_status": str(ledger.measures[(of.number, of.month)]["data_status"]),
        "source": of.source,
        "sheet": SHEETS[of.agreed.dataset if of.source == "records" else "indicators"],
        "note": _note(of),
    }


def _note(of: Measured) -> str:
    """Say what the measure was put together from, and where the rows are not what is priced."""
    said = []
    if len(of.together) > 1:
        named = wording.listed(months.spoken(each) for each in of.together)
        said.append(f"{named} were put together, because each alone is too few to judge.")
    status = str(of.ledger.measures[(of.number, of.month)]["data_status"])
    if status in NOT_JUDGED and len(of.together) == 1:
        said.append(f"{NOT_JUDGED[status]}: what the contract takes for that stands with the month.")
    if of.source == "records" and _is_priced_as_stated(of):
        said.append("The contract prices the figure as stated; these rows are held against it and cost nothing.")
    if others := _others(of):
        said.append(f"The same sheet counts in {wording.listed(others)} too: what a row cost is over all of them.")
    if relieved := _relieved(of):
        said.append(f"Agreed relief is about {relieved} of these rows. Each is shown here as it was returned.")
    return " ".join(said)


def _others(of: Measured) -> list[str]:
    """Return the ids of the other indicators of the month that are counted from the same records."""
    agreed = enumerate(of.ledger.frozen.contract.indicators, start=1)
    return [
        indicator.id
        for number, indicator in agreed
        if of.source == "records"
        and number != of.number
        and indicator.dataset == of.agreed.dataset
        and (number, of.month) in of.ledger.measures
    ]


def _relieved(of: Measured) -> int:
    """Count the rows that agreed relief sets aside or counts as met."""
    cases = of.ledger.frozen.records.get("relieved_case")
    if cases is None or of.source != "records" or of.agreed.dataset != "ehc_assessments":
        return 0
    return cases.filter(pl.col("month").is_in(of.together), as_of=0).select("submission", "sheet_row").n_unique()


def _is_priced_as_stated(of: Measured) -> bool:
    stated = of.ledger.frozen.stated.get((of.agreed.id, of.month))
    if stated is None or stated["numerator"] is None:
        return False
    terms = of.ledger.frozen.terms.tables["term_measurement"]
    return bool(terms.filter(indicator=of.number, month=of.month)["from_records"][0] == 0)
