"""The page to hand in a return: file, findings, preview, acceptance and receipt."""

from pathlib import Path
from typing import Final

import streamlit as st

from contracts import months
from dashboard import handing_in, style, uploading, waiting
from dashboard.figures import arriving, findings, preview
from dashboard.selection import Selection
from dashboard.waiting import Receipt, Waiting

TITLE: Final = "Upload a return"


def show(selection: Selection) -> None:
    """Show where the person's return stands: none in hand, one that was checked, or the receipt of an accepted one."""
    at = waiting.place(selection.store.folder, selection.person.person, selection.contract.id)
    done, held = waiting.receipt_at(at), waiting.kept(at)
    if done is not None and done.report.month == months.label(selection.month):
        _accepted(selection, at, done)
    elif held is not None:
        _in_hand(selection, at, held)
    else:
        _none_yet(selection, at)


def _none_yet(selection: Selection, at: Path) -> None:
    view = handing_in.awaited(selection)
    month = view.month if view else selection.month
    style.heading(arriving.context(selection.contract, month), TITLE)
    style.blocks(arriving.steps(None), arriving.lead(arriving.WHAT_TO_DO))
    uploading.picked(selection, at, "The return: a workbook (.xlsx), or a CSV for each sheet")
    uploading.template_button(selection, month)
    style.blocks(arriving.due(view) if view else None, arriving.rules())


def _in_hand(selection: Selection, at: Path, held: Waiting) -> None:
    style.heading(arriving.context(selection.contract, months.parse(held.month) if held.month else None), TITLE)
    report = handing_in.report_on(selection, held.file_name, held.content, held.reasons)
    theme = style.theme()
    if report.became in ("refused", "already loaded"):
        waiting.discard(at)
    style.blocks(
        arriving.steps(report),
        arriving.lead(findings.takeaway(report)),
        arriving.file(report, held.file_hash),
        findings.heading(report),
        findings.group(findings.of_severity(report, "blocking"), "blocking", theme),
    )
    uploading.questions(at, held, findings.of_severity(report, "reason"), theme)
    if noted := findings.of_severity(report, "information"):
        style.blocks(findings.group(noted, "information", theme))
    if report.became == "rejected":
        uploading.picked(selection, at, "A corrected file: it takes this one’s place and the reasons stay")
    if report.became in ("accepted", "rejected"):
        style.blocks(preview.preview(report))
    uploading.acceptance(selection, at, held, report)


def _accepted(selection: Selection, at: Path, done: Receipt) -> None:
    month = months.parse(done.report.month or "")
    style.heading(arriving.context(selection.contract, month), TITLE)
    lead = arriving.lead(f"The return for {months.spoken(month)} is accepted and stored.")
    address = {name: value for name, value in st.query_params.items() if name != "month"}
    style.blocks(arriving.steps(done.report), lead, arriving.receipt(done.report, done.file_hash, address))
    uploading.start_again(at, "Upload another return")
