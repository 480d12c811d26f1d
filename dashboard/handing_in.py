"""Handing a return in from a page: what is asked of the checks, what stands against accepting, and accepting it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import streamlit as st

from contracts import months
from contracts.errors import ReckonerError
from contracts.months import Month
from dashboard import data, waiting
from dashboard.figures import findings
from dashboard.figures.in_view import InView
from dashboard.figures.preview import replaces
from dashboard.selection import Selection
from dashboard.waiting import Receipt, Waiting
from statements.files import FileAsked, FileReport, check_file, load_file
from statements.operations import TemplateAsked, make_template
from store.originals import hash_of
from store.policy import Action, decide

REPLACEMENT: Final = "replacement"
"""Under this key the reason for a replacement waits beside the reasons for findings."""

_CHECKS_KEPT: Final = 4
_CHECKING: Final = "Reading the file, checking every cell and working out what it does to the payment…"
_ACCEPTING: Final = "Checking once more and storing the return. It is stored whole or not at all…"


def report_on(selection: Selection, file_name: str, content: bytes, reasons: Mapping[str, str]) -> FileReport:
    """Return what is found in a file, checked once as long as neither it, its reasons nor the store change."""
    given = {key: reason for key, reason in reasons.items() if key != REPLACEMENT}
    asked = _asked(selection, file_name, content, given)
    key = (selection.person, asked.contract, hash_of(content), tuple(sorted(given.items())), selection.store.version)
    known: dict[object, FileReport] = st.session_state.setdefault("checks", {})
    if key not in known:
        with st.spinner(_CHECKING):
            known[key] = check_file(selection.store, selection.person.person, asked)
        for old in list(known)[:-_CHECKS_KEPT]:
            del known[old]
    return known[key]


def _asked(selection: Selection, file_name: str, content: bytes, reasons: Mapping[str, str]) -> FileAsked:
    # The bytes are put in as they are, where the model would read them as base64.
    return FileAsked.model_construct(
        file_name=file_name, content=content, contract=selection.contract.id, reasons=dict(reasons)
    )


def obstacle(selection: Selection, report: FileReport, held: Waiting) -> str | None:
    """Say why the person cannot accept a file now; ``None`` if they can."""
    decision = decide(selection.person, Action.ACCEPT_RETURN, selection.contract.id)
    if not decision.allowed:
        return decision.because
    if findings.of_severity(report, "blocking"):
        return "This opens when nothing stops the return: correct the file and upload it again."
    if findings.open_questions(report):
        return "This opens when every reason is given."
    if replaces(report) and not held.reasons.get(REPLACEMENT):
        return "This opens when the reason for the replacement is given."
    return None


def accept(selection: Selection, held: Waiting, at: Path) -> ReckonerError | None:
    """Load the file that waits and put its receipt in its place; return what stood against it, if anything did."""
    asked = _asked(selection, held.file_name, held.content, held.reasons)
    asked.replace_reason = held.reasons.get(REPLACEMENT) or None
    with st.spinner(_ACCEPTING):
        # The receipt is written before the page is heard of again: a connection that drops meanwhile loses nothing.
        try:
            report = load_file(selection.store, selection.person.person, asked)
        except ReckonerError as error:
            return error
        if report.became == "accepted":
            waiting.accepted(at, Receipt(report=report, file_hash=held.file_hash))
    return None


def awaited(selection: Selection) -> InView | None:
    """Return the month whose return is to come: the one selected, or the newest if all of that has come.

    ``None`` where a month cannot be drawn up: a file can be handed in all the same.
    """
    newest = data.months_to_show(selection.store, selection.contract)[0]
    try:
        view = data.in_view(selection.store, selection.contract.id, selection.month)
        return view if view.awaited else data.in_view(selection.store, selection.contract.id, newest)
    except ReckonerError:
        return None


def template(selection: Selection, month: Month) -> bytes:
    """Return the empty return of a month, made when it is asked for."""
    asked = TemplateAsked(contract=selection.contract.id, month=months.label(month))
    return make_template(selection.store, selection.person.person, asked).content
