"""``reckoner load``: returns into the store."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import track

from reckoner.desk import ask
from reckoner.files import asked, found, in_london, reasons_from
from reckoner.options import HERE, NOT_ACCEPTED, Acting, As, Format, Received, StoreFolder, errors
from reckoner.report import print_report
from statements.files import FileReport


def load(  # noqa: PLR0913, PLR0917 -- a command has its options
    files: Annotated[list[Path], typer.Argument(help="Returns, or folders of returns.")],
    person: Acting,
    folder: StoreFolder = HERE,
    contract: Annotated[str | None, typer.Option(help="Id of the contract they should be returns of.")] = None,
    month: Annotated[str | None, typer.Option(help="Month they should be about, such as 2018-04.")] = None,
    received: Received = None,
    reason: Annotated[list[str] | None, typer.Option(help="KEY=WHY for a finding that needs a reason.")] = None,
    because: Annotated[str | None, typer.Option(help="Why it replaces what was accepted before.")] = None,
    as_: As = Format.TEXT,
) -> None:
    """Load returns: each is accepted whole or not at all. Exit code 1 if any was not accepted."""
    said = {"reasons": reasons_from(reason or ()), "received_at": in_london(received), "replace_reason": because}
    reports: list[FileReport] = []
    paths = found(files)
    try:
        for path in track(paths, description="Loading", console=errors, disable=len(paths) == 1):
            request = asked(path, contract, month).model_copy(update=said)
            reports.append(ask(folder, person, "load", request, FileReport))
            if as_ is Format.TEXT:
                print_report(reports[-1])
    finally:
        # A file that cannot be loaded ends the command; what became of those before it is told all the same.
        if as_ is Format.JSON:
            sys.stdout.write("[" + ",\n".join(report.model_dump_json() for report in reports) + "]\n")
    if any(report.became not in ("accepted", "already loaded") for report in reports):
        raise typer.Exit(NOT_ACCEPTED)
