"""The lines of one month's statement, from the ledger: charge, carried amounts, failures, reporting, what is left."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from contracts import months
from contracts.months import Month
from contracts.wording import pounds
from statements import beaten, decided, earned, evidence, paid_beside, reporting_shown, working
from statements.base_evidence import behind_base
from statements.documents import LineKind, StatementLine, Sum
from statements.failure_line import FailureLine
from statements.indexing import charge_sums
from statements.ledger import Ledger, LineKey, Row
from statements.measures import measure_text, target_text
from statements.splits import FromMonth
from statements.stages_shown import returned_row
from statements.vat import BROUGHT_FORWARD, CARRIED_ON, by_fund, treated
from store.deduction_decisions import Deduction, that_count


def lines_of(ledger: Ledger, month: Month) -> tuple[StatementLine, ...]:
    """Return the lines of a month's statement in contract order; their amounts add up to its net payment."""
    if month not in ledger.drawn:
        ledger.drawn[month] = _lines_of(ledger, month)
    return ledger.drawn[month]


def _lines_of(ledger: Ledger, month: Month) -> tuple[StatementLine, ...]:
    drawn: list[FromMonth] = [
        *((month, line) for line in (*_charges(ledger, month), *paid_beside.lines_of(ledger, month))),
        *_failures(ledger, month),
        *((month, line) for line in beaten.lines_of(ledger, month)),
        *earned.lines_of(ledger, month),
        *((month, line) for line in (*_carried_net(ledger, month), *_not_below_zero(ledger, month))),
    ]
    return numbered(by_fund(list(treated(ledger, drawn)), _of_month_before(ledger, month)))


def _of_month_before(ledger: Ledger, month: Month) -> tuple[StatementLine, ...]:
    """Return the lines of the month before, if it carries something on."""
    before = Month(month - 1)
    return lines_of(ledger, before) if before in ledger.net and ledger.net[before]["carried_on"] else ()


def numbered(lines: Iterable[StatementLine]) -> tuple[StatementLine, ...]:
    """Return lines numbered from 1 in the order given."""
    return tuple(line.model_copy(update={"number": place}) for place, line in enumerate(lines, start=1))


def _charges(ledger: Ledger, month: Month) -> Iterator[StatementLine]:
    agreed = ledger.frozen.contract
    for row in sorted(ledger.charges.get(month, []), key=lambda row: int(row["charge_line"])):
        line = agreed.charge.lines[int(row["charge_line"]) - 1]
        place, stated = (
            agreed.month_of_year(month),
            ledger.frozen.file.contract.charge.lines[int(row["charge_line"]) - 1],
        )
        indexed = tuple(charge_sums(ledger.frozen, stated, month))
        yield StatementLine(
            **_when(month, month, month),
            kind="charge",
            title=line.title,
            clause=line.clause,
            before_caps=int(row["pence"]),
            amount=int(row["pence"]),
            fund=line.fund,
            vat=line.vat if agreed.statement.vat else "",
            words=f"Instalment {place} of the annual price in force in {months.spoken(month)} (clause {line.clause}).",
            sums=(*indexed, Sum(says=f"{line.title} for {months.spoken(month)}", figures=pounds(int(row["pence"])))),
        )


def _when(measured: Month, priced: Month, charged: Month) -> dict[str, str]:
    return {"measured": months.label(measured), "priced": months.label(priced), "charged": months.label(charged)}


def deductions(ledger: Ledger, month: Month) -> Iterator[tuple[Deduction, StatementLine]]:
    """Yield each deduction of a month's statement by what it is known by, with its line, not numbered."""
    for row, line in _failure_lines(ledger, month):
        yield decided.deduction_of(ledger.frozen.contract, {**row, "charged_month": month}), line


def _failures(ledger: Ledger, month: Month) -> Iterator[FromMonth]:
    """Yield the deductions of a month, each with the one it comes from; behind it stands what was decided about it."""
    decisions = that_count(ledger.frozen.decisions)
    forgone = {(Month(row["month"]), int(row["line_order"])): row for row in ledger.forgone.get(month, [])}
    for row, line in _failure_lines(ledger, month):
        stated = Month(row["statement_month"])
        yield stated, line
        given = forgone.get((Month(row["month"]), int(row["line_order"])))
        if given and given["pence"]:
            yield stated, decided.line_of(decisions[decided.deduction_of(ledger.frozen.contract, given)], line, given)


