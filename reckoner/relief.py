"""``reckoner relief`` and ``reckoner decide-relief``: what is to be excused, and the board's decision."""

from datetime import datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Annotated

import typer

from reckoner.desk import ask
from reckoner.options import HERE, Acting, StoreFolder, console
from statements.relief_record import DecisionAsked, ReliefAsked, ReliefRecorded


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
        return Decimal(text)
    except InvalidOperation as error:
        raise typer.BadParameter(f"{text} is not a number.") from error


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
