"""``reckoner lint``: everything that is wrong with a contract file, with line and remedy."""

import sys
from fractions import Fraction
from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel

from contracts import loading
from contracts.errors import ReckonerError
from contracts.faults import ContractFileRefused, Fault, Severity
from contracts.linter.stakes import Limits
from contracts.values import read_number
from reckoner.options import NOT_ACCEPTED, As, Format, console


class CannotBeRead(ReckonerError):
    """A file that is not there, or no file."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"“{path}” cannot be read. Check the name, and that you may read the file.")


class LintReport(BaseModel):
    """What the linter found in a contract file."""

    file: str
    usable: bool
    faults: tuple[Fault, ...]


def read_text(path: Path) -> str:
    """Read a contract file's text.

    Raises:
        CannotBeRead: it is not there.
        ContractFileRefused: it is not in UTF-8.
    """
    try:
        return loading.read_text(path)
    except OSError as error:
        raise CannotBeRead(path) from error


def lint(
    file: Annotated[Path, typer.Argument(help="A contract file (YAML).")],
    cliff: Annotated[
        str, typer.Option(help="Warn of one unit of performance worth more than this, in % of a month's charge.")
    ] = "2.5",
    missing_file: Annotated[
        str, typer.Option(help="Warn of a missing return worth more than this, in % of a month's charge.")
    ] = "15",
    as_: As = Format.TEXT,
) -> None:
    """Check a contract file: every fault with its line, what was expected and the remedy. Exit code 1 if it has any.

    A file without a fault is looked through for what may not be meant; a warning changes neither use nor exit code.
    """
    report = _report(file, Limits(_percentage("--cliff", cliff), _percentage("--missing-file", missing_file)))
    if as_ is Format.JSON:
        sys.stdout.write(report.model_dump_json(indent=1) + "\n")
    else:
        _print(report)
    if not report.usable:
        raise typer.Exit(NOT_ACCEPTED)


def _percentage(option: str, typed: str) -> Fraction:
    try:
        return read_number(typed)
    except ValueError as error:
        raise typer.BadParameter(f"{error}; found “{typed}”.", param_hint=option) from error


def _report(path: Path, limits: Limits) -> LintReport:
    try:
        file = loading.load(read_text(path), path.name)
    except ContractFileRefused as refused:
        return LintReport(file=path.name, usable=False, faults=refused.faults)
    return LintReport(file=path.name, usable=True, faults=loading.warnings_of(file, path.name, limits))


def _print(report: LintReport) -> None:
    for fault in report.faults:
        console.print(str(fault), markup=False)
    told = _counted(report.faults, "refused", "fault")
    if any(fault.severity == "warning" for fault in report.faults):
        told += " and " + _counted(report.faults, "warning", "warning")
    console.print(f"{report.file}: {told}; it {'can' if report.usable else 'cannot'} be used.", markup=False)


def _counted(faults: tuple[Fault, ...], severity: Severity, word: str) -> str:
    count = sum(fault.severity == severity for fault in faults)
    return {0: f"no {word}s", 1: f"one {word}"}.get(count, f"{count} {word}s")