def _failure_lines(ledger: Ledger, month: Month) -> Iterator[tuple[Row, StatementLine]]:
    """Yield what was carried to this month, oldest first, then the month's own lines, those at nil after caps too.

    What a cap carried and takes off for good here is a line as well, at nil if the month charges nothing of it.
    Amounts are as the caps left them, before anything was decided.
    """
    taken: defaultdict[LineKey, int] = defaultdict(int)
    for row in (*ledger.charged.get(month, []), *ledger.forgone.get(month, [])):
        taken[(Month(row["month"]), int(row["line_order"]))] += int(row["pence"])
    own = {key: row for key, row in ledger.rounded.items() if row["statement_month"] == month}
    lost = ledger.lost.get(month, set()) & ledger.rounded.keys()
    keys = sorted({*taken, *own, *lost}, key=lambda key: (key in own, key))
    for key in keys:
        row = ledger.rounded[key]
        line = FailureLine(ledger, row, month, taken[key])
        yield row, _reporting(line) if row["kind"] == "reporting" else _failure(line)


def _failure(line: FailureLine) -> StatementLine:
    ledger, indicator = line.ledger, line.indicator
    stated = Month(line.rounded["statement_month"])
    forward = stated != line.charged_month
    repeat = ledger.frozen.contract.deductions.repeat
    repeated = line.rounded["kind"] == "repeat"
    kind: LineKind = "repeat" if repeated else "performance"
    title = f"{indicator.title}: repeated failure" if repeated else indicator.title
    row = returned_row(ledger, line.number, line.month)
    return StatementLine(
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
        verified_by=str(row.get("verified_by", "")),
        words=working.words(line),
        sums=working.sums(line),
        evidence=(*evidence.of_measure(ledger, line.number, line.month), *behind_base(line)),
    )


def _priced(ledger: Ledger, statement_month: Month) -> Month:
    return Month(min(statement_month, ledger.frozen.contract.last_month))


def _reporting(line: FailureLine) -> StatementLine:
    rule = line.ledger.frozen.contract.deductions.reporting_failure
    clause = rule.clause if rule else ""
    forward = line.stated != line.charged_month
    return StatementLine(
        **_when(line.month, _priced(line.ledger, line.stated), line.charged_month),
        kind="reporting",
        # A line of no indicator is known by its title, also where a cap carried it to.
        title=f"Return for {months.spoken(line.month)}: {reporting_shown.unit_text(line)}",
        clause=clause,
        brought_forward=forward,
        before_caps=0 if forward else -int(line.rounded["pence"]),
        amount=-line.taken,
        words=reporting_shown.reporting_words(line, clause),
        sums=reporting_shown.reporting_sums(line),
    )


def _carried_net(ledger: Ledger, month: Month) -> Iterator[StatementLine]:
    """Yield what earlier months could not bear, and what this one leaves to the next, where the contract carries it."""
    row, agreed = ledger.net[month], ledger.frozen.contract
    parts = {
        BROUGHT_FORWARD: -int(row["brought_forward"]),
        CARRIED_ON: int(row["carried_on"]),
    }
    for title, pence in parts.items():
        if pence:
            yield StatementLine(
                **_when(month, month, month),
                kind="net carried",
                title=title,
                clause=agreed.statement.clause,
                before_caps=pence,
                amount=pence,
                words="The payment of a month does not fall below nil; the rest is carried to the next.",
                sums=(Sum(says=title, figures=pounds(abs(pence))),),
            )


def _not_below_zero(ledger: Ledger, month: Month) -> Iterator[StatementLine]:
    left = int(ledger.net[month]["not_recovered"])
    agreed = ledger.frozen.contract
    if left:
        yield StatementLine(
            **_when(month, month, month),
            kind="net not below zero",
            title="Not recovered: the payment does not fall below nil",
            clause=agreed.statement.clause,
            before_caps=left,
            amount=left,
            words="Deductions are more than the charge; the contract does not recover the rest.",
            sums=(Sum(says="Not recovered", figures=pounds(left)),),
        )
