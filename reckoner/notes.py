"""``reckoner event``, ``rebase`` and ``withdraw-note``: what a reader of an indicator's chart should know of."""

from typing import Annotated

import typer

from reckoner.desk import ask
from reckoner.options import HERE, Acting, Contract, StoreFolder, console
from statements.chart_notes import NoteAsked, NoteRecorded, WithdrawalAsked

Indicator = Annotated[str, typer.Argument(help="Id of the indicator whose chart it is.")]


def event(  # noqa: PLR0913, PLR0917 -- a command has its options
    contract: Contract,
    indicator: Indicator,
    month: Annotated[str, typer.Argument(help="The month in which it happened, such as 2016-07.")],
    words: Annotated[str, typer.Argument(help="What happened, in a few words without personal data.")],
    person: Acting,
    folder: StoreFolder = HERE,
) -> None:
    """Note an event on an indicator's chart, such as “Second casework team”. It changes no figure."""
    asked = NoteAsked(contract=contract, indicator=indicator, month=month, kind="event", words=words)
    recorded = ask(folder, person, "note-on-chart", asked, NoteRecorded)
    console.print(f"Note {recorded.note}: the event stands on the chart of {indicator} in {month}.", markup=False)


def rebase(  # noqa: PLR0913, PLR0917 -- a command has its options
    contract: Contract,
    indicator: Indicator,
    month: Annotated[str, typer.Argument(help="The month from which mean and limits begin anew, such as 2017-04.")],
    reason: Annotated[str, typer.Argument(help="Why, in a sentence.")],
    person: Acting,
    folder: StoreFolder = HERE,
) -> None:
    """Decide that an indicator's chart begins anew from a month. `reckoner trend` says where that may be right."""
    asked = NoteAsked(contract=contract, indicator=indicator, month=month, kind="rebase", words=reason)
    recorded = ask(folder, person, "note-on-chart", asked, NoteRecorded)
    console.print(f"Note {recorded.note}: the chart of {indicator} begins anew from {month}.", markup=False)


def withdraw_note(
    contract: Contract,
    note: Annotated[int, typer.Argument(help="Number of the note, as “reckoner trend” lists it.")],
    reason: Annotated[str, typer.Argument(help="Why it is withdrawn.")],
    person: Acting,
    folder: StoreFolder = HERE,
) -> None:
    """Withdraw an event or a rebase. What was recorded stays on record."""
    asked = WithdrawalAsked(contract=contract, note=note, reason=reason)
    recorded = ask(folder, person, "withdraw-note", asked, NoteRecorded)
    console.print(f"Note {recorded.note} is withdrawn.", markup=False)
