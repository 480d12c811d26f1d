"""``reckoner check``: what would be found in a return, and a copy with the cells marked; nothing is recorded."""

from pathlib import Path
from typing import Annotated

import typer

from reckoner.desk import ask
from reckoner.files import OneAtATime, OverTheFileItself, asked, found, in_london, reasons_from
from reckoner.options import HERE, NOT_ACCEPTED, Acting, As, Format, Received, StoreFolder, errors, show
from reckoner.report import print_report
from statements.files import FileAsked, FileReport
from statements.marked import FileMarked


def check(  # noqa: PLR0913, PLR0917 -- a command has its options
    file: Annotated[Path, typer.Argument(help="A return: workbook or CSV.")],
    person: Acting,
    folder: StoreFolder = HERE,
    contract: Annotated[str | None, typer.Option(help="Id of the contract it should be a return of.")] = None,
    month: Annotated[str | None, typer.Option(help="Month it should be about, such as 2018-04.")] = None,
    received: Received = None,
    reason: Annotated[list[str] | None, typer.Option(help="KEY=WHY for a finding that needs a reason.")] = None,
    marked: Annotated[
        Path | None, typer.Option("--marked-copy", help="Where to write a workbook with the cells marked (.xlsx).")
    ] = None,
    as_: As = Format.TEXT,
) -> None:
    """List everything that is wrong with a return, and what it would change. Exit code 1 if it cannot be taken."""
    if file.is_dir():
        raise OneAtATime(file)
    if marked is not None and marked.resolve() == file.resolve():
        raise OverTheFileItself(file)
    said = {"reasons": reasons_from(reason or ()), "received_at": in_london(received)}
    request = asked(found([file])[0], contract, month).model_copy(update=said)
    report = ask(folder, person, "check", request, FileReport)
    show(report, as_, lambda: print_report(report))
    if marked is not None:
        _write_marked(folder, person, request, report, marked)
    if report.became not in ("accepted", "already loaded"):
        raise typer.Exit(NOT_ACCEPTED)


def _write_marked(folder: Path, person: str, request: FileAsked, report: FileReport, path: Path) -> None:
    """Write the marked copy; what is said of it goes to the error stream, so that a program still reads the report."""
    if report.became == "refused" or not report.findings:
        errors.print("No marked copy was written: there is no cell to mark.", markup=False, soft_wrap=True)
        return
    copy = ask(folder, person, "mark", request, FileMarked)
    path.write_bytes(copy.content)
    errors.print(f"Marked copy written: {path}", markup=False, soft_wrap=True)
