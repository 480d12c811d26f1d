"""Returns on their way from files to the store, and what is printed about each."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import typer
from rich.table import Table

from contracts.errors import ReckonerError
from contracts.terms.deadlines import LONDON
from contracts.wording import pounds, pounds_signed
from reckoner.options import console
from statements.operations import FileAsked, FileReport, FindingShown

RETURNS = (".xlsx", ".csv")


class NoSuchFile(ReckonerError):
    """A file or folder that is not there."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"“{path}” is not there. Check the name.")


class NoReturnsThere(ReckonerError):
    """A folder without a workbook or CSV."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"“{folder}” holds no return: nothing that ends in .xlsx or .csv.")


def found(paths: Iterable[Path]) -> list[Path]:
    """Return the files that were named, and those of a named folder in the order of their names.

    Raises:
        NoSuchFile, NoReturnsThere: as they say.
    """
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(each for each in path.iterdir() if each.suffix.lower() in RETURNS)
            if not inside:
                raise NoReturnsThere(path)
            files += inside
        elif path.is_file():
            files.append(path)
        else:
            raise NoSuchFile(path)
    return files


def reasons_from(given: Iterable[str]) -> dict[str, str]:
    """Read reasons written ``I04 OP4=Case list moved to a new system``: a finding's key, and why."""
    reasons = {}
    for each in given:
        key, equals, why = each.partition("=")
        if not equals or not why.strip():
            raise typer.BadParameter(f"“{each}”: write the finding's key, =, and the reason, such as I04 OP4=Why")
        reasons[key.strip()] = why.strip()
    return reasons


def asked(path: Path, contract: str | None = None, month: str | None = None) -> FileAsked:
    """Return the request for a file; its bytes are put in as they are, where the model would read them as base64."""
    return FileAsked.model_construct(file_name=path.name, content=path.read_bytes(), contract=contract, month=month)


def in_london(moment: datetime | None) -> datetime | None:
    """Take a moment without a zone as London time."""
    return moment.replace(tzinfo=LONDON) if moment is not None and moment.tzinfo is None else moment


def print_report(report: FileReport) -> None:
    """Print what was found in a file, what it changes, and what became of it."""
    for severity, title in _SEVERITIES.items():
        told = [each for each in report.findings if each.severity == severity]
        if told:
            console.print(f"\n[bold]{title}[/bold]: {len(told)}")
            console.print(_findings(told))
    if report.rows:
        console.print(_rows(report))
    about = f" for {report.month}" if report.month else ""
    console.print(f"\n{report.file_name}{about}: [bold]{report.became}[/bold]. {_next(report)}")


_SEVERITIES = {
    "blocking": "Stops the return",
    "reason": "Needs a reason",
    "information": "For information",
}


def _findings(told: list[FindingShown]) -> Table:
    table = Table(box=None, pad_edge=False, show_edge=False)
    for heading in ("Key", "Where", "Found", "Expected", "How to put it right"):
        table.add_column(heading, overflow="fold")
    for each in told:
        where = " ".join(part for part in (each.sheet, each.cell) if part)
        remedy = f"Reason given: {each.reason}" if each.reason else each.remedy
        table.add_row(*(_plain(part) for part in (each.key, where, each.found, each.expected, remedy)))
    return table


def _plain(text: str) -> str:
    return text.replace("[", r"\[")


def _rows(report: FileReport) -> Table:
    table = Table(box=None, pad_edge=False, title="Rows", title_justify="left")
    table.add_column("Dataset")
    for heading in ("New", "Changed", "Unchanged", "Removed", "Rejected"):
        table.add_column(heading, justify="right")
    for each in report.rows:
        counts = (each.new, each.changed, each.unchanged, each.removed, each.rejected)
        table.add_row(each.dataset, *(str(count) for count in counts))
    return table


def _next(report: FileReport) -> str:
    if report.became == "accepted" and not report.recorded:
        return f"It can be loaded as it stands.{_effect(report)}"
    if report.became == "accepted":
        return f"Receipt {report.receipt}.{_effect(report)}"
    if report.became == "already loaded":
        return f"The same file is submission {report.submission}; nothing was changed."
    kept = f"Receipt {report.receipt} says so. " if report.receipt else ""
    return f"{kept}Nothing of it was taken. Put it right, or give reasons (--reason KEY=WHY), and load it again."


def _effect(report: FileReport) -> str:
    if report.net_before is None or report.net_after is None:
        return ""
    change = report.net_after - report.net_before
    was = f"was {pounds(report.net_before)}, {pounds_signed(change)}"
    return f" Net payment for {report.month}: {pounds(report.net_after)} ({was})."
