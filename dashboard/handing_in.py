"""Handing a return in from a page: what is asked of the checks, what stands against accepting, and accepting it."""

import logging
from collections.abc import Mapping
from typing import Final

import streamlit as st

from contracts import months
from contracts.errors import ReckonerError
from contracts.months import Month
from dashboard import data
from dashboard.endpoint import place
from dashboard.figures import arriving, findings
from dashboard.figures.in_view import InView
from dashboard.figures.preview import replaces
from dashboard.selection import Selection
from dashboard.waiting import Waiting
from ingest.examining import today
from ingest.following import Follow
from statements.files import FileAsked, FileReport, check_file, load_file
from statements.marked import mark_file
from statements.operations import TemplateAsked, make_template
from store.originals import hash_of
from store.policy import Action, decide

REPLACEMENT: Final = "replacement"
"""Under this key the reason for a replacement waits beside the reasons for findings."""

_CHECKS_KEPT: Final = 4
_log: Final = logging.getLogger("reckoner.server")


class NotChecked(ReckonerError):
    """Looking at a file broke off for a cause that is not in the file."""

    def __init__(self) -> None:
        super().__init__(
            "The file could not be looked at. Nothing was stored, and the file still waits here. Try again; if it "
            "breaks off again, tell whoever runs this server: its log names the place of the fault."
        )


class NotStored(ReckonerError):
    """Storing a return broke off."""

    def __init__(self) -> None:
        super().__init__(
            "Storing the return broke off. It is stored whole or not at all: press “Try again” to see which."
        )


def known_report(selection: Selection, held: Waiting, reasons: Mapping[str, str]) -> FileReport | None:
    """Return what was found in a file before, if neither it, its reasons nor the store have changed since."""
    known: dict[object, FileReport] = st.session_state.setdefault("checks", {})
    return known.get(_kept_under(selection, held, reasons))


def report_on(selection: Selection, held: Waiting, reasons: Mapping[str, str], follow: Follow) -> FileReport:
    """Check a file and return what is found; ``follow`` is told how far it has come.

    Raises:
        NotChecked: it broke off; what went wrong is not repeated, for it may quote a row of the return.
        ReckonerError: the person may not, or the contract is not known.
    """
    key, asked = _kept_under(selection, held, reasons), _asked(selection, held, _for_findings(reasons))
    try:
        report = check_file(selection.store, selection.person.person, asked, follow)
    except ReckonerError:
        raise
    except Exception as error:
        _log.error("A return could not be looked at: %s", place(error))
        raise NotChecked from None
    known: dict[object, FileReport] = st.session_state.setdefault("checks", {})
    known[key] = report
    for old in list(known)[:-_CHECKS_KEPT]:
        del known[old]
    return report


def _kept_under(selection: Selection, held: Waiting, reasons: Mapping[str, str]) -> object:
    given = tuple(sorted(_for_findings(reasons).items()))
    # The report has the file's name in it, and what is found depends on the day: whether a date is still to come.
    file, day = (held.file_hash, held.file_name), today(selection.store)
    return selection.person, selection.contract.id, file, day, given, selection.store.version


def _for_findings(reasons: Mapping[str, str]) -> dict[str, str]:
    return {key: reason for key, reason in reasons.items() if key != REPLACEMENT}


def _asked(selection: Selection, held: Waiting, reasons: Mapping[str, str]) -> FileAsked:
    # The bytes are put in as they are, where the model would read them as base64.
    return FileAsked.model_construct(
        file_name=held.file_name, content=held.content, contract=selection.contract.id, reasons=dict(reasons)
    )


def accepts(selection: Selection) -> bool:
    """Say whether the person is one of those who accept returns."""
    return decide(selection.person, Action.ACCEPT_RETURN, selection.contract.id).allowed


def obstacle(selection: Selection, report: FileReport, held: Waiting) -> str | None:
    """Say why the person cannot accept a file now; ``None`` if they can."""
    if not accepts(selection):
        return arriving.to_send(selection.contract, report)
    if findings.of_severity(report, "blocking"):
        return "This opens when nothing stops the return: correct the file and upload it again."
    if findings.open_questions(report):
        return "This opens when every reason is given."
    if replaces(report) and not held.reasons.get(REPLACEMENT):
        return "This opens when the reason for the replacement is given."
    return None


def accept(selection: Selection, held: Waiting) -> FileReport:
    """Load the file that waits and return its report; nothing here waits for the page.

    Raises:
        NotStored: it broke off.
        ReckonerError: what stood against it; nothing was stored.
    """
    asked = _asked(selection, held, _for_findings(held.reasons))
    asked.replace_reason = held.reasons.get(REPLACEMENT) or None
    try:
        return load_file(selection.store, selection.person.person, asked)
    except ReckonerError:
        raise
    except Exception as error:
        _log.error("Storing a return broke off: %s", place(error))
        raise NotStored from None


def marked(selection: Selection, held: Waiting) -> bytes:
    """Return the copy of a file with the cells of its findings marked, made when it is asked for.

    Raises:
        NotMarked: none is made of this file.
    """
    asked = _asked(selection, held, _for_findings(held.reasons))
    return mark_file(selection.store, selection.person.person, asked).content


def awaited(selection: Selection) -> InView | None:
    """Return the month whose return is to come: the one selected, or the newest if all of that has come.

    ``None`` where a month cannot be drawn up: a file can be handed in all the same.
    """
    newest = min(data.months_to_show(selection.store, selection.contract)[0], selection.contract.last_month)
    try:
        view = data.in_view(selection.store, selection.contract.id, selection.month)
        return view if view.awaited else data.in_view(selection.store, selection.contract.id, newest)
    except ReckonerError:
        return None


def template(selection: Selection, month: Month) -> bytes:
    """Return the empty return of a month, made when it is asked for."""
    asked = TemplateAsked(contract=selection.contract.id, month=months.label(month))
    return make_template(selection.store, selection.person.person, asked).content


def is_shown_as(report: FileReport) -> str:
    """Return what tells one preview from another: its rows and its pounds."""
    return hash_of(repr((report.rows, report.net_before, report.net_after)).encode())[:12]
