"""The lines of one month's statement, from the ledger: charge, carried amounts, failures, reporting, what is left."""

from collections import defaultdict
from collections.abc import Iterator

from contracts import months
from contracts.months import Month
from contracts.wording import pounds
from statements import evidence, working
from statements.documents import LineKind, StatementLine, Sum
from statements.evidence import SHEETS
from statements.ledger import Ledger, LineKey, Row
from statements.measures import measure_text, target_text

_PLAIN = {
    "indicator": None,
    "brought_forward": False,
    "data_status": None,
    "status": None,
    "measure": "",
    "target": "",
    "points": "",
    "verified_by": "",
    "evidence": (),
}


def lines_of(ledger: Ledger, month: Month) -> tuple[StatementLine, ...]:
    """Return the lines of a month's statement in contract order; their amounts add up to its net payment."""
    drawn = [*_charges(ledger, month), *_failures(ledger, month), *_not_below_zero(ledger, month)]
    return tuple(line.model_copy(update={"number": place}) for place, line in enumerate(drawn, start=1))


def _charges(ledger: Ledger, month: Month) -> Iterator[StatementLine]:
    agreed = ledger.frozen.contract
    for row in sorted(ledger.charges.get(month, []), key=lambda row: int(row["charge_line"])):
        line = agreed.charge.lines[int(row["charge_line"]) - 1]
        place = agreed.month_of_year(month)
        yield StatementLine(
            **_PLAIN | _when(month, month, month),
            number=0,
            kind="charge",
            title=line.title,
            clause=line.clause,
            before_caps=int(row["pence"]),
            amount=int(row["pence"]),
            fund=line.fund,
            words=f"Instalment {place} of the annual price in force in {months.spoken(month)} (clause {line.clause}).",
            sums=(Sum(says=f"{line.title} for {months.spoken(month)}", figures=pounds(int(row["pence"]))),),
        )


def _when(measured: Month, priced: Month, charged: Month) -> dict[str, str]:
    return {"measured": months.label(measured), "priced": months.label(priced), "charged": months.label(charged)}


def _failures(ledger: Ledger, month: Month) -> Iterator[StatementLine]:
    """Yield what was carried to this month, oldest first, then the month's own lines, those at nil after caps too."""
    taken: defaultdict[LineKey, int] = defaultdict(int)
    for row in ledger.charged.get(month, []):
        taken[(Month(row["month"]), int(row["line_order"]))] += int(row["pence"])
    own = {key: row for key, row in ledger.rounded.items() if row["statement_month"] == month}
    keys = sorted({*taken, *own}, key=lambda key: (key in own, key))
    for key in keys:
        row = ledger.rounded[key]
        line = working.FailureLine(ledger, row, month, taken[key])
        yield _reporting(line) if row["kind"] == "reporting" else _failure(line)


def _failure(line: working.FailureLine) -> StatementLine:
    ledger, indicator = line.ledger, line.indicator
    stated = Month(line.rounded["statement_month"])
    forward = stated != line.charged_month
    repeat = ledger.frozen.contract.deductions.repeat
    repeated = line.rounded["kind"] == "repeat"
    kind: LineKind = "repeat" if repeated else "performance"
    title = f"{indicator.title}: repeated failure" if repeated else indicator.title
    row = ledger.frozen.stated.get((indicator.id, line.month), {})
    return StatementLine(
        number=0,
        kind=kind,
        title=title + (f", brought forward from {months.spoken(stated)}" if forward else ""),
        indicator=indicator.id,
        clause=repeat.clause if repeated and repeat else indicator.clause,
        **_when(line.month, _priced(ledger, stated), line.charged_month),
        brought_forward=forward,
        data_status=str(ledger.measures[(line.number, line.month)]["data_status"]),
        status=ledger.status(line.number, line.month),
        measure=measure_text(ledger, line.number, line.month),
        target=target_text(ledger.frozen.contract, line.number, line.month),
        points=working.points_text(line),
        before_caps=0 if forward else -int(line.rounded["pence"]),
        amount=-line.taken,
        fund=ledger.frozen.contract.deductions.returned_to,
        verified_by=str(row.get("verified_by", "")),
        words=working.words(line),
        sums=working.sums(line),
        evidence=evidence.of_measure(ledger, line.number, line.month),
    )


def _priced(ledger: Ledger, statement_month: Month) -> Month:
    return Month(min(statement_month, ledger.frozen.contract.last_month))


def _reporting(line: working.FailureLine) -> StatementLine:
    rule = line.ledger.frozen.contract.deductions.reporting_failure
    unit = "whole return" if line.rounded["unit"] == "return" else SHEETS[line.rounded["unit"]]
    clause = rule.clause if rule else ""
    stated = Month(line.rounded["statement_month"])
    late = [row for row in line.ledger.receipts if _is_of(row, line.month, str(line.rounded["unit"]))]
    came = "late" if any(row["receipt_status"] == "late" for row in late) else "not at all"
    words = f"The {unit} for {months.spoken(line.month)} came {came}; that costs {pounds(int(line.rounded['pence']))}"
    return StatementLine(
        **_PLAIN | _when(line.month, _priced(line.ledger, stated), line.charged_month),
        number=0,
        kind="reporting",
        title=f"Return for {months.spoken(line.month)}: {unit}",
        clause=clause,
        before_caps=-int(line.rounded["pence"]),
        amount=-line.taken,
        fund=line.ledger.frozen.contract.deductions.returned_to,
        words=f"{words} (clause {clause}).",
        sums=working.reporting_sums(line),
    )


def _is_of(row: Row, month: Month, unit: str) -> bool:
    return bool(row["month"] == month and unit in ("return", row["dataset"]) and row["receipt_status"] != "on time")


def _not_below_zero(ledger: Ledger, month: Month) -> Iterator[StatementLine]:
    left = int(ledger.net[month]["not_recovered"])
    agreed = ledger.frozen.contract
    if left:
        yield StatementLine(
            **_PLAIN | _when(month, month, month),
            number=0,
            kind="net not below zero",
            title="Not recovered: the payment does not fall below nil",
            clause=agreed.statement.clause,
            before_caps=left,
            amount=left,
            fund=agreed.deductions.returned_to,
            words="Deductions are more than the charge; the contract does not recover the rest.",
            sums=(Sum(says="Not recovered", figures=pounds(left)),),
        )
