"""``reckoner explain``: the working of a statement's lines, down to the cell."""

from typing import Annotated

import typer

from contracts.wording import pounds
from reckoner.desk import ask
from reckoner.explain_row import explain_row
from reckoner.files import in_london
from reckoner.options import HERE, Acting, As, AsKnownOn, Contract, Format, Period, StoreFolder, console, show
from reckoner.statement import print_relief
from statements.documents import StatementLine
from statements.operations import ExplainAsked, Explanation
from statements.rows.operations import RowCostAsked


def explain(  # noqa: PLR0913, PLR0917 -- a command has its options
    contract: Contract,
    period: Period,
    person: Acting,
    line: Annotated[int | None, typer.Argument(help="Number of one line; without it, every line.")] = None,
    row: Annotated[
        str | None,
        typer.Option(help="What one row of the month's return cost instead, such as “EHC assessments!17”."),
    ] = None,
    folder: StoreFolder = HERE,
    as_known_on: AsKnownOn = None,
    as_: As = Format.TEXT,
) -> None:
    """Explain a statement: for every line its clause, its sum in words and figures, and the cells it came from.

    With --row the other way round: what one row of the return did, and what the payments would be without it.
    """
    if row is not None:
        explain_row(
            folder,
            person,
            RowCostAsked(contract=contract, month=period, row=row, as_known_on=in_london(as_known_on)),
            as_,
        )
        return
    request = ExplainAsked(contract=contract, month=period, line=line, as_known_on=in_london(as_known_on))
    told = ask(folder, person, "explain", request, Explanation)
    show(told, as_, lambda: _print(told))


def _print(told: Explanation) -> None:
    for line in told.lines:
        print_line(line)
    _print_relief(told)


def _print_relief(told: Explanation) -> None:
    """Print the agreed relief that the lines were drawn with, and what the month comes to without any."""
    drawn, named = told.statement, {line.indicator for line in told.lines}
    found = [each for each in drawn.relief if named & {*each.indicators} or len(told.lines) == len(drawn.lines)]
    if found:
        console.print("\n[bold]Agreed relief[/bold]")
        print_relief(found)
    if found and drawn.net_without_relief is not None:
        with_it, without = pounds(drawn.charge - drawn.deducted), pounds(drawn.net_without_relief)
        console.print(f"Without agreed relief: charge less deductions {without}; with it {with_it}.", soft_wrap=True)


def print_line(line: StatementLine) -> None:
    """Print a line with its clause, its sum in words and figures, and where its figures came from."""
    console.print(f"\n[bold]{line.number}. {line.title}[/bold]  {pounds(line.amount)}  (clause {line.clause})")
    console.print(f"   {line.words}", markup=False)
    for step in line.sums:
        console.print(f"     {step.says}: {step.figures}", markup=False)
    for each in line.evidence:
        place = f"{each.file_name}, sheet {each.sheet}, {each.cells_with_figures}"
        console.print(f"   From submission {each.submission}: {place} ({each.says})", markup=False)
        console.print(f"     file SHA-256 {each.file_hash}", markup=False)
