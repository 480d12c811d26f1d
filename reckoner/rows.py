"""``reckoner rows``: the rows behind one indicator in one month."""

from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from contracts import months
from contracts.wording import count, pounds
from reckoner.desk import ask
from reckoner.files import in_london
from reckoner.options import HERE, Acting, As, AsKnownOn, Contract, Format, Period, StoreFolder, console, show
from statements.rows import words
from statements.rows.documents import Breakdown, RowsOfMonth
from statements.rows.operations import RowsAsked


def rows(  # noqa: PLR0913, PLR0917 -- a command has its options
    contract: Contract,
    period: Period,
    person: Acting,
    indicator: Annotated[str, typer.Argument(help="Id of the indicator, such as SP1.")],
    by: Annotated[str | None, typer.Option(help="Break the measure down by that column alone, such as area.")] = None,
    most: Annotated[int, typer.Option(help="How many rows are listed.")] = 200,
    costs: Annotated[bool, typer.Option("--costs", help="Work out what each listed row cost.")] = False,
    folder: StoreFolder = HERE,
    as_known_on: AsKnownOn = None,
    as_: As = Format.TEXT,
) -> None:
    """List the rows of the return behind an indicator: what each did, broken down, and with --costs what it cost."""
    asked = {"contract": contract, "month": period, "indicator": indicator, "by": by, "most": most, "costs": costs}
    request = RowsAsked(**asked, as_known_on=in_london(as_known_on))
    told = ask(folder, person, "rows", request, RowsOfMonth)
    show(told, as_, lambda: _print(told))


def _print(told: RowsOfMonth) -> None:
    month = months.spoken(months.parse(told.month))
    console.print(f"[bold]{escape(told.indicator_title)}[/bold], {month}: {told.measure}", highlight=False)
    console.print(_entered(told), markup=False)
    for each in told.left_out:
        console.print(f"Left out: {count(each.rows)} ({each.why})", markup=False)
    for sentence in (told.note, told.withheld):
        if sentence:
            console.print(sentence, markup=False, soft_wrap=True)
    for found in told.breakdowns:
        console.print(f"\n[bold]{escape(found.takeaway)}[/bold]", _broken_down(found), sep="\n")
    _print_rows(told)
    for step in told.steps:
        cost = f"{pounds(abs(step.pence))} {'more' if step.pence < 0 else 'less'} deducted"
        console.print(f"Without the worst {count(step.rows)}: {step.measure}, {cost}.")
    if told.not_listed:
        console.print(f"{count(told.not_listed)} more: --most {told.not_listed + len(told.rows)} lists them all.")


def _print_rows(told: RowsOfMonth) -> None:
    """Print the rows one by one, and what their costs mean where those were worked out."""
    if told.rows:
        console.print(_table(told))
    if any(row.cost is not None for row in told.rows):
        console.print(words.of_costs(told), markup=False, soft_wrap=True)


def _entered(told: RowsOfMonth) -> str:
    """Say how many rows make up the figure, and how many of them failed."""
    if told.source == "none":
        return "No return has come for it."
    if told.source == "stated":
        return f"The figure is stated as a whole: one row of “{told.sheet}” holds it."
    if told.entered == 1:
        return f"1 row of “{told.sheet}” counts; it {'failed' if told.failed else 'did not fail'}."
    return f"{count(told.entered)} rows of “{told.sheet}” count, {count(told.failed)} of them failed."


def _broken_down(found: Breakdown) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in (found.heading, "Rows", "Measure"):
        table.add_column(heading, overflow="fold")
    for group in found.groups:
        table.add_row(escape(group.name), count(group.rows), group.value)
    return table


def _table(told: RowsOfMonth) -> Table:
    table = Table(box=None, pad_edge=False, title=f"\nRows of the sheet “{told.sheet}”", title_justify="left")
    for heading in ("Row", "What it is", "What it did", "", words.heading_of_costs(told)):
        table.add_column(heading, overflow="fold")
    for row in told.rows:
        cost = "" if row.cost is None else pounds(row.cost)
        table.add_row(str(row.row), escape(row.key), row.did, escape(row.why or row.counts), cost)
    return table
