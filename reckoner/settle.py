"""``reckoner send``, ``reply``, ``determine``, ``certify`` and ``pay``: a statement from draft to payment."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel

from contracts import months
from contracts.values import read_money
from contracts.wording import day, moment, pounds
from reckoner.actions import DAY
from reckoner.asking import Asking, of_month
from reckoner.desk import ask
from reckoner.options import HERE, Acting, Contract, Period, StoreFolder, console
from statements.life import life_words
from statements.life.operations import (
    CertifyAsked,
    DetermineAsked,
    LifeAsked,
    PaymentAsked,
    ReplyAsked,
    SendAsked,
)
from statements.life.shown import LifeShown
from store.settlement import Answer, Outcome


def pence_of(text: str) -> int:
    """Read an amount of the command line, in pence."""
    try:
        return read_money(text)
    except ValueError as error:
        raise typer.BadParameter(f"Found “{text}”. Expected {error}.") from None


Line = Annotated[int | None, typer.Option(help="Number of the line; without it, every line.")]
Draft = Annotated[int | None, typer.Option(help="The draft that this is about: refused once another was sent.")]


def send(contract: Contract, period: Period, person: Acting, folder: StoreFolder = HERE) -> None:
    """Send a month's statement to the provider; from now on the time for replies runs."""
    _take(folder, person, "send", SendAsked(contract=contract, month=period))


def reply(  # noqa: PLR0913, PLR0917 -- a command has its options
    contract: Contract,
    period: Period,
    answer: Annotated[Answer, typer.Argument(help="agreed or disputed.")],
    person: Acting,
    line: Line = None,
    says: Annotated[str, typer.Option(help="What is wrong with the line; needed where it is disputed.")] = "",
    draft: Draft = None,
    folder: StoreFolder = HERE,
) -> None:
    """Answer a statement that was sent, as the provider: all of it, or one line."""
    asked = ReplyAsked(contract=contract, month=period, line=line, answer=answer, says=says, draft=draft)
    _take(folder, person, "reply", asked)


def determine(  # noqa: PLR0913, PLR0917 -- a command has its options
    contract: Contract,
    period: Period,
    line: Annotated[int, typer.Argument(help="Number of the disputed line.")],
    outcome: Annotated[Outcome, typer.Argument(help="stands, or “to be corrected”.")],
    person: Acting,
    reference: Annotated[str, typer.Option(help="Where the decision stands, such as a minute.")],
    says: Annotated[str, typer.Option(help="What was decided, and why.")] = "",
    draft: Draft = None,
    folder: StoreFolder = HERE,
) -> None:
    """Record how the dispute about a line ended."""
    said = {"line": line, "outcome": outcome, "reference": reference, "says": says, "draft": draft}
    _take(folder, person, "determine", DetermineAsked.model_validate({"contract": contract, "month": period, **said}))


def certify(
    contract: Contract, period: Period, person: Acting, draft: Draft = None, folder: StoreFolder = HERE
) -> None:
    """Certify the draft that the provider has. It never changes after that; a second person does it."""
    _take(folder, person, "certify", CertifyAsked(contract=contract, month=period, draft=draft))


def pay(  # noqa: PLR0913, PLR0917 -- a command has its options
    contract: Contract,
    period: Period,
    person: Acting,
    amount: Annotated[
        int,
        typer.Option(parser=pence_of, metavar="POUNDS", help="Such as £895,200.00; below zero if the provider paid."),
    ],
    reference: Annotated[str, typer.Option(help="Number of the invoice, credit note or payment run.")],
    on: Annotated[datetime, typer.Option("--day", formats=DAY, help="Day of the payment.")],
    folder: StoreFolder = HERE,
) -> None:
    """Record a payment on a certified statement."""
    asked = PaymentAsked(contract=contract, month=period, paid_on=on.date(), pence=amount, reference=reference)
    _take(folder, person, "pay", asked)


def _take(folder: Path, person: str, step: str, asked: BaseModel) -> None:
    print_life(ask(folder, person, step, asked, LifeShown))


def print_life(stands: LifeShown) -> None:
    """Print how far a statement has come, for a person."""
    month = months.spoken(months.parse(stands.month))
    console.print(f"Statement for {month}: {stands.state}", markup=False)
    for sentence in _sentences(stands):
        console.print(f"  {sentence}", markup=False)


def _sentences(stands: LifeShown) -> list[str]:
    said = _sent(stands)
    said += [_answer(each.line, each.answer, each.says, each.outcome, each.reference) for each in stands.answers]
    said += filter(None, (life_words.unanswered(stands), life_words.effect_of_silence(stands)))
    if stands.changed_since_sent:
        said.append("On what is known now it would say something else: send the new draft before it is certified.")
    said += filter(None, [life_words.in_dispute(stands)])
    if stands.certified_at and stands.payable is not None:
        certified = moment(stands.certified_at.replace(tzinfo=None))
        said.append(f"Certified on {certified} by {stands.certified_by}: {pounds(stands.payable)} to pay.")
        said.append(f"Paid so far: {pounds(stands.paid)} of {pounds(stands.payable)}{_by(stands)}.")
        said.append(f"{life_words.left_to_pay(stands)}.")
    return [*said, *_invoiced(stands), *filter(None, (life_words.notice(stands), life_words.reopening(stands)))]


def _sent(stands: LifeShown) -> list[str]:
    """Say which draft was sent, and by its digest what it said word for word: that one is certified."""
    if not (stands.sent_at and stands.reply_by):
        return []
    sent = moment(stands.sent_at.replace(tzinfo=None))
    return [
        f"Draft {stands.draft} was sent on {sent} by {stands.sent_by}; replies by {day(stands.reply_by)}.",
        f"Digest of draft {stands.draft}{', as certified' * bool(stands.certified_at)}: {stands.digest}",
    ]


def _invoiced(stands: LifeShown) -> list[str]:
    """Say what is invoiced, why no due day is known where that hangs on it, and which credit notes there are."""
    said = []
    if stands.invoiced:
        said.append(stands.invoiced.words)
        if stands.invoiced.due_not_known:
            said.append(f"When it is due is not known. {stands.invoiced.due_not_known}.")
    return said + [each.words for each in stands.credit_notes]


def _by(stands: LifeShown) -> str:
    if stands.due_on is None:
        return ""
    return f"; due by {day(stands.due_on)}{', and overdue' if stands.overdue else ''}"


def _answer(line: int, answer: str, says: str, outcome: str | None, reference: str) -> str:
    ended = f"; it was decided: {'an amount' if outcome == 'amount' else outcome} ({reference})" if outcome else ""
    return f"Line {line} {answer}{': ' + says if says else ''}{ended}."


life = of_month(
    Asking("life", LifeAsked, LifeShown, print_life),
    "Print how far a month's statement has come: sent, answered, certified, paid.",
)
