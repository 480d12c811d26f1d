"""The payment page: this month's statement, line by line."""

import streamlit as st

from contracts import months
from contracts.errors import ReckonerError
from dashboard import data, style
from dashboard.figures import lines, note, takeaway, waterfall
from dashboard.selection import Selection


def show(selection: Selection) -> None:
    """Show the payment statement of a contract for a month; where it cannot be drawn up there is no total."""
    agreed, title = selection.contract, f"Payment statement for {months.spoken(selection.month)}"
    try:
        view = data.in_view(selection.store, agreed.id, selection.month)
    except ReckonerError as error:
        style.heading(agreed.contract.title, title)
        st.error(str(error))
        return
    state = f"{agreed.contract.title}. Draft: not sent to the provider, not certified"
    style.heading(state, title, takeaway.of_payment(view), ("Open the board", ""))
    style.blocks(
        note.illustrative(view),
        waterfall.waterfall(view) if view.has_result else None,
        lines.line_by_line(view, style.theme(), style.address()),
    )
