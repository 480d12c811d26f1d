"""``reckoner actions``, ``action`` and ``follow-up``: what is done about what fails."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from contracts.wording import NONE_DUE, day
from reckoner.desk import ask
from reckoner.files import in_london
from reckoner.options import HERE, Acting, As, AsKnownOn, Contract, Format, StoreFolder, console, show
from statements.actions import ActionAsked, ActionRecorded, EntryAsked
from statements.matters import ActionShown, DecisionShown, Matters
from statements.operations import MattersAsked
from store.actions import EntryKind

DAY = ["%Y-%m-%d"]
Indicator = Annotated[
    str | None, typer.Option(help="Id of the indicator it is about; without it, the contract as a whole.")
]


def action(  # noqa: PLR0913, PLR0917 -- a command has its options
    contract: Contract,
    what: Annotated[str, typer.Argument(help="What is to be done, in a sentence.")],
    person: Acting,
    owner: Annotated[str, typer.Option(help="The post that is to do it, such as “Head of SEND”.")],
    due: Annotated[datetime, typer.Option(formats=DAY, help="Last day in time, such as 2017-01-09.")],
    indicator: Indicator = None,
    folder: StoreFolder = HERE,
) -> None:
    """Record an action to put right what fails."""
    request = ActionAsked(contract=contract, what=what, owner=owner, due=due.date(), indicator=indicator)
    recorded = ask(folder, person, "action", request, ActionRecorded)
    console.print(f"Action {recorded.action} is recorded, due {day(due.date())}.", markup=False)


def follow_up(  # noqa: PLR0913, PLR0917 -- a command has its options
    contract: Contract,
    action: Annotated[int, typer.Argument(help="Number of the action.")],
    kind: Annotated[EntryKind, typer.Argument(help="What became of it.")],
    person: Acting,
    note: Annotated[str, typer.Option(help="What there is to report, or why. May be left out where it is done.")] = "",
    on: Annotated[
        datetime | None,
        typer.Option("--day", formats=DAY, help="The new due date, or the day on which it was done (today)."),
    ] = None,
    folder: StoreFolder = HERE,
) -> None:
    """Record what became of an action: progress, a new due date, done or withdrawn. What was recorded stays."""
    when = on.date() if on else None
    request = EntryAsked(contract=contract, action=action, kind=kind.value, note=note, day=when)
    recorded = ask(folder, person, "follow-up", request, ActionRecorded)
    console.print(f"Recorded of action {recorded.action}: {kind}.", markup=False)


def actions(
    contract: Contract,
    person: Acting,
    folder: StoreFolder = HERE,
    as_known_on: AsKnownOn = None,
    as_: As = Format.TEXT,
) -> None:
    """List a contract's actions, the decisions asked, and the meetings, with their numbers."""
    request = MattersAsked(contract=contract, as_known_on=in_london(as_known_on))
    told = ask(folder, person, "matters", request, Matters)
    show(told, as_, lambda: _print(told))


def _print(told: Matters) -> None:
    actions_ = _table("Actions", "No.", "About", "What", "Owner", "Due", "State")
    for each in told.actions:
        due = f"{day(each.due)}{', overdue' * each.is_overdue(told.today)}"
        _row(actions_, each.number, each.indicator, each.what, each.owner, due, " ".join(_words(each)))
    decisions = _table("Decisions asked", "No.", "About", "Month", "Asked", "Answer")
    for decision in told.decisions:
        _row(decisions, decision.number, decision.indicator, decision.month, decision.asked, _answer(decision))
    meetings = _table("Meetings", "Day", "Forum", "State")
    for meeting in told.meetings:
        meetings.add_row(day(meeting.day), escape(meeting.forum), meeting.state)
    for title, table in (("action", actions_), ("decision", decisions), ("meeting", meetings)):
        console.print(table if table.row_count else f"No {title} is recorded.")


def _row(table: Table, number: int, indicator: str | None, *cells: str) -> None:
    table.add_row(str(number), *(escape(cell) for cell in (indicator or "the contract", *cells)))


def _words(action: ActionShown) -> Iterator[str]:
    yield action.state
    if action.ended:
        yield day(action.ended)
    if action.due != action.first_due:
        yield f"(first due {day(action.first_due)})"
    if action.entries and action.entries[-1].note:
        yield f"- {action.entries[-1].note}"


def _answer(decision: DecisionShown) -> str:
    if decision.state == "asked":
        return NONE_DUE
    where = f"{day(decision.day)}, minute {decision.minute}" if decision.day else "withdrawn"
    return f"{decision.answer} ({where})"


def _table(title: str, *headings: str) -> Table:
    table = Table(box=None, pad_edge=False, title=f"\n{title}", title_justify="left", title_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table
