"""The parts of an indicator's page that a person works: a new action, what became of one, a decision to ask for."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final, TypeVar

import streamlit as st
from pydantic import BaseModel

from contracts import months
from contracts.errors import ReckonerError
from contracts.indicators import Indicator
from contracts.texts import LONGEST_SENTENCE
from dashboard import meetings, style
from dashboard.figures import actions
from dashboard.figures.markup import plain
from dashboard.selection import Selection
from statements.actions import ActionAsked, EntryAsked, record_action, record_entry
from statements.decisions import DecisionAsked, ask_decision
from statements.matters import ActionShown, Matters
from store.policy import Action, decide
from store.session import Store

Request = TypeVar("Request", bound=BaseModel)

_FOUR_WEEKS: Final = timedelta(weeks=4)
_KINDS: Final = {"progress": "Progress", "done": "Done", "new due date": "New due date", "withdrawn": "Withdrawn"}


def show(selection: Selection, indicator: Indicator) -> None:
    """Show what is done about an indicator and what is asked of the board; those who may record it find how below."""
    told = meetings.matters(selection.store, selection.contract.id)
    style.blocks(actions.section(told, indicator.id))
    if not _may(selection, Action.NOTE_PROGRESS):
        return
    with st.container(key="follow-up"):
        if done := st.session_state.pop("recorded", None):
            style.done(done)
        officer = _may(selection, Action.RECORD_ACTION)
        title = (
            "Record an action, what became of an earlier one, or a decision to ask for"
            if officer
            else "Report progress"
        )
        with st.expander(plain(title)):
            _forms(selection, indicator, told, officer=officer)


def _may(selection: Selection, action: Action) -> bool:
    return decide(selection.person, action, selection.contract.id).allowed


def _forms(selection: Selection, indicator: Indicator, told: Matters, *, officer: bool) -> None:
    open_ = [each for each in told.actions if each.indicator == indicator.id and each.state == "open"]
    if not officer:
        _became(selection, open_, told, ["progress"])
        return
    new, became, asked = st.tabs(["A new action", "What became of an action", "A decision to ask for"])
    with new:
        _new(selection, indicator, told)
    with became:
        _became(selection, open_, told, list(_KINDS))
    with asked:
        _ask(selection, indicator)


def _new(selection: Selection, indicator: Indicator, told: Matters) -> None:
    with st.form(key_of("action", indicator.id), border=False):
        what = st.text_input("What is to be done", max_chars=LONGEST_SENTENCE)
        owner = st.text_input("Owner: the post that is to do it", indicator.owner, max_chars=LONGEST_SENTENCE)
        due = st.date_input("Last day in time", told.today + _FOUR_WEEKS, min_value=told.today, format="DD/MM/YYYY")
        pressed = st.form_submit_button("Record the action")
    if pressed:
        request = ActionAsked(contract=selection.contract.id, what=what, owner=owner, due=due, indicator=indicator.id)
        record(selection, record_action, request, "The action is recorded.")


def _became(selection: Selection, open_: list[ActionShown], told: Matters, kinds: list[str]) -> None:
    if not open_:
        style.quiet("No action is open for this indicator.")
        return
    named = {each.number: f"{each.number}. {each.what}" for each in open_}
    kind = st.radio("What became of it", kinds, format_func=_KINDS.__getitem__, horizontal=True, key="became kind")
    with st.form(key_of("entry", str(min(named))), border=False):
        number = st.selectbox("Action", list(named), format_func=named.__getitem__)
        day = None
        if kind == "done":
            day = st.date_input("Day on which it was done", told.today, max_value=told.today, format="DD/MM/YYYY")
        elif kind == "new due date":
            later = told.today + _FOUR_WEEKS
            day = st.date_input("New due date", later, min_value=told.today, format="DD/MM/YYYY")
        why = {"done": "What there is to say (may be left out)", "progress": "What there is to report"}
        note = st.text_input(why.get(kind, "Why"), max_chars=LONGEST_SENTENCE)
        pressed = st.form_submit_button("Record it")
    if pressed:
        said = {"contract": selection.contract.id, "action": number, "kind": kind, "note": note, "day": day}
        record(selection, record_entry, EntryAsked.model_validate(said), f"Recorded of action {number}: {kind}.")


def _ask(selection: Selection, indicator: Indicator) -> None:
    month = months.spoken(selection.month)
    with st.form(key_of("decision", indicator.id), border=False):
        label = f"What is asked with the results of {month}, as a sentence that can be agreed to"
        asked = st.text_input(label, max_chars=LONGEST_SENTENCE)
        pressed = st.form_submit_button("Ask for the decision")
    if pressed:
        label = months.label(selection.month)
        request = DecisionAsked(contract=selection.contract.id, month=label, asked=asked, indicator=indicator.id)
        record(selection, ask_decision, request, "The decision is asked for.")


def key_of(name: str, of: str) -> str:
    """Return a form's key: another one each time something was recorded, so that its boxes are empty again."""
    return f"{name} {of} {st.session_state.get('records', 0)}"


def record(
    selection: Selection,
    run: Callable[[Store, str, Request], object],
    asked: Request,
    done: str,
    where: str = "recorded",
) -> None:
    """Record what was asked for and draw the page anew; what stands against it is said, and the boxes stay filled.

    ``where`` names the part of the page that then says that it is done.
    """
    try:
        run(selection.store, selection.person.person, asked)
    except ReckonerError as error:
        style.refused(error)
        return
    st.session_state[where] = done
    st.session_state["records"] = st.session_state.get("records", 0) + 1
    st.rerun()
