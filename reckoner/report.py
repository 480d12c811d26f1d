"""What a command prints about a return: what was found, what it changes, and what became of it."""

from collections.abc import Iterable
from typing import Final

from rich.markup import escape
from rich.table import Table

from contracts import months
from contracts.wording import pounds, pounds_signed
from reckoner.options import console
from statements.evidence import SHEETS
from statements.files import FileReport, FindingShown


def print_report(report: FileReport) -> None:
    """Print what was found in a file, what it changes, and what became of it."""
    if report.became != "already loaded":
        for title, told in _by_severity(report.findings).items():
            console.print(f"\n[bold]{title}[/bold]: {len(told)}", _findings(told), sep="\n")
        if report.rows:
            console.print(_rows(report))
        if report.changes:
            console.print(_changes(report))
    month = f" for {months.spoken(months.parse(report.month))}" if report.month else ""
    console.print(f"\n{report.file_name}{month}: {_became(report)}.", _next(report), markup=False, soft_wrap=True)


def _by_severity(findings: Iterable[FindingShown]) -> dict[str, list[FindingShown]]:
    titles = {"blocking": "Stops the return", "reason": "Needs a reason", "information": "For information"}
    told: dict[str, list[FindingShown]] = {}
    for each in findings:
        told.setdefault("Taken with a reason" if each.reason else titles[each.severity], []).append(each)
    return told


_CHANGES_SHOWN: Final = 20


def _findings(told: list[FindingShown]) -> Table:
    table = _table("Key", "Where", "Found", "Expected", "How to put it right")
    for each in told:
        where = " ".join(part for part in (each.sheet, each.cell) if part)
        remedy = f"Reason given: {each.reason}" if each.reason else each.remedy
        table.add_row(*(escape(part) for part in (each.key, where, each.found, each.expected, remedy)))
    return table


def _table(*headings: str, title: str | None = None) -> Table:
    table = Table(box=None, pad_edge=False, title=title, title_justify="left", title_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def _rows(report: FileReport) -> Table:
    table = _table("Dataset", title="\nRows, beside those accepted before")
    for heading in ("New", "Changed", "Unchanged", "Removed", "With faults"):
        table.add_column(heading, justify="right")
    for each in report.rows:
        counts = (each.new, each.changed, each.unchanged, each.removed, each.rejected)
        table.add_row(SHEETS[each.dataset], *(str(count) for count in counts))
    return table


def _changes(report: FileReport) -> Table:
    table = _table("Dataset", "Row", "Column", "Before", "Now", title="\nWhat differs")
    for each in report.changes[:_CHANGES_SHOWN]:
        cells = (SHEETS[each.dataset], each.row, each.heading, each.before or "blank", each.after or "blank")
        table.add_row(*(escape(cell) for cell in cells))
    rest = len(report.changes) - _CHANGES_SHOWN
    if rest > 0:
        table.add_row(f"and {rest} more: --format json lists them all")
    return table


def _became(report: FileReport) -> str:
    """Say what became of a file; of one that was only checked, what would."""
    if report.recorded or report.became == "already loaded":
        return report.became
    return {"accepted": "nothing stands against it"}.get(report.became, f"would be {report.became}")


def _next(report: FileReport) -> str:
    if report.became == "accepted":
        told = f"Receipt {report.receipt}, submission {report.submission}." if report.recorded else _how(report)
        return f"{told}{_effect(report)}"
    if report.became == "already loaded":
        return f"The same file is submission {report.submission}; nothing was changed."
    kept = f"Receipt {report.receipt} says so. Nothing of the file was taken. " if report.receipt else ""
    again = "load it" if report.recorded else "check it"
    return f"{kept}{_remedy(report)}, and {again} again."


def _how(report: FileReport) -> str:
    """Say how a file that was only checked is loaded."""
    if any(each.changed or each.unchanged or each.removed for each in report.rows):
        return "It replaces what was accepted before: load it with --because and the reason."
    return "It can be loaded as it stands."


def _remedy(report: FileReport) -> str:
    asking = [each.key for each in report.findings if each.severity == "reason" and not each.reason]
    if any(each.severity == "blocking" for each in report.findings):
        return "Put right what stops it"
    return f'Put it right, or give a reason for each (--reason "{asking[0]}=the reason")'


def _effect(report: FileReport) -> str:
    paid = report.payment or report.month
    if report.net_before is None or report.net_after is None or paid is None:
        return ""
    change = report.net_after - report.net_before
    was = f"it {'was' if report.recorded else 'is'} {pounds(report.net_before)}" if change else "unchanged"
    would = "would be " if not report.recorded and change else ""
    by = f", {pounds_signed(change)}" if change else ""
    month = months.spoken(months.parse(paid))
    said = f" Net payment before VAT for {month}: {would}{pounds(report.net_after)} ({was}{by})."
    if report.adjusted_in is None:
        return said
    later = months.spoken(months.parse(report.adjusted_in))
    return f"{said} {month} is certified and stays as it is; the difference comes as an adjustment for {later}."
