"""Notice of deductions: the statement that is sent is the notice, and a deduction it gives too late may lapse."""

from collections.abc import Iterator
from datetime import date

from contracts import months
from contracts.life import NoticeRule
from contracts.london import LONDON
from contracts.months import Month
from contracts.terms.deadlines import reply_by
from contracts.wording import day
from statements.documents import Statement
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
    if rule is None or rule.missed != "the deduction lapses" or today <= notice_by(rule, month):
        return
    in_time = (
        read(each.document)
        for each in kept.sent
        if each.month == month and each.known_at.astimezone(LONDON).date() <= notice_by(rule, month)
    )
    notified = {same(line) for statement in in_time for line in statement.lines}
    numbers = {same(line): line.number for line in drawn.lines}
    decided = that_count(ledger.frozen.decisions)
    until = f"Notice of it was due by {day(notice_by(rule, month))}, and none was given by then."
    for deduction, line in deductions(ledger, month):
        if line.amount < 0 and same(line) not in notified and deduction not in decided:
            said = (0, -line.amount, until, f"clause {rule.clause}", None, numbers[same(line)])
            yield NewDecision(deduction, line.title, "lapsed notice", *said)
