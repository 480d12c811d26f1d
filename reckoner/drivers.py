"""``reckoner drivers``: what moved an indicator between two months."""

from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from reckoner.desk import ask
from reckoner.files import in_london
from reckoner.options import HERE, Acting, As, AsKnownOn, Contract, Format, StoreFolder, console, show
from statements.drivers.documents import Drivers, MovedBy
from statements.drivers.operations import DriversAsked


def drivers(  # noqa: PLR0913, PLR0917 -- a command has its options
    contract: Contract,
    indicator: Annotated[str, typer.Argument(help="Id of the indicator, such as SP1.")],
    before: Annotated[str, typer.Argument(help="The earlier month, such as 2018-02.")],
    after: Annotated[str, typer.Argument(help="The later month, such as 2018-03.")],
    person: Acting,
    by: Annotated[str | None, typer.Option(help="By that column of the rows alone, such as area.")] = None,
    folder: StoreFolder = HERE,
    as_known_on: AsKnownOn = None,
    as_: As = Format.TEXT,
) -> None:
    """Say what moved an indicator from one month to a later one: which area, service or mode, and how."""
    asked = {"contract": contract, "indicator": indicator, "before": before, "after": after, "by": by}
    request = DriversAsked(**asked, as_known_on=in_london(as_known_on))
    told = ask(folder, person, "drivers", request, Drivers)
    show(told, as_, lambda: _print(told))


def _print(told: Drivers) -> None:
    console.print(f"[bold]{escape(told.indicator_title)}[/bold]", highlight=False)
    console.print(told.words, markup=False, soft_wrap=True)
    for found in told.moved_by:
        console.print(f"\n[bold]{escape(found.takeaway)}[/bold]", _table(told, found), sep="\n")
        if found.note:
            console.print(found.note, markup=False, soft_wrap=True)
    console.print()
    for note in told.notes:
        console.print(note, markup=False, soft_wrap=True)


def _table(told: Drivers, found: MovedBy) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in (found.heading, told.before, told.after, "By its own value", "By its share", "Together"):
        table.add_column(heading, overflow="fold", justify="right" if heading[:2] in ("By", "To") else "left")
    for group in found.groups:
        table.add_row(escape(group.name), group.before, group.after, *group.moved.shown)
    table.add_row("The change", "", "", "", "", told.shown, style="bold")
    return table
