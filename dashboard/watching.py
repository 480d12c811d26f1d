"""The part of an indicator's page with what its figures make worth asking about."""

import streamlit as st

from contracts import months
from contracts.london import in_london
from dashboard import data
from dashboard.figures.in_view import InView
from dashboard.selection import Selection
from statements.trend_documents import QuestionShown
from statements.watch.operations import QuestionsAsked, show_questions
from store.session import Store


def questions(selection: Selection, view: InView, indicator: str) -> tuple[QuestionShown, ...]:
    """Return the questions that an indicator's figures raise up to the month in view, as the person may see them."""
    person, store = selection.person.person, selection.store
    asked = QuestionsAsked(contract=view.contract.id, month=months.label(view.month), indicator=indicator)
    # Who may see cases depends on the day, too.
    at = f"{view.board.known_at} {in_london(store.clock())}"
    kept_under = (data.place(store), store.version, at, person, asked.model_dump_json())
    return _questions(kept_under, store, asked)


@st.cache_resource(max_entries=200, show_spinner=False)
def _questions(
    kept_under: tuple[str, int, str, str, str], _store: Store, _asked: QuestionsAsked
) -> tuple[QuestionShown, ...]:
    return show_questions(_store, kept_under[3], _asked)
