"""The part of the Payment page that shows the statement as it was known on an earlier day."""

from datetime import datetime, time, timedelta

import streamlit as st

from contracts import months
from contracts.errors import ReckonerError
from contracts.london import LONDON, in_london
from dashboard import statement_file, style
from dashboard.figures import known_then as figure
from dashboard.selection import Selection
from statements import drafting
from statements.documents import Statement
from statements.ledgers import ledger_of


def show(selection: Selection, statement: Statement) -> None:
    """Ask for a day, and show a month's statement as it stood at its end in London beside the one of now."""
    now = selection.store.clock()
    with st.container(key="known-then"), st.expander("See the statement as it was known on an earlier day"):
        first = months.first_day(selection.contract.first_month)
        day = st.date_input("At the end of", None, min(first, in_london(now)), in_london(now), format="DD/MM/YYYY")
        if day is None:
            style.quiet("What came later is left out: returns, relief, decisions, variations and index values.")
            return
        ended = datetime.combine(day + timedelta(days=1), time(), LONDON) - timedelta(microseconds=1)
        try:
            ledger = ledger_of(selection.store, selection.contract.id, min(ended, now))
            was = drafting.statement(ledger, selection.month)
        except ReckonerError as error:
            style.refused(error)
            return
        style.blocks(figure.known_then(was, statement, day))
        statement_file.offer(was, "Download it as it was known then (JSON)", "statement known then")
