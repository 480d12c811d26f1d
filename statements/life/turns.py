"""Whether a statement may be sent or certified now: asked before the step is taken, and before it is offered."""

from collections.abc import Iterator

from contracts.life import ReplyRule
from contracts.months import Month, of_day
from contracts.terms.reads import last_read
from statements.documents import Statement
from statements.life import refusals
from statements.life.certified import open_month, uploaders
from statements.life.notice import lapsing
from statements.life.step import Standing
from statements.vat import rate_of
from store.contract_versions import authors
from store.relief import relief_of
from store.settlement import Sent


def require_sendable(standing: Standing) -> None:
    """Go on only if the statement can be sent as it is drawn now.

    Raises:
        ReckonerError: what stands against it, and who is to act.
    """
    require_rules(standing)
    require_turn(standing)
    drawn = standing.drawn_now()
    if not list(lapsing(standing.ledger, standing.kept, drawn, standing.life.today)):
        require_news(standing, drawn)


def require_rules(standing: Standing) -> ReplyRule:
    """Return the rule for replies; go on only if the contract says how a statement is answered and disputed.

    Raises:
        NoRuleFor: it does not.
    """
    rule = standing.life.reply_rule
    if rule is None:
        raise refusals.NoRuleFor("statement.reply", "how long the provider may reply")
    if standing.life.dispute_rule is None:
        raise refusals.NoRuleFor("statement.dispute", "what is paid while a deduction is disputed")
    return rule


def require_turn(standing: Standing) -> None:
    """Go on only if it is the month's turn.

    Raises:
        ReckonerError: the statement is certified, the month is not over, another is next, or figures may still come.
    """
    if standing.life.certified:
        raise refusals.AlreadyCertified(standing.month)
    if of_day(standing.life.today) <= standing.month:
        raise refusals.MonthNotOver(standing.month)
    expected = open_month(standing.ledger.frozen.certified)
    if expected is not None and standing.month != expected:
        raise refusals.NotTheNextMonth(standing.month, expected)
    awaited = list(_awaited(standing))
    if awaited:
        raise refusals.StillAwaited(*map(dict.fromkeys, zip(*awaited, strict=True)))
    _require_lasting_rates(standing)


def _awaited(standing: Standing) -> Iterator[tuple[str, Month]]:
    """Yield each figure that the statement reads and that may still come: its indicator and month."""
    agreed = standing.ledger.frozen.contract
    for (number, measured), row in sorted(standing.ledger.measures.items()):
        indicator = agreed.indicators[number - 1]
        if row["data_status"] == "awaited" and measured <= last_read(agreed, standing.month, [indicator]):
            yield indicator.id, measured


def _require_lasting_rates(standing: Standing) -> None:
    """Go on only if no variation that is recorded, and not known yet, gives the month another VAT rate.

    A certified month keeps its rates, and a variation becomes known by the clock alone: nobody could refuse it then.
    """
    frozen = standing.ledger.frozen
    coming = [each for each in frozen.contract.variations if each.known > frozen.known_on]
    varied = [each for each in coming if any(place.startswith("statement.vat.") for place in each.changes)]
    vat, later = frozen.contract.statement.vat, frozen.version.file().contract.statement.vat if varied else None
    if vat is None or later is None:
        return
    for code in vat.rates:
        stands, becomes = rate_of(vat, code, standing.month), rate_of(later, code, standing.month)
        if stands != becomes:
            raise refusals.RateToChange(standing.month, code, (stands, becomes), max(each.known for each in varied))


def require_news(standing: Standing, drawn: Statement) -> None:
    """Go on only if a draft says something else than the one that the provider has, or a correction is due.

    Raises:
        SentAlready: it does not.
    """
    sent = standing.life.sent
    if sent and sent.digest == drawn.digest and not standing.life.to_correct:
        raise refusals.SentAlready(standing.month, sent.draft)


def require_certifiable(standing: Standing, person: str) -> Sent:
    """Return the draft that the provider has; go on only if this person can certify it now.

    Raises:
        ReckonerError: what stands against it, and who is to act.
    """
    life, sent = standing.life, standing.life.sent
    if life.certified:
        raise refusals.AlreadyCertified(standing.month)
    if sent is None:
        raise refusals.NotSent(standing.month)
    _require_second_person(standing, sent, person)
    require_turn(standing)
    if life.to_correct:
        raise refusals.ToBeCorrected(life.to_correct)
    if life.unanswered:
        raise refusals.ReplyStillOpen(sent.reply_by)
    if standing.drawn_now().digest != sent.digest:
        raise refusals.ChangedSinceSent(standing.month, sent.draft)
    return sent


def _require_second_person(standing: Standing, sent: Sent, person: str) -> None:
    frozen = standing.ledger.frozen
    if person == sent.person:
        raise refusals.NotASecondPerson("drew this statement up")
    if person in uploaders(standing.cursor, standing.contract):
        raise refusals.NotASecondPerson("handed in a return of this contract")
    if person in {each.decided_by for each in relief_of(standing.cursor, standing.contract)}:
        raise refusals.NotASecondPerson("decided on relief of this contract")
    if person in {each.person for each in frozen.decisions if each.new.decision != "lapsed notice"}:
        raise refusals.NotASecondPerson("decided about deductions of this contract")
    if person in authors(standing.cursor, standing.contract):
        raise refusals.NotASecondPerson("recorded the contract file")
