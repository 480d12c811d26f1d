"""``reckoner explain``: the working of a statement's lines, down to the cell."""

from typing import Annotated

import typer

from contracts.wording import pounds
from reckoner.desk import ask
from reckoner.files import in_london
from reckoner.options import HERE, Acting, As, Format, StoreFolder, console, show
from reckoner.statement import AsKnownOn, Contract, Period
from statements.documents import StatementLine
from statements.operations import ExplainAsked, Explanation


def explain(  # noqa: PLR0913, PLR0917 -- a command has its options
    contract: Contract,
    period: Period,
    person: Acting,
    line: Annotated[int | None, typer.Argument(help="Number of one line; without it, every line.")] = None,
    folder: StoreFolder = HERE,
    as_known_on: AsKnownOn = None,
    as_: As = Format.TEXT,
) -> None:
    """Explain a statement: for every line its clause, its sum in words and figures, and the cells it came from."""
    request = ExplainAsked(contract=contract, month=period, line=line, as_known_on=in_london(as_known_on))
    told = ask(folder, person, "explain", request, Explanation)
    show(told, as_, lambda: _print(told))


def _print(told: Explanation) -> None:
    for line in told.lines:
        _print_line(line)


def _print_line(line: StatementLine) -> None:
    console.print(f"\n[bold]{line.number}. {line.title}[/bold]  {pounds(line.amount)}  (clause {line.clause})")
    console.print(f"   {line.words}", markup=False)
    for step in line.sums:
        console.print(f"     {step.says}: {step.figures}", markup=False)
    for each in line.evidence:
        place = f"{each.file_name}, sheet {each.sheet}, {each.cells}"
        console.print(f"   From submission {each.submission}: {place} ({each.says})", markup=False)
        console.print(f"     file SHA-256 {each.file_hash}", markup=False)
