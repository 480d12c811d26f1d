"""The lines of failures that count nothing, because another one of the same event was dearer: shown at £0.00."""

from collections.abc import Iterator

from contracts import months, wording
from contracts.contract import Contract
from contracts.months import Month
from statements import evidence, working
from statements.documents import StatementLine, Sum
from statements.failure_line import FailureLine
from statements.ledger import Ledger, Row
from statements.measures import measure_text, target_text
from statements.stages_shown import returned_row

_RULE = "One incident, one failure"


def lines_of(ledger: Ledger, statement_month: Month) -> Iterator[StatementLine]:
    """Yield, in contract order, a line of £0.00 for each failure of a statement month that another one beat."""
    for number, month in sorted(ledger.beaten, key=lambda key: (key[1], key[0])):
        stated = month + int(ledger.frozen.terms.tables["term_contract"]["statement_offset"][0])
        if stated == statement_month:
            yield _line(ledger, number, month, Month(stated))


def _line(ledger: Ledger, number: int, month: Month, stated: Month) -> StatementLine:
    agreed, row = ledger.frozen.contract, ledger.beaten[(number, month)]
    indicator, clause = agreed.indicators[number - 1], _clause(agreed, row)
    returned = returned_row(ledger, number, month)
    shown = {"month": month, "indicator": number, "kind": "performance", "line_order": 2 * number, "pence": 0}
    line = FailureLine(ledger, {**shown, "statement_month": stated}, stated, 0)
    priced = months.label(min(stated, agreed.last_month))
    return StatementLine(
        kind="performance",
        title=f"{indicator.title}: counted once with another failure",
        indicator=indicator.id,
        clause=clause,
        measured=months.label(month),
        priced=priced,
        charged=months.label(stated),
        data_status=str(ledger.measures[(number, month)]["data_status"]),
        status=ledger.status(number, month),
        measure=measure_text(ledger, number, month),
        target=target_text(agreed, number, month),
        before_caps=0,
        amount=0,
        verified_by=str(returned.get("verified_by", "")),
        words=_words(ledger, row, month, clause),
        sums=(*working.judging(line), Sum(says=f"{_RULE}, clause {clause}", figures=wording.pounds(0))),
        evidence=evidence.of_measure(ledger, number, month),
    )


def _clause(agreed: Contract, row: Row) -> str:
    incidents = agreed.deductions.incidents
    if row["cause"] == "incident" and incidents is not None:
        return incidents.clause
    return agreed.rules.when.missing.clause


def _words(ledger: Ledger, row: Row, month: Month, clause: str) -> str:
    winner = ledger.frozen.contract.indicators[int(row["winner"]) - 1]
    if row["cause"] == "incident":
        incident = ledger.frozen.incidents[int(row["event_number"]) - 1]
        event = f"Incident {incident.reference} ({incident.title})"
    else:
        event = f"One gap in what was returned for {months.spoken(month)}"
    run = "It is skipped in its own run" if row["skips_run"] else "It still counts in its own run"
    return f"{event} is one failure, that of {winner.id}; this one costs nothing (clause {clause}). {run}."
