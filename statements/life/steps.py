"""The steps of a statement's life: send, reply, decide, certify, pay. Each is refused with its reason out of turn."""

from datetime import date

from contracts.months import Month
from contracts.terms.deadlines import reply_by
from contracts.wording import pounds
from statements.closing import require_open
from statements.life import refusals, turns
from statements.life.certified import uploaders
from statements.life.deductions import NotTheOneToDecide, Ruling, decided_on
from statements.life.notice import lapsing
from statements.life.step import Step, step_of
from store import settlement
from store.contract_versions import authors
from store.deduction_decisions import record_decision
from store.moments import shown
from store.session import Store
from store.settlement import Answer, Outcome


def send(store: Store, person: str, contract: str, month: Month) -> None:
    """Send the statement of a month to the provider, as it is drawn now; replies run from today.

    Deductions that it is too late to notify lapse with it, if the contract says so.

    Raises:
        ReckonerError: the contract lacks a rule, the month is not over, figures may still come, it is not this month's
            turn, the same draft is with the provider already, or the statement is certified.
    """
    with step_of(store, person, "send statement", contract, month) as step:
        rule = turns.require_rules(step)
        turns.require_turn(step)
        drawn = step.drawn_now()
        lapsed = list(lapsing(step.ledger, step.kept, drawn, step.life.today))
        for new in lapsed:
            record_decision(step.writing, contract, new)
        drawn = step.drawn_again() if lapsed else drawn
        turns.require_news(step, drawn)
        draft = step.life.sent.draft + 1 if step.life.sent else 1
        due = reply_by(step.life.today, rule.within, rule.of)
        settlement.record_sent(step.writing, contract, month, draft, drawn.model_dump_json(), drawn.digest, due)
        step.writing.detail.update({"draft": draft, "digest": drawn.digest})


def reply(  # noqa: PLR0913, PLR0917 -- a reply has these parts
    store: Store,
    person: str,
    contract: str,
    month: Month,
    line: int | None,
    answer: Answer,
    says: str,
    draft: int | None = None,
) -> None:
    """Record the provider's answer to a line of the draft, or without a line to every one.

    Raises:
        ReckonerError: nothing was sent, or another draft since, the time is over, the line does not exist, a dispute
            gives no reason, or the statement is certified.
    """
    with step_of(store, person, "reply to statement", contract, month, draft) as step:
        sent, statement = step.life.sent, step.life.statement
        if sent is None or statement is None:
            raise refusals.NotSent(month)
        if step.life.certified:
            raise refusals.AlreadyCertified(month)
        if step.life.time_is_over:
            silence = step.life.reply_rule.silence if step.life.reply_rule else ""
            raise refusals.ReplyTooLate(sent.reply_by, silence)
        if answer == "disputed" and (line is None or not says.strip()):
            raise refusals.DisputeWithoutReason(line, says.strip())
        if line is not None and not 1 <= line <= len(statement.lines):
            raise refusals.NoSuchStatementLine(line, len(statement.lines))
        settlement.record_reply(step.writing, contract, month, sent.draft, line, answer, says.strip())


def determine(  # noqa: PLR0913, PLR0917 -- a determination has these parts
    store: Store,
    person: str,
    contract: str,
    month: Month,
    line: int,
    outcome: Outcome,
    reference: str,
    says: str,
    draft: int | None = None,
) -> None:
    """Record how the dispute about a line ended.

    Raises:
        ReckonerError: nothing was sent, or another draft since, the line is not disputed, the decision has no
            reference, or a line of a certified statement is to be corrected.
    """
    with step_of(store, person, "determine dispute", contract, month, draft) as step:
        if step.life.sent is None:
            raise refusals.NotSent(month)
        if not reference.strip():
            raise refusals.WithoutReference("A decision on a dispute")
        if line not in step.life.disputed:
            raise refusals.NothingDisputed(line)
        if outcome == "to be corrected" and step.life.certified:
            raise refusals.CorrectionTooLate(contract, month, line)
        ended = (outcome, reference.strip(), says.strip())
        settlement.record_determination(step.writing, contract, month, step.life.sent.draft, line, *ended)


def decide(  # noqa: PLR0913, PLR0917 -- a decision has these parts
    store: Store, person: str, contract: str, month: Month, line: int, ruling: Ruling, draft: int | None = None
) -> None:
    """Record what was decided about a deduction: a waiver, or the amount that stays of it.

    An amount ends a dispute about the line. A certified statement stays as it is: what is given back comes as an
    adjustment.

    Raises:
        ReckonerError: another draft was sent since, the line is no deduction of the month, the sum cannot be, the
            reason or authority is missing, nothing is disputed, the month cannot be reopened, or the person has a part
            in it.
    """
    with step_of(store, person, "decide deduction", contract, month, draft) as step:
        shown_now = step.life.statement or step.drawn_now()
        sent = step.life.sent.draft if step.life.sent else None
        require_open(step.ledger.frozen.contract, month, shown(step.writing.at))
        _require_no_part(step, person)
        if ruling.decision == "determined amount" and line not in step.life.disputed:
            raise refusals.NothingDisputed(line)
        new = decided_on(step.ledger, shown_now, sent, line, ruling)
        number = record_decision(step.writing, contract, new)
        step.writing.detail.update({"number": number, "decision": ruling.decision, "pence": ruling.pence})


def _require_no_part(step: Step, person: str) -> None:
    if person in uploaders(step.cursor, step.contract):
        raise NotTheOneToDecide("handed in a return of this contract")
    if person in authors(step.cursor, step.contract):
        raise NotTheOneToDecide("recorded the contract file")


def certify(store: Store, person: str, contract: str, month: Month, draft: int | None = None) -> None:
    """Certify the draft that the provider has; it never changes after that.

    A dispute that is still open does not stop it: the contract says what is paid meanwhile.

    Raises:
        ReckonerError: it was not sent, or another draft since, replies are still open, a correction is due, something
            has changed since, it is certified already, or the person had a hand in it.
    """
    with step_of(store, person, "certify statement", contract, month, draft) as step:
        sent = turns.require_certifiable(step, person)
        settlement.record_certified(step.writing, contract, month, sent.draft)
        step.writing.detail.update({"draft": sent.draft, "digest": sent.digest})


def pay(  # noqa: PLR0913, PLR0917 -- a payment has these parts
    store: Store, person: str, contract: str, month: Month, paid_on: date, pence: int, reference: str
) -> None:
    """Record a payment on a certified statement.

    Raises:
        ReckonerError: it is not certified, the payment is of nothing, from a day to come or before the contract,
            without a reference, or recorded already.
    """
    with step_of(store, person, "record payment", contract, month) as step:
        life = step.life
        if life.certified is None:
            raise refusals.NotCertified(month)
        if not reference.strip():
            raise refusals.WithoutReference("A payment")
        if pence == 0:
            raise refusals.PaymentNotPossible(pounds(pence), "an amount; below zero where the provider paid")
        if paid_on > life.today:
            raise refusals.PaymentNotPossible(f"a payment on {paid_on}", f"a day up to {life.today}")
        first_day = step.ledger.frozen.contract.contract.first_day
        if paid_on < first_day:
            expected = f"a day from {first_day}, the contract's first"
            raise refusals.PaymentNotPossible(f"a payment on {paid_on}", expected)
        payment = (paid_on, pence, reference.strip())
        if payment in {(each.paid_on, each.pence, each.reference) for each in life.payments}:
            raise refusals.PaymentRecordedAlready(month, *payment)
        settlement.record_payment(step.writing, contract, month, *payment)
        step.writing.detail.update({"pence": pence})
