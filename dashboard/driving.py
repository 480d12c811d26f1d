"""The part of an indicator's page that says what moved it between two months, where it is counted from rows."""

from typing import Final

import streamlit as st

from contracts import months
from contracts.errors import ReckonerError
from contracts.london import in_london
from dashboard import data, style
from dashboard.figures import drivers as figure
from dashboard.figures.charted import Charted
from dashboard.figures.in_view import InView
from dashboard.selection import Selection
from statements.drivers.documents import Drivers
from statements.drivers.operations import DriversAsked, show_drivers
from store.session import Store

_AT: Final = "moved"


def show(selection: Selection, view: InView, charted: Charted) -> None:
    """Show what moved the figure from the month before to the latest, or between two months that the reader chooses."""
    known = [each.shown.month for each in reversed(charted.run) if each.value is not None]
    if charted.agreed.dataset == "indicators" or len(known) < 2:
        return
    with st.container(key=_AT):
        st.header("What moved it", anchor=_AT)
        before, after = _chosen(charted.agreed.id, known)
        try:
            told = _drivers(selection, view, charted.agreed.id, before, after)
        except ReckonerError as error:
            style.noted(error)
            return
        offered = {each.by: each for each in told.moved_by}
        style.blocks(figure.lead(told))
        key = f"moved by, {charted.agreed.id}"
        by = st.segmented_control(
            "By", list(offered), default=next(iter(offered)), key=key, format_func=lambda by: offered[by].heading
        )
        style.blocks(figure.table(told, offered[by or next(iter(offered))]))


def _chosen(indicator: str, known: list[str]) -> tuple[str, str]:
    earlier, later = st.columns(2)
    with later:
        after = st.selectbox("To", known[:-1], key=f"to, {indicator}, {known[0]}", format_func=_spoken)
    before_it = known[known.index(after) + 1 :]
    with earlier:
        before = st.selectbox("From", before_it, key=f"from, {indicator}, {after}", format_func=_spoken)
    return before, after


def _spoken(month: str) -> str:
    return months.spoken(months.parse(month))


def _drivers(selection: Selection, view: InView, indicator: str, before: str, after: str) -> Drivers:
    store, person = selection.store, selection.person.person
    asked = DriversAsked(contract=view.contract.id, indicator=indicator, before=before, after=after)
    # Who may see cases depends on the day, too.
    at = f"{view.board.known_at} {in_london(store.clock())}"
    return _kept((data.place(store), store.version, at, person, asked.model_dump_json()), store, asked)


@st.cache_resource(max_entries=60, show_spinner=False)
def _kept(kept_under: tuple[str, int, str, str, str], _store: Store, _asked: DriversAsked) -> Drivers:
    return show_drivers(_store, kept_under[3], _asked)
