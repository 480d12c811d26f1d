"""When a certified statement is due, and interest on what is paid late: by the authority, or by the provider.

Where the contract counts from an invoice, it is due once one was received that agrees with the statement; where there
is nothing to invoice, as it is certified.

Interest is simple, so many percent a year over 365 days, from the day after the due date to the day of payment
inclusive, on what of each payment was due, and rounded half up for each. It stands on the first statement that is not
certified, as a line.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from contracts import months
from contracts.life import InterestRule, PaymentRule
from contracts.london import LONDON
from contracts.months import Month, of_day
from contracts.rounding import half_up
from contracts.terms.deadlines import reply_by
from contracts.values import in_force
from contracts.wording import day, pounds
from statements.documents import StatementLine, Sum
from statements.ledger import Ledger
from statements.life.certified import INTEREST, open_month
from statements.life.invoiced import agrees, invoices, without_invoice
from statements.life.late import Settling, settling
from statements.measures import number

YEAR: Final = 365


def due_on(rule: PaymentRule, month: Month, certified: date, invoiced: date | None = None) -> date | None:
    """Return the last day on which paying a month's statement is in time.

    None where the contract counts from the receipt of its invoice, and none was received that agrees with it.
    """
    days = {"certification": certified, "end of month": months.last_day(month), "invoice": invoiced}
    counted_from = days[rule.after]
    return None if counted_from is None else reply_by(counted_from, rule.within, rule.of)


def due_days(ledger: Ledger) -> dict[Month, date]:
    """Return when each certified statement is due; nothing where the contract does not say, or it is not known yet."""
    rule = ledger.frozen.contract.statement.payment
    if rule is None:
        return {}
    certified = {each.month: each.known_at.astimezone(LONDON).date() for each in ledger.frozen.settlement.certified}
    received = {month: each.new.received_on for month, each in invoices(ledger).items() if agrees(ledger, each)}
    if rule.after == "invoice":
        # No invoice will come for them, and the authority is not to wait for its refund for ever.
        received |= {month: on for month, on in certified.items() if without_invoice(ledger, month)}
    found = {month: due_on(rule, month, on, received.get(month)) for month, on in certified.items()}
    return {month: day for month, day in found.items() if day is not None}


def rate_on(rule: InterestRule, when: date) -> Fraction:
    """Return the percentage a year on a day: the base rate in force then, and what comes above it."""
    return (in_force(rule.base_rate, of_day(when)) or Fraction(0)) + rule.above_base_rate


def interest_on(rule: InterestRule, pence: int, due: date, paid: date) -> int:
    """Return the interest on a sum that was due and was paid on two days, in pence with the sum's sign."""
    percent = sum((rate * days for rate, days in _stretches(rule, due, paid)), Fraction(0))
    return half_up(pence * percent / 100 / YEAR)


def _stretches(rule: InterestRule, due: date, paid: date) -> list[tuple[Fraction, int]]:
    """Return the days from the day after the due date to the day of payment, by the rate that held."""
    found: list[tuple[Fraction, int]] = []
    for late in range(1, (paid - due).days + 1):
        rate = rate_on(rule, due + timedelta(days=late))
        if found and found[-1][0] == rate:
            found[-1] = (rate, found[-1][1] + 1)
        else:
            found.append((rate, 1))
    return found


def interest_of(ledger: Ledger) -> dict[Month, int]:
    """Return the interest on what was paid so far on a certified statement, in pence; below zero from the provider.

    What was paid before it is known when it is due bears none.
    """
    rule, found = ledger.frozen.contract.statement.interest, dict.fromkeys(ledger.frozen.certified, 0)
    if rule is not None:
        for month, due in due_days(ledger).items():
            found[month] = sum(_interest(rule, each) for each in settling(ledger, month, due))
    return found


def _interest(rule: InterestRule, of: Settling) -> int:
    return interest_on(rule, of.pence, of.due, of.paid_on)


def interest_to_state(ledger: Ledger) -> dict[Month, int]:
    """Return the interest of each month that stands on no certified statement yet, in pence."""
    left = interest_of(ledger)
    for statement in ledger.frozen.certified.values():
        for line in statement.lines:
            if line.kind == INTEREST:
                left[months.parse(line.measured)] -= line.amount
    return {month: pence for month, pence in left.items() if pence}


def interest_lines(ledger: Ledger, month: Month) -> Iterator[StatementLine]:
    """Yield the interest on a month's draft: none unless it is the first month not yet certified."""
    rule = ledger.frozen.contract.statement.interest
    if rule is not None and month == open_month(ledger.frozen.certified):
        for of, pence in interest_to_state(ledger).items():
            yield _line(ledger, rule, of, month, pence)


def _line(ledger: Ledger, rule: InterestRule, of: Month, charged: Month, pence: int) -> StatementLine:
    due, now = due_days(ledger).get(of), interest_of(ledger)[of]
    late = [each for each in settling(ledger, of, due) if each.days_late] if due else []
    return StatementLine(
        kind=INTEREST,
        title=f"Interest on what was paid late for {months.spoken(of)}",
        clause=rule.clause,
        measured=months.label(of),
        priced=months.label(of),
        charged=months.label(charged),
        before_caps=pence,
        amount=pence,
        fund=rule.fund,
        nature="compensation" if ledger.frozen.contract.statement.vat else "",
        words=_words(rule, of, due, pence) if due and pence == now else _put_right(of, now - pence, now),
        sums=tuple(_sum(rule, each) for each in late),
    )


def _words(rule: InterestRule, of: Month, due: date, pence: int) -> str:
    who = "the authority" if pence > 0 else "the provider"
    return (
        f"The statement for {months.spoken(of)} was due by {day(due)}, and {who} paid late. Simple interest runs "
        f"from the day after to the day of payment, at {number(rule.above_base_rate)}% a year above the base rate "
        f"(clause {rule.clause})."
    )


def _put_right(of: Month, before: int, now: int) -> str:
    return (
        f"Interest on what was paid late for {months.spoken(of)} was stated at {pounds(before)}, and comes to "
        f"{pounds(now)} on the payments and the due day that are known now. The difference stands here."
    )


def _sum(rule: InterestRule, of: Settling) -> Sum:
    parts = (f"{number(rate)}% × {days} ÷ {YEAR}" for rate, days in _stretches(rule, of.due, of.paid_on))
    late = f"{of.days_late} {'day' if of.days_late == 1 else 'days'} late"
    return Sum(
        says=f"{pounds(of.pence)} paid on {day(of.paid_on)}, {late}",
        figures=f"{pounds(of.pence)} × ({' + '.join(parts)}) → {pounds(_interest(rule, of))}",
    )
