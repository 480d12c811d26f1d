"""Bringing a file in, on the page to hand in a return: picking it, looking at it, what is said of one not taken.

A file is kept the moment it has come, and only then looked at: a connection that breaks off meanwhile loses nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final, NoReturn

import streamlit as st

from contracts import months
from contracts.errors import ReckonerError
from contracts.months import Month
from dashboard import handing_in, places, style, two_windows, waiting
from dashboard.figures import findings, progress
from dashboard.figures.markup import plain
from dashboard.selection import Selection
from dashboard.waiting import Waiting
from ingest.following import Follow, Stage
from statements.files import FileReport

WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def tidy(selection: Selection) -> None:
    """Take away what has waited too long, in every place of the store: once in a visit."""
    if "tidied" not in st.session_state:
        places.expire(selection.store.folder, selection.store.clock())
        st.session_state["tidied"] = True


def picked(selection: Selection, at: Path, label: str) -> None:
    """Offer to pick or drop a file, and keep it."""
    turn = st.session_state.setdefault("files picked", 0)
    file = st.file_uploader(label, type=["xlsx", "csv"], key=f"file {turn}")
    if file is not None:
        waiting.arrive(at, file.name, file.getvalue(), selection.store.clock())
        st.session_state["files picked"] = turn + 1
        two_windows.own_doing()
        st.rerun()


def look_at(selection: Selection, at: Path, came: Waiting) -> None:
    """Look at a file that has come; one that can be worked with is kept waiting, of another it is kept why not."""
    held = waiting.kept(at)
    report = report_on(selection, at, came, held or came)
    if report is None:
        return
    if report.became in ("refused", "already loaded"):
        _not_taken(at, came, report, selection.store.clock())
    waiting.keep(at, came.file_hash, report.month, selection.store.clock())
    turn_to(months.parse(report.month) if report.month else selection.month)


def report_in_hand(selection: Selection, at: Path, held: Waiting) -> FileReport | None:
    """Return what is found in the file that waits, as `report_on`; one that can be taken no more leaves its place."""
    report = report_on(selection, at, held, held)
    now = selection.store.clock()
    if report is not None and report.became == "already loaded":
        # Somebody else has accepted it, or the server stopped between storing it and saying so: here is its receipt.
        waiting.accepted(at, report, held.file_hash, now)
        turn_to(months.parse(report.month or ""))
    if report is not None and report.became == "refused":
        _not_taken(at, held, report, now)
    return report


def _not_taken(at: Path, file: Waiting, report: FileReport, now: datetime) -> NoReturn:
    waiting.turn_away(at, file.file_hash, report, now)
    two_windows.own_doing()
    st.rerun()


def report_on(selection: Selection, at: Path, file: Waiting, answered: Waiting) -> FileReport | None:
    """Return what is found in a file, saying how far it has come; where it breaks off say so and return ``None``."""
    known = handing_in.known_report(selection, file, answered.reasons)
    if known is not None:
        return known
    try:
        with _followed(file) as follow:
            return handing_in.report_on(selection, file, answered.reasons, follow)
    except ReckonerError as error:
        style.refused(error)
        with st.container(horizontal=True):
            st.button("Try again", type="primary")
            start_again(at, file.file_hash, "Start again")
        return None


@contextmanager
def _followed(file: Waiting) -> Iterator[Follow]:
    """Show how far looking at a file has come; nothing of it stays."""
    room, came = st.empty(), progress.received(file.file_name, len(file.content))
    with room.container(key="looking"), st.status(plain(came), expanded=True) as status:
        style.said(came)

        def follow(stage: Stage, rows: int) -> None:
            done, now = progress.stage(stage, rows)
            if done:
                style.said(done)
            status.update(label=plain(now), expanded=True)

        yield follow
    room.empty()


def said_of_the_last(at: Path) -> None:
    """Say why the file that came last was not taken."""
    report = waiting.turned_away(at)
    if report is None:
        return
    takeaway = findings.takeaway(report)
    said = f"{report.file_name}: {takeaway[:1].lower()}{takeaway[1:]}"
    if report.became == "refused":
        style.refused(said)
        style.blocks(findings.heading(report), findings.group(report.findings, "blocking", style.theme()))
    else:
        style.noted(said)


def turn_to(month: Month) -> NoReturn:
    """Draw the page anew with the file's month selected: the whole frame follows the file."""
    st.query_params["month"] = months.label(month)
    st.rerun()


def template_button(selection: Selection, month: Month) -> None:
    """Offer the empty workbook of a month."""
    st.download_button(
        f"Download the template for {months.spoken(month)} (.xlsx)",
        lambda: handing_in.template(selection, month),
        file_name=f"{selection.contract.id}-{months.label(month)}.xlsx",
        mime=WORKBOOK,
        on_click="ignore",
    )


def start_again(at: Path, file_hash: str, label: str) -> None:
    """Offer to leave a file and go on without it; of what waits here it alone is taken away."""

    def leave() -> None:
        two_windows.own_doing()
        waiting.discard(at, file_hash)

    st.button(label, key="start again", on_click=leave)
