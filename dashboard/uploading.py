"""The parts of the page to hand in a return that a person works: picking, answering, accepting, starting again."""

from pathlib import Path
from typing import Final, NoReturn

import streamlit as st

from contracts import months
from contracts.months import Month
from dashboard import data, handing_in, style, waiting
from dashboard.figures import findings, preview
from dashboard.handing_in import REPLACEMENT
from dashboard.marks import Theme
from dashboard.selection import Selection
from dashboard.waiting import Waiting
from statements.files import FileReport, FindingShown

_WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST: Final = 500


def picked(selection: Selection, at: Path, label: str) -> None:
    """Offer to pick or drop a file; one that can be looked at is kept waiting, and of another it is said why not."""
    turn = st.session_state.setdefault("files picked", 0)
    file = st.file_uploader(label, type=["xlsx", "csv"], key=f"file {turn}")
    if file is None:
        return
    content = file.getvalue()
    held = waiting.kept(at)
    report = handing_in.report_on(selection, file.name, content, held.reasons if held else {})
    if report.became == "already loaded":
        st.info(f"This very file was accepted before, as submission {report.submission}. Nothing was stored again.")
    elif report.became == "refused":
        st.error(findings.takeaway(report))
        style.blocks(findings.group(report.findings, "blocking", style.theme()))
    else:
        waiting.keep(at, file.name, content, report.month)
        st.session_state["files picked"] = turn + 1
        _turn_to(months.parse(report.month) if report.month else selection.month)


def _turn_to(month: Month) -> NoReturn:
    """Draw the page anew with the file's month selected: the whole frame follows the file."""
    st.query_params["month"] = months.label(month)
    st.rerun()


def template_button(selection: Selection, month: Month) -> None:
    """Offer the empty workbook of a month."""
    st.download_button(
        f"Download the template for {months.spoken(month)} (.xlsx)",
        lambda: handing_in.template(selection, month),
        file_name=f"{selection.contract.id}-{months.label(month)}.xlsx",
        mime=_WORKBOOK,
        on_click="ignore",
    )


def questions(at: Path, held: Waiting, asked: tuple[FindingShown, ...], theme: Theme) -> None:
    """Show the findings that need a reason, each with the box for it; what is typed is kept at once."""
    if not asked:
        return
    with st.container(key="questions"):
        style.blocks(findings.title(asked, "reason", theme))
        for place, each in enumerate(asked):
            style.blocks(findings.table([each], "reason", headed=not place))
            with st.container(key=f"answer-{place}"):
                _box(at, held, each.key, f"Reason for {findings.place(each)}", each.reason or "")


def _box(at: Path, held: Waiting, key: str, label: str, before: str) -> None:
    """Offer a box for one reason; one given with an earlier file of the month stands in it to begin with."""
    box = f"reason {held.file_hash} {key}"

    def given() -> None:
        waiting.answer(at, held.file_hash, key, st.session_state[box])

    st.text_input(
        label,
        held.reasons.get(key, before),
        _LONGEST,
        key=box,
        on_change=given,
        placeholder="Write a reason, then Enter",
    )


def acceptance(selection: Selection, at: Path, held: Waiting, report: FileReport) -> None:
    """Offer to accept a file, where that is not possible say why not; and offer to start again."""
    if report.became not in ("accepted", "rejected"):
        start_again(at, "Start again")
        return
    month = months.parse(report.month or "")
    _replacement(selection, at, held, report, month)
    obstacle = handing_in.obstacle(selection, report, held)
    with st.container(horizontal=True):
        pressed = st.button("Accept the return", type="primary", key="accept", disabled=obstacle is not None)
        start_again(at, "Start again")
    st.markdown(style.quiet(obstacle or "It is stored whole or not at all, and you get a receipt."))
    if pressed and obstacle is None:
        error = handing_in.accept(selection, held, at)
        if error is None:
            _turn_to(month)
        st.error(f"{error} The file still waits here.")


def _replacement(selection: Selection, at: Path, held: Waiting, report: FileReport, month: Month) -> None:
    """Ask why a file takes the place of one that was accepted; a file that only adds a sheet needs no reason."""
    if month in data.returned_months(selection.store, selection.contract.id):
        only = "" if preview.replaces(report) else " (only if a sheet is replaced)"
        _box(at, held, REPLACEMENT, f"Reason for replacing what was accepted for {months.spoken(month)}{only}", "")


def start_again(at: Path, label: str) -> None:
    """Offer to go back to the first step; what waits here is taken away."""
    st.button(label, key="start again", on_click=waiting.discard, args=(at,))
