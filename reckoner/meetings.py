"""``reckoner meeting``, ``decision`` and ``answer``: meetings, what is asked of them and what they decide."""

from datetime import datetime
from typing import Annotated

import typer

from contracts import months
from contracts.wording import day
from reckoner.actions import DAY, Indicator
from reckoner.desk import ask
from reckoner.options import HERE, Acting, Contract, Period, StoreFolder, console
from statements.decisions import AnswerAsked, DecisionAsked, DecisionRecorded, MeetingAsked, MeetingRecorded
from store.meetings import MeetingState


def meeting(  # noqa: PLR0913, PLR0917 -- a command has its options
    contract: Contract,
    on: Annotated[datetime, typer.Argument(metavar="DAY", formats=DAY, help="Its day, such as 2016-12-14.")],
    state: Annotated[MeetingState, typer.Argument(help="Where it stands.")],
    person: Acting,
    forum: Annotated[
        str | None, typer.Option(help="Id of the forum in the contract file; without it, the first one.")
    ] = None,
    folder: StoreFolder = HERE,
) -> None:
    """Record a meeting as planned, held or cancelled. For one day the latest record counts."""
    request = MeetingAsked(contract=contract, day=on.date(), state=state.value, forum=forum)
    recorded = ask(folder, person, "meeting", request, MeetingRecorded)
    console.print(f"{recorded.forum}, {day(recorded.day)}: {recorded.state}.", markup=False)


def decision(  # noqa: PLR0913, PLR0917 -- a command has its options
    contract: Contract,
    period: Period,
    asked: Annotated[str, typer.Argument(help="What is asked, as a sentence that can be agreed to.")],
    person: Acting,
    indicator: Indicator = None,
    folder: StoreFolder = HERE,
) -> None:
    """Ask for a decision with a month's results."""
    request = DecisionAsked(contract=contract, month=period, asked=asked, indicator=indicator)
    recorded = ask(folder, person, "decision", request, DecisionRecorded)
    month = months.spoken(months.parse(period))
    console.print(f"Decision {recorded.decision} is asked with the results of {month}.", markup=False)


def answer(  # noqa: PLR0913, PLR0917 -- a command has its options
    contract: Contract,
    number: Annotated[int, typer.Argument(metavar="DECISION", help="Number of the decision.")],
    text: Annotated[str, typer.Argument(metavar="ANSWER", help="What was decided; with --withdrawn, why.")],
    person: Acting,
    meeting: Annotated[datetime | None, typer.Option(formats=DAY, help="Day of the meeting that decided.")] = None,
    minute: Annotated[str, typer.Option(help="Where it stands in the minutes, such as 4.1.")] = "",
    withdrawn: Annotated[bool, typer.Option("--withdrawn", help="The question is not asked any more.")] = False,
    folder: StoreFolder = HERE,
) -> None:
    """Record what was decided, once; or that the question is withdrawn."""
    when = meeting.date() if meeting else None
    request = AnswerAsked(
        contract=contract, decision=number, answer=text, meeting=when, minute=minute, withdrawn=withdrawn
    )
    ask(folder, person, "answer", request, DecisionRecorded)
    console.print(f"Decision {number} is {'withdrawn' if withdrawn else 'answered'}.", markup=False)
