"""The part of an indicator's page in which an officer notes an event, begins its chart anew, or withdraws a note."""

from typing import Final

import streamlit as st

from contracts import months
from contracts.months import Month
from contracts.texts import LONGEST_SENTENCE
from dashboard import style
from dashboard.figures.charted import Charted
from dashboard.following_up import key_of, record
from dashboard.selection import Selection
from statements.chart_notes import FEW, NoteAsked, WithdrawalAsked, record_note, withdraw_note
from store.policy import Action, decide

_DONE: Final = "noted"


def show(selection: Selection, charted: Charted) -> None:
    """Offer the forms to those who may note something on a chart; others are shown nothing here."""
    if not decide(selection.person, Action.NOTE_ON_CHART, selection.contract.id).allowed:
        return
    with st.container(key="noting"):
        if done := st.session_state.pop(_DONE, None):
            style.done(done)
        with st.expander("Note an event on the chart, or begin it anew"):
            event, anew, withdrawn = st.tabs(["An event", "Begin the chart anew", "Withdraw a note"])
            with event:
                _event(selection, charted)
            with anew:
                _anew(selection, charted)
            with withdrawn:
                _withdrawn(selection, charted)


def _event(selection: Selection, charted: Charted) -> None:
    offered = range(selection.month, selection.contract.first_month - 1, -1)
    with st.form(key_of("event", charted.agreed.id), border=False):
        month = st.selectbox("Month in which it happened", offered, format_func=_spoken)
        words = st.text_input("What happened, in a few words", placeholder="Second casework team", max_chars=FEW)
        pressed = st.form_submit_button("Note the event")
    if pressed:
        asked = NoteAsked(**_of(selection, charted, month), kind="event", words=words)
        record(selection, record_note, asked, "The event stands on the chart.", _DONE)


def _anew(selection: Selection, charted: Charted) -> None:
    proposed = charted.proposed
    figures = [months.parse(each.shown.month) for each in charted.run if each.value is not None][1:]
    if charted.chart is None or not figures:
        style.said("This indicator has no limits of usual variation that could begin anew.")
        return
    offered = [*proposed, *(each for each in reversed(figures) if each not in proposed)]
    with st.form(key_of("anew", charted.agreed.id), border=False):
        label = "Month from which mean and limits begin anew"
        month = st.selectbox(label, offered, format_func=lambda at: _spoken(at) + " (proposed)" * (at in proposed))
        help_ = "It can hide that things got worse: say what changed for good."
        reason = st.text_input("Why", max_chars=LONGEST_SENTENCE, placeholder=help_)
        pressed = st.form_submit_button("Begin the chart anew")
    if pressed:
        asked = NoteAsked(**_of(selection, charted, month), kind="rebase", words=reason)
        record(selection, record_note, asked, f"The chart begins anew from {_spoken(month)}.", _DONE)


def _withdrawn(selection: Selection, charted: Charted) -> None:
    standing = {each.note: each for each in charted.history.noted}
    if not standing:
        style.said("No note stands on this chart.")
        return
    with st.form(key_of("withdraw", str(sum(standing))), border=False):
        note = st.selectbox("Note", list(standing), format_func=lambda at: f"{at}. {standing[at].words}")
        reason = st.text_input("Why it is withdrawn", max_chars=LONGEST_SENTENCE)
        pressed = st.form_submit_button("Withdraw the note")
    if pressed:
        asked = WithdrawalAsked(contract=selection.contract.id, note=note, reason=reason)
        record(selection, withdraw_note, asked, f"Note {note} is withdrawn.", _DONE)


def _of(selection: Selection, charted: Charted, month: int) -> dict[str, str]:
    label = months.label(Month(month))
    return {"contract": selection.contract.id, "indicator": charted.agreed.id, "month": label}


def _spoken(month: int) -> str:
    return months.spoken(Month(month))
