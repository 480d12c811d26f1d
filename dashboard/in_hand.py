"""A file that was looked at and waits: what was found, what is asked, what it would do, and whether it is accepted."""

from pathlib import Path

from dashboard import accepting, handing_in, style, uploading
from dashboard.figures import arriving, findings, preview
from dashboard.selection import Selection
from dashboard.waiting import Waiting
from statements.files import FileReport


def show(selection: Selection, at: Path, held: Waiting) -> None:
    """Show a person the file that waits for them, looked at anew where anything has changed since."""
    report = uploading.report_in_hand(selection, at, held)
    if report is not None:
        _checked(selection, at, held, report)


def _checked(selection: Selection, at: Path, held: Waiting, report: FileReport) -> None:
    theme = style.theme()
    style.blocks(
        arriving.steps(report, accepts=handing_in.accepts(selection)),
        arriving.lead(findings.takeaway(report)),
        arriving.file(report, held.file_hash, held.until),
        findings.heading(report),
        findings.group(findings.of_severity(report, "blocking"), "blocking", theme),
    )
    accepting.questions(selection, at, held, findings.of_severity(report, "reason"), theme)
    if noted := findings.of_severity(report, "information"):
        style.blocks(findings.group(noted, "information", theme))
    accepting.copies(selection, held, report)
    if report.became == "rejected":
        uploading.said_of_the_last(at)
        uploading.picked(selection, at, arriving.TO_PICK_AGAIN)
    style.blocks(preview.preview(report))
    accepting.acceptance(selection, at, held, report)
