"""The lines of what is earned back: a share of what was withheld, once the failure is put right for long enough."""

from collections.abc import Iterator
from fractions import Fraction

from contracts import months
from contracts.months import Month
from contracts.wording import pounds
from statements import evidence
from statements.documents import StatementLine, Sum
from statements.ledger import Ledger, Row
from statements.measures import number
from statements.splits import FromMonth


def lines_of(ledger: Ledger, month: Month) -> Iterator[FromMonth]:
    """Yield a line for each amount that a statement month gives back, the oldest failure first, and whence it comes."""
    rows = ledger.earned_back.get(month, [])
    for row in sorted(rows, key=lambda row: (row["month"], row["line_order"], row["charged_month"])):
        yield Month(row["statement_month"]), _line(ledger, row, month)


def _line(ledger: Ledger, row: Row, month: Month) -> StatementLine:
    agreed, rule = ledger.frozen.contract, ledger.frozen.contract.earn_back
    assert rule is not None
    indicator, pence, taken = agreed.indicators[int(row["indicator"]) - 1], int(row["pence"]), int(row["taken"])
    failed, earned_in = Month(row["month"]), Month(row["earned_in"])
    charged, share = Month(row["charged_month"]), number(Fraction(rule.share))
    return StatementLine(
        kind="earn back",
        title=f"{indicator.title}: earned back for {months.spoken(failed)}",
        indicator=indicator.id,
        clause=rule.clause,
        measured=months.label(earned_in),
        priced=months.label(min(month, agreed.last_month)),
        charged=months.label(month),
        before_caps=pence,
        amount=pence,
        words=(
            f"{pounds(taken)} was withheld in {months.spoken(charged)}; with {months.spoken(earned_in)} the failure "
            f"has been put right for {rule.after} measured periods, so {share}% of it comes back "
            f"(clause {rule.clause})."
        ),
        sums=(Sum(says=f"{share}% of what was withheld", figures=f"{share}% × {pounds(taken)} → {pounds(pence)}"),),
        evidence=evidence.of_measure(ledger, int(row["indicator"]), earned_in),
    )
