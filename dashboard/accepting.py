"""The parts of the page to hand in a return that settle it: taking the findings away, answering them, accepting."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

import streamlit as st

from contracts import months
from contracts.errors import ReckonerError
from contracts.months import Month
from contracts.texts import LONGEST_TEXT
from dashboard import data, handing_in, style, waiting
from dashboard.figures import findings, preview
from dashboard.figures.markup import plain
from dashboard.handing_in import REPLACEMENT
from dashboard.marks import Theme
from dashboard.selection import Selection
from dashboard.uploading import WORKBOOK, start_again, turn_to
from dashboard.waiting import Waiting
from ingest.marking.copy import MOST_CELLS, copy_name
from statements.files import FileReport, FindingShown

_ACCEPTING: Final = "Checking once more and storing the return. It is stored whole or not at all…"


def copies(selection: Selection, held: Waiting, report: FileReport) -> None:
    """Offer the findings to take away: as a copy of the return with the cells marked, and for programs."""
    if not report.findings:
        return
    with st.container(key="copies"):
        _downloads(selection, held, report)
        style.quiet(findings.how_to_use_copy(report.cells))


def _downloads(selection: Selection, held: Waiting, report: FileReport) -> None:
    with st.container(horizontal=True):
        if report.cells <= MOST_CELLS:
            st.download_button(
                "Download the return with the cells marked (.xlsx)",
                lambda: handing_in.marked(selection, held),
                file_name=copy_name(held.file_name),
                mime=WORKBOOK,
                on_click="ignore",
            )
        st.download_button(
            "Findings for programs (.json)",
            lambda: report.model_dump_json(indent=1),
            file_name=f"{Path(held.file_name).stem}-findings.json",
            mime="application/json",
            on_click="ignore",
        )


def questions(selection: Selection, at: Path, held: Waiting, asked: tuple[FindingShown, ...], theme: Theme) -> None:
    """Show the findings that need a reason, each with the box for it; what is typed is kept at once."""
    if not asked:
        return
    with st.container(key="questions"):
        style.blocks(findings.title(asked, "reason", theme))
        for place, each in enumerate(asked):
            style.blocks(findings.table([each], "reason", headed=not place))
            with st.container(key=f"answer-{place}"):
                # One that was given with an earlier file of the month stands in the box to begin with.
                before = held.reasons.get(each.key, each.reason or "")
                given = partial(_answered, selection, at, held, each.key)
                _box(f"Reason for {findings.place(each)}", before, f"reason {held.file_hash} {each.key}", given)


def _box(label: str, before: str, box: str, given: Callable[[str], None]) -> None:
    """Offer a box for one reason, under the key ``box``; ``before`` stands in it to begin with."""
    st.text_input(
        plain(label),
        before,
        LONGEST_TEXT,
        key=box,
        on_change=lambda: given(st.session_state[box]),
        placeholder="Write a reason, then Enter",
    )


def _answered(selection: Selection, at: Path, held: Waiting, key: str, reason: str) -> None:
    waiting.answer(at, held.file_hash, key, reason, selection.store.clock())


def acceptance(selection: Selection, at: Path, held: Waiting, report: FileReport) -> None:
    """Offer to accept a file, where that is not possible say why not; and offer to start again.

    Who does not accept returns is told where to send it.
    """
    obstacle = handing_in.obstacle(selection, report, held)
    _moved(held, report)
    if not handing_in.accepts(selection):
        with st.container(key="acceptance"):
            style.said(obstacle or "")
        start_again(at, held.file_hash, "Check another file")
        return
    month = months.parse(report.month or "")
    _replacement(selection, at, held, report, month)
    with st.container(horizontal=True):
        # A press counts for the preview beside it alone: in a second tab, or after somebody else's return, it may have
        # become another one.
        shown = f"accept {held.file_hash[:12]} {handing_in.is_shown_as(report)}"
        pressed = st.button("Accept the return", type="primary", key=shown, disabled=obstacle is not None)
        start_again(at, held.file_hash, "Start again")
    with st.container(key="acceptance"):
        style.quiet(obstacle or "It is stored whole or not at all, and you get a receipt.")
    if pressed and obstacle is None:
        _accept(selection, at, held, month)


def _accept(selection: Selection, at: Path, held: Waiting, month: Month) -> None:
    with st.spinner(_ACCEPTING):
        try:
            # Both steps run to their end before the page is heard of again: a connection that breaks off meanwhile
            # loses nothing.
            report = handing_in.accept(selection, held)
            if report.became in ("accepted", "already loaded"):
                waiting.accepted(at, report, held.file_hash, selection.store.clock())
        except ReckonerError as error:
            style.refused(f"{error} The file still waits here.")
            st.button("Try again")
            return
    turn_to(month)


def _moved(held: Waiting, report: FileReport) -> None:
    """Say that the preview is another one than was shown before, where nothing that was done here explains it."""
    if report.net_after is None:
        return
    now = (held.file_hash, handing_in.is_shown_as(report))
    before = st.session_state.get("preview shown", now)
    st.session_state["preview shown"] = now
    if before[0] == now[0] and before != now:
        style.noted(
            "What this return would change is no longer what was shown here: something else was stored meanwhile."
        )


def _replacement(selection: Selection, at: Path, held: Waiting, report: FileReport, month: Month) -> None:
    """Ask why a file takes the place of one that was accepted; a file that only adds a sheet needs no reason."""
    if month in data.returned_months(selection.store, selection.contract.id):
        only = "" if preview.replaces(report) else " (only if a sheet is replaced)"
        label = f"Reason for replacing what was accepted for {months.spoken(month)}{only}"
        given = partial(_answered, selection, at, held, REPLACEMENT)
        _box(label, held.reasons.get(REPLACEMENT, ""), f"reason {held.file_hash} {REPLACEMENT}", given)
