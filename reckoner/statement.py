"""``reckoner statement``: the statement of a month."""

from datetime import datetime
from typing import Annotated

import typer
from rich.table import Table

from contracts import months
from contracts.wording import moment, pounds
from reckoner.desk import ask
from reckoner.files import in_london
from reckoner.options import HERE, Acting, As, Format, StoreFolder, console, show
from statements.documents import Statement
from statements.operations import StatementAsked

Contract = Annotated[str, typer.Argument(help="Id of the contract.")]
Period = Annotated[str, typer.Argument(help="Month, such as 2016-11.")]
AsKnownOn = Annotated[
    datetime | None, typer.Option("--as-known-on", help="As it was known at a past moment, London time.")
]


def statement(  # noqa: PLR0913, PLR0917 -- a command has its options
    contract: Contract,
    period: Period,
    person: Acting,
    folder: StoreFolder = HERE,
    as_known_on: AsKnownOn = None,
    as_: As = Format.TEXT,
) -> None:
    """Print the draft statement of a month: charge, every deduction, net payment before VAT."""
    request = StatementAsked(contract=contract, month=period, as_known_on=in_london(as_known_on))
    drawn = ask(folder, person, "statement", request, Statement)
    show(drawn, as_, lambda: print_statement(drawn))


def print_statement(drawn: Statement) -> None:
    """Print a statement for a person."""
    month = months.spoken(months.parse(drawn.month))
    console.print(f"[bold]{drawn.title}: statement for {month}[/bold] ({drawn.state})")
    known = moment(drawn.known_at.replace(tzinfo=None))
    console.print(f"As known on {known}; contract version {drawn.contract_version}")
    if drawn.illustrative:
        console.print("Illustrative: made-up figures, except where the contract file names a published source.")
    console.print(_lines(drawn))
    for cap in drawn.caps:
        console.print(f"{cap.title} (clause {cap.clause}): {pounds(cap.used)} of {pounds(cap.limit)} used.")
    console.print(f"Digest {drawn.digest}")


def _lines(drawn: Statement) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in ("", "Line", "Clause", "Status", "Measure", "Target"):
        table.add_column(heading, overflow="fold")
    for heading in ("Points", "Amount"):
        table.add_column(heading, justify="right", no_wrap=True)
    for line in drawn.lines:
        cells = (str(line.number), line.title, line.clause, line.status or "", line.measure, line.target, line.points)
        table.add_row(*cells, pounds(line.amount))
    table.add_section()
    table.add_row("", "Net payment before VAT", "", "", "", "", "", pounds(drawn.net), style="bold")
    if drawn.net_without_relief is not None:
        without = pounds(drawn.net_without_relief)
        table.add_row("", "Without agreed relief: charge less deductions", "", "", "", "", "", without)
    if drawn.vat:
        table.add_row("", "Payment with VAT", "", "", "", "", "", pounds(drawn.net + drawn.vat), style="bold")
    return table
