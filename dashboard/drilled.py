"""The part of an indicator's page that opens a month to the rows behind it. Nothing is read before it is opened."""

import streamlit as st

from contracts.errors import ReckonerError
from dashboard import data, style
from dashboard.figures import rows as figure
from dashboard.figures.charted import Charted
from dashboard.figures.in_view import InView
from dashboard.figures.links import ROWS
from dashboard.figures.markup import plain
from dashboard.selection import Selection
from statements.rows.documents import RowsOfMonth


def show(selection: Selection, view: InView, charted: Charted) -> None:
    """Show the rows of the month that the address names, if it names one in which the indicator is measured."""
    month = st.query_params.get(ROWS)
    if month not in {each.shown.month for each in charted.run}:
        return
    with st.container(key="rows"):
        try:
            found = data.rows(selection.store, view, charted.agreed.id, str(month), selection.person.person)
        except ReckonerError as error:
            style.refused(error)
            return
        st.header(plain(figure.title(found)), anchor=ROWS)
        style.blocks(figure.lead(found, style.address()), figure.together(found))
        _broken_down(found)
        style.blocks(figure.table(found))
        _to_take_away(selection, found)


def _broken_down(found: RowsOfMonth) -> None:
    if not found.breakdowns:
        return
    offered = {each.by: each for each in found.breakdowns}
    key, asked, first = "broken down by", st.query_params.get("by"), found.breakdowns[0].by
    if st.session_state.get(key) not in offered:
        st.session_state[key] = asked if asked in offered else first
    with st.container(key="by"):
        chosen = st.selectbox("Broken down by", list(offered), key=key, format_func=lambda by: offered[by].heading)
    # The first is not written down: the address loses the place on the page to go to whenever it is changed.
    if chosen != first or asked:
        st.query_params["by"] = chosen
    style.blocks(figure.groups(offered[chosen]))


def _to_take_away(selection: Selection, found: RowsOfMonth) -> None:
    """Offer the rows as a file, to those who see them on the page."""
    if not found.rows:
        return
    st.download_button(
        "Download the rows as CSV",
        lambda: data.every_row(selection.store, found, selection.person.person),
        file_name=f"{found.contract}-{found.indicator}-{found.month}-rows.csv",
        mime="text/csv",
        key=f"rows of {found.indicator} in {found.month}",
        on_click="ignore",
    )
