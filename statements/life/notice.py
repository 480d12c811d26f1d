"""Notice of deductions: the statement that is sent is the notice, and a deduction it gives too late may lapse."""

from collections.abc import Iterator
from datetime import date

from contracts import months
from contracts.life import NoticeRule
from contracts.london import LONDON
from contracts.months import Month
from contracts.terms.deadlines import reply_by
from contracts.terms.spans import statement_offset
from contracts.wording import day
from statements.documents import Statement, StatementLine
from statements.ledger import Ledger
from statements.life.certified import read
from statements.life.deductions import same
from statements.lines import deductions
from store.deduction_decisions import NewDecision, that_count
from store.settlement import Settlement


def notice_by(rule: NoticeRule, month: Month) -> date:
    """Return the last day on which notice of a month's deductions is in time."""
    return reply_by(months.last_day(month), rule.within, rule.of)


def lapsing(ledger: Ledger, kept: Settlement, drawn: Statement, today: date) -> Iterator[NewDecision]:
    """Yield a decision for each deduction of a draft that lapses if it is sent today: no draft in time had it.

    What was decided otherwise about it already stays so.
    """
    rule, month = ledger.frozen.contract.statement.deduction_notice, months.parse(drawn.month)
    if rule is None or rule.missed != "the deduction lapses":
        return
    decided = that_count(ledger.frozen.decisions)
    numbers = {same(line): line.number for line in drawn.lines}
    for deduction, line in deductions(ledger, month):
        if line.amount < 0 and deduction not in decided:
            stated = Month(deduction.measured + statement_offset(ledger.frozen.contract))
            due = notice_by(rule, _notifying(kept, line, stated, month))
            if min([today, *_named(kept, line, stated), *_named(kept, line, month)]) > due:
                until = f"Notice of it was due by {day(due)}, and none was given by then."
                said = (0, -line.amount, until, f"clause {rule.clause}", None, numbers[same(line)])
                yield NewDecision(deduction, line.title, "lapsed notice", *said)


def _notifying(kept: Settlement, line: StatementLine, stated: Month, month: Month) -> Month:
    """Return the month whose statement gives notice of a deduction: of what a cap carried, the one it comes from.

    Where no draft of that month had it, since figures changed after it was certified, the one that charges it does.
    """
    return stated if list(_named(kept, line, stated)) else month


def _named(kept: Settlement, line: StatementLine, month: Month) -> Iterator[date]:
    """Yield the day on which each draft of a month was sent that had a deduction, be it at nil after caps."""
    for each in kept.sent:
        if each.month == month and same(line) in map(same, read(each.document).lines):
            yield each.known_at.astimezone(LONDON).date()
