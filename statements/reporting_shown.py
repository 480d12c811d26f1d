"""A return or dataset that came late or not at all: what it is charged as, in words and in figures."""

from collections.abc import Iterator

from contracts import months, wording
from contracts.values import in_force
from statements.documents import Sum
from statements.evidence import SHEETS
from statements.failure_line import FailureLine
from statements.indexing import price_sums
from statements.ledger import Row
from statements.working import capping, limited


def unit_text(line: FailureLine) -> str:
    """Name what is charged once: the whole return, or a dataset."""
    return "whole return" if line.rounded["unit"] == "return" else SHEETS[line.rounded["unit"]]


def reporting_words(line: FailureLine, clause: str) -> str:
    """Say that it came late or not at all, whichever it is charged as, what that costs and what caps make of it.

    Where only some datasets of a return did, they are named.
    """
    due, charged_as = _due(line), _charged_as(line)
    wrong = [SHEETS[row["dataset"]] for row in due if row["receipt_status"] == charged_as]
    what = f"{unit_text(line)} for {months.spoken(line.month)}"
    which = f"The {what}" if len(wrong) == len(due) else f"Of the {what}, {wording.listed(wrong)}"
    came = "not at all" if charged_as == "missing" else "late"
    costs = f"{which} came {came}; that costs {wording.pounds(int(line.rounded['pence']))} (clause {clause})."
    capped = any("reporting" in cap.limits for cap in line.ledger.frozen.contract.caps)
    return " ".join([costs, *(limited(line) if capped else ())])


def reporting_sums(line: FailureLine) -> tuple[Sum, ...]:
    """Return a reporting failure's sum in figures: its amount, the caps, and what is deducted."""
    before = Sum(says="Before caps", figures=wording.pounds(int(line.rounded["pence"])))
    return (*_price(line), before, *capping(line))


def _price(line: FailureLine) -> Iterator[Sum]:
    """Yield how a reporting failure's amount follows the index, if it does."""
    agreed, month = line.ledger.frozen.file.contract.deductions.reporting_failure, line.stated
    if agreed is not None:
        yield from price_sums(line.ledger.frozen, agreed.prices_of, _amounts(line)[_charged_as(line)], month)


def _charged_as(line: FailureLine) -> str:
    """Say as what it is charged: of a return of which some came late and some never, as the dearer of the two."""
    amounts = _amounts(line)
    found: set[str] = {row["receipt_status"] for row in _due(line)} & amounts.keys()
    return max(sorted(found, reverse=True), key=lambda status: amounts[status])


def _amounts(line: FailureLine) -> dict[str, int]:
    """Return what a return costs that came late, and one that never came, before any index."""
    agreed = line.ledger.frozen.file.contract.deductions.reporting_failure
    assert agreed is not None
    return {
        "late": in_force(agreed.late, line.stated) or 0,
        "missing": in_force(agreed.missing, line.stated) or 0,
    }


def _due(line: FailureLine) -> list[Row]:
    """Return the datasets that a line stands for, with what became of each."""
    unit = line.rounded["unit"]
    return [row for row in line.ledger.receipts if row["month"] == line.month and unit in ("return", row["dataset"])]
