"""``reckoner lint``: everything that is wrong with a contract file, with line and remedy."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel

from contracts import loading
from contracts.errors import ReckonerError
from contracts.faults import ContractFileRefused, Fault
from reckoner.options import NOT_ACCEPTED, As, Format, console


class CannotBeRead(ReckonerError):
    """A file that is not there, or is no text."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"“{path}” cannot be read. Check the name; a contract file is a text in UTF-8.")


class LintReport(BaseModel):
    """What the linter found in a contract file."""

    file: str
    usable: bool
    faults: tuple[Fault, ...]


def read_text(path: Path) -> str:
    """Read a contract file's text.

    Raises:
        CannotBeRead: it is not there, or not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CannotBeRead(path) from error


def lint(
    file: Annotated[Path, typer.Argument(help="A contract file (YAML).")],
    as_: As = Format.TEXT,
) -> None:
    """Check a contract file: every fault with its line, what was expected and the remedy. Exit code 1 if it has any."""
    report = _report(file)
    if as_ is Format.JSON:
        sys.stdout.write(report.model_dump_json(indent=1) + "\n")
    else:
        _print(report)
    if not report.usable:
        raise typer.Exit(NOT_ACCEPTED)


def _report(path: Path) -> LintReport:
    try:
        file = loading.load(read_text(path), path.name)
    except ContractFileRefused as refused:
        return LintReport(file=path.name, usable=False, faults=refused.faults)
    return LintReport(file=path.name, usable=True, faults=file.warnings)


def _print(report: LintReport) -> None:
    for fault in report.faults:
        console.print(str(fault), markup=False)
    count = len(report.faults)
    told = "no faults" if not count else "one fault" if count == 1 else f"{count} faults"
    console.print(f"{report.file}: {told}; it {'can' if report.usable else 'cannot'} be used.", markup=False)
