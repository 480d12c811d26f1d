"""``reckoner breaches``: open EHC assessments by days to their limit, and what the next month comes to."""

from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from contracts import months
from contracts.wording import NONE_DUE, day_short, deducted
from reckoner.desk import ask
from reckoner.files import in_london
from reckoner.options import HERE, Acting, As, AsKnownOn, Contract, Format, Period, StoreFolder, console, show
from statements.breaches.documents import Breaches
from statements.breaches.operations import BreachesAsked


def breaches(  # noqa: PLR0913, PLR0917 -- a command has its options
    contract: Contract,
    period: Period,
    person: Acting,
    indicator: Annotated[
        str | None, typer.Option(help="An indicator counted from EHC assessments; without it, the first.")
    ] = None,
    folder: StoreFolder = HERE,
    as_known_on: AsKnownOn = None,
    as_: As = Format.TEXT,
) -> None:
    """List the open cases at the end of a month that are overdue or due in the next, and what that month comes to."""
    request = BreachesAsked(contract=contract, month=period, indicator=indicator, as_known_on=in_london(as_known_on))
    told = ask(folder, person, "breaches", request, Breaches)
    show(told, as_, lambda: _print(told))


def _print(told: Breaches) -> None:
    console.print(f"[bold]{escape(told.indicator_title)}[/bold]: open cases on {day_short(told.as_of)}")
    for group in told.groups:
        console.print(f"{group.name}: {group.cases}", markup=False)
    if told.cases:
        console.print(_cases(told))
    if told.withheld:
        console.print(told.withheld, markup=False, soft_wrap=True)
    if told.futures:
        console.print(_futures(told))
    for sentence in (told.break_even, told.assumes):
        if sentence:
            console.print(sentence, markup=False, soft_wrap=True)


def _cases(told: Breaches) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in ("Case", "Days open", "Limit", "Days left", "Waits for"):
        table.add_column(heading, justify="right" if heading.startswith("Days") else "left")
    for each in told.cases:
        days = "overdue" if each.days_left <= 0 else str(each.days_left)
        table.add_row(escape(each.case), str(each.days_open), day_short(each.limit_day), days, each.waits_for)
    return table


def _futures(told: Breaches) -> Table:
    month = months.spoken(months.parse(told.next_month))
    table = Table(box=None, pad_edge=False)
    for heading in (f"{month}, if", "Measure", "Status", "Deducted"):
        table.add_column(heading, overflow="fold", justify="right" if heading == "Deducted" else "left")
    for each in told.futures:
        table.add_row(each.supposing, each.measure, each.status or NONE_DUE, deducted(each.deducted))
    return table
