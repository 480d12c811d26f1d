"""``reckoner benchmark``: what the Department for Education publishes of an indicator, to be set beside it."""

import base64
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from contracts.errors import ReckonerError
from reckoner.desk import ask
from reckoner.files import NoSuchFile
from reckoner.options import HERE, Acting, As, Contract, Format, StoreFolder, console, show
from statements.benchmarks.documents import BenchmarkRecorded
from statements.benchmarks.record import BenchmarkAsked


class ChoiceNotUnderstood(ReckonerError):
    """A breakdown that is not written as a column and its value."""

    def __init__(self, found: str) -> None:
        super().__init__(f"Found --where “{found}”. It is written as column, = and value: --where phase=Total.")


def benchmark(  # noqa: PLR0913, PLR0917 -- a command has its options
    file: Annotated[Path, typer.Argument(help="A CSV file as the Department for Education publishes them.")],
    contract: Contract,
    indicator: Annotated[str, typer.Argument(help="Id of the indicator that the figures are set beside.")],
    person: Acting,
    column: Annotated[str, typer.Option(help="The column of the figures, by its name in the file.")],
    authority: Annotated[str, typer.Option(help="The contract's authority as la_name in the file calls it.")],
    source: Annotated[str, typer.Option(help="Who publishes them, and under which title.")],
    release: Annotated[str, typer.Option(help="Which release they are from.")],
    neighbour: Annotated[
        list[str] | None, typer.Option(help="Another authority to compare with; may be repeated.")
    ] = None,
    where: Annotated[list[str] | None, typer.Option(help="COLUMN=VALUE: which breakdown; may be repeated.")] = None,
    folder: StoreFolder = HERE,
    as_: As = Format.TEXT,
) -> None:
    """Load published figures beside an indicator: the authority's, England's, its region's and its neighbours'."""
    if not file.is_file():
        raise NoSuchFile(file)
    request = BenchmarkAsked(
        contract=contract,
        indicator=indicator,
        file_name=file.name,
        content=base64.b64encode(file.read_bytes()),
        column=column,
        authority=authority,
        neighbours=tuple(neighbour or ()),
        where=dict(_chosen(each) for each in where or ()),
        source=source,
        release=release,
    )
    recorded = ask(folder, person, "benchmark", request, BenchmarkRecorded)
    show(recorded, as_, lambda: _print(recorded))


def _chosen(written: str) -> tuple[str, str]:
    column, equals, value = written.partition("=")
    if not (column.strip() and equals and value.strip()):
        raise ChoiceNotUnderstood(written)
    return column.strip(), value.strip()


def _print(recorded: BenchmarkRecorded) -> None:
    told = recorded.shown
    console.print(f"[bold]{escape(told.takeaway)}[/bold]", highlight=False, soft_wrap=True)
    table = Table(box=None, pad_edge=False)
    for heading in (told.kind_of_year, "Place", "Figure"):
        table.add_column(heading, overflow="fold")
    for year in told.years:
        rows = [(place.name, place.says) for place in year.places]
        if year.own:
            rows.append(("By this contract", year.own))
        for at, (name, says) in enumerate(rows):
            table.add_row("" if at else year.year, escape(name), says)
    console.print(table)
    source = f"Source: {told.source}, {told.release}. Column {told.figure}"
    console.print(f"{source}, {told.chosen}." if told.chosen else f"{source}.", markup=False, soft_wrap=True)
    kept = f"{recorded.figures} figures and {recorded.symbols} without one are recorded as benchmark {recorded.number}."
    console.print(kept, markup=False, soft_wrap=True)
