"""How far a figure has come, in words: what is awaited of it, and where a stage before the final one is priced."""

from collections.abc import Mapping
from typing import Any

from contracts import months
from contracts.months import Month
from contracts.stages import STAGES, StageRule, place_of
from statements.ledger import Ledger
from statements.measures import stated_text


def returned_row(ledger: Ledger, number: int, month: Month) -> Mapping[str, Any]:
    """Return what the provider stated of a measure: at the stage that is priced, or else what it stated last.

    Of a figure that is only supposed it stated nothing.
    """
    if (number, month) in ledger.frozen.supposed:
        return {}
    key = (ledger.frozen.contract.indicators[number - 1].id, month)
    priced = ledger.priced_stages.get((number, month))
    of_stage = (row for row in ledger.frozen.staged.get(key, ()) if place_of(row["stage"]) == priced)
    return next(of_stage, ledger.frozen.stated.get(key, {}))


def stage_shown(ledger: Ledger, number: int, month: Month) -> str:
    """Say at which stage a measure is priced, where that is not simply the final one, or that it did not come."""
    agreed, place = ledger.frozen.contract.indicators[number - 1], ledger.priced_stages.get((number, month))
    if agreed.stages is None:
        return ""
    if place is None:
        missing = agreed.stages.waits and ledger.measures[number, month]["data_status"] == "missing"
        return f"no {agreed.stages.priced} figure in time" if missing else ""
    stage, latest = STAGES[place - 1], ledger.frozen.staged[agreed.id, month][-1]
    if latest["stage"] != stage:
        return f"{stage}; {stated_text(ledger, number, month, latest)} is not priced"
    if place < place_of(agreed.stages.priced):
        return f"{stage}; no later figure came in time"
    return f"{stage}{_until(agreed.stages, month)}" if stage != STAGES[-1] else ""


def _until(rule: StageRule, month: Month) -> str:
    if not rule.trued_up or rule.by is None:
        return ""
    return f"; a later figure counts if it comes by the end of {months.spoken(Month(month + rule.by.months))}"
