"""The part of an indicator's page with the open cases that will breach, for an indicator counted from assessments."""

import streamlit as st

from contracts import months
from contracts.errors import ReckonerError
from contracts.indicators import FromCases
from dashboard import data, style
from dashboard.figures import breaches as figure
from dashboard.figures.charted import Charted
from dashboard.figures.in_view import InView
from dashboard.marks import Theme
from dashboard.selection import Selection
from statements.breaches.leaving import as_csv
from statements.breaches.operations import NoCases


def show(selection: Selection, view: InView, charted: Charted, theme: Theme) -> None:
    """Show the open cases of the month in view, or of the month before where that month's return has not come yet."""
    indicator = charted.agreed
    if not isinstance(indicator.measure, FromCases):
        return
    returned = [each for each in data.returned_months(selection.store, view.contract.id) if each <= selection.month]
    if not returned:
        return
    month = months.label(max(returned))
    try:
        found = data.breaches(selection.store, view, indicator.id, month, selection.person.person)
    except NoCases as error:
        style.noted(error)
        return
    except ReckonerError as error:
        style.refused(error)
        return
    style.blocks(figure.section(found, theme, indicator.unit, charted.ahead))
    if found.cases:
        st.download_button(
            "Download these cases as CSV",
            as_csv(found),
            file_name=f"{found.contract}-{found.indicator}-{found.month}-open-cases.csv",
            mime="text/csv",
            key=f"open cases of {found.indicator} in {found.month}",
            on_click="ignore",
        )
