"""``reckoner relief``, ``decide-relief`` and ``relief-register``: what is to be excused, and what was decided."""

from datetime import datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Annotated

import typer

from contracts import months
from contracts.wording import listed
from reckoner.desk import ask
from reckoner.files import in_london
from reckoner.options import HERE, Acting, As, AsKnownOn, Contract, Format, StoreFolder, console, show
from statements import relief_words as words
from statements.relief_asked import ReliefAsked
from statements.relief_record import DecisionAsked, ReliefRecorded
from statements.relief_register import ReliefEntry, ReliefRegister, ReliefRegisterAsked


class Effect(StrEnum):
    """What relief does."""

    REMOVE_ROWS = "remove_rows"
    COUNT_AS_MET = "count_as_met"
    EXCUSE_MEASURE = "excuse_measure"
    REDUCE_AMOUNT = "reduce_amount"


class Answer(StrEnum):
    """What was decided."""

    AGREED = "agreed"
    REFUSED = "refused"


def _number(text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise typer.BadParameter(f"{text} is not a number.") from error
    if not number.is_finite():
        raise typer.BadParameter(f"{text} is not a number.")
    return number


Figure = Annotated[Decimal | None, typer.Option(parser=_number, help="How much of the figure of each month it is.")]


def relief(  # noqa: PLR0913, PLR0917 -- a command has its options
    contract: Annotated[str, typer.Argument(help="Id of the contract.")],
    effect: Annotated[Effect, typer.Argument(help="What it does.")],
    indicators: Annotated[list[str], typer.Option("--indicator", help="An indicator; may stand several times.")],
    first: Annotated[str, typer.Option(help="First measured month, such as 2016-11.")],
    last: Annotated[str, typer.Option(help="Last measured month.")],
    notice: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Day on which the provider gave notice.")],
    cause: Annotated[str, typer.Option(help="What made it necessary.")],
    particulars: Annotated[str, typer.Option(help="What is put forward for it, without personal data.")],
    person: Acting,
    rows: Annotated[list[str] | None, typer.Option("--row", help="Key of a case; may stand several times.")] = None,
    numerator: Figure = None,
    denominator: Figure = None,
    percent: Annotated[Decimal | None, typer.Option(parser=_number, help="What is taken off an amount.")] = None,
    folder: StoreFolder = HERE,
) -> None:
    """Ask for relief. It excuses nothing until somebody else agrees it with the board's reference."""
    asked = ReliefAsked(
        contract=contract,
        effect=effect.value,
        indicators=tuple(indicators),
        first=first,
        last=last,
        rows=tuple(rows or ()),
        numerator=numerator,
        denominator=denominator,
        percent=percent,
        notice_day=notice.date(),
        cause=cause,
        particulars=particulars,
    )
    recorded = ask(folder, person, "relief", asked, ReliefRecorded)
    console.print(
        f"Relief {recorded.relief} of {recorded.contract} is asked for; it waits for a decision.", markup=False
    )


def decide_relief(  # noqa: PLR0913, PLR0917 -- a command has its options
    contract: Annotated[str, typer.Argument(help="Id of the contract.")],
    number: Annotated[int, typer.Argument(help="Number of the relief.")],
    decision: Annotated[Answer, typer.Argument(help="What was decided.")],
    reference: Annotated[str, typer.Option(help="The board's reference for the decision.")],
    person: Acting,
    folder: StoreFolder = HERE,
) -> None:
    """Decide relief; whoever asked for it, handed in the figures or recorded the contract may not."""
    asked = DecisionAsked(contract=contract, relief=number, decision=decision.value, reference=reference)
    recorded = ask(folder, person, "decide-relief", asked, ReliefRecorded)
    console.print(f"Relief {recorded.relief} of {recorded.contract} is {recorded.decision}.", markup=False)


def relief_register(  # noqa: PLR0913, PLR0917 -- a command has its options
    contract: Contract,
    person: Acting,
    month: Annotated[str | None, typer.Option(help="Say what each takes off the statement of this month.")] = None,
    folder: StoreFolder = HERE,
    as_known_on: AsKnownOn = None,
    as_: As = Format.TEXT,
) -> None:
    """List the relief of a contract by its numbers, with what waits for a decision."""
    request = ReliefRegisterAsked(contract=contract, month=month, as_known_on=in_london(as_known_on))
    found = ask(folder, person, "relief-register", request, ReliefRegister)
    show(found, as_, lambda: _print(found))


def _print(found: ReliefRegister) -> None:
    of_month = f", and what it does in {months.spoken(months.parse(found.month))}" if found.month else ""
    console.print(f"{found.title}: relief{of_month}", style="bold", markup=False)
    for entry in found.entries:
        _print_entry(entry)
    if not found.entries:
        console.print("No relief was asked for.")
    waiting = listed(map(str, found.waiting)) if found.waiting else "none"
    console.print(f"Waiting for a decision: {waiting}.", markup=False)


def _print_entry(entry: ReliefEntry) -> None:
    of = f"{listed(entry.indicators)} in {words.span(entry.first, entry.last)}"
    console.print(f"{entry.relief}. {words.state(entry)}: {entry.says}, for {of}", markup=False, soft_wrap=True)
    for said in (
        f"Cause: {words.sentence(entry.cause)} {words.sentence(entry.particulars)}",
        f"Asked for by {words.asked(entry)}",
        words.decided(entry),
        *words.worth(entry),
    ):
        console.print(f"   {said}", markup=False, soft_wrap=True)
