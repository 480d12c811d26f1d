"""The outlook on an indicator's page: worked out when it is looked at, and kept until something changes."""

from dataclasses import replace
from datetime import datetime

import streamlit as st

from contracts.indicators import Indicator
from contracts.months import Month
from dashboard import data
from dashboard.figures.charted import Charted
from dashboard.figures.in_view import InView
from statements.history import number_of
from statements.ledgers import ledger_of
from statements.outlook.documents import Outlook
from statements.outlook.operations import outlook_of
from statements.trends import latest_month
from store.session import Store


def charted(store: Store, seen: InView, agreed: Indicator) -> tuple[Charted, Outlook]:
    """Return an indicator with its chart, its outlook from the month in view on, and the same as a document.

    Raises:
        NoSuchIndicator: the contract has none by that id.
    """
    plain = data.charted(store, seen, agreed)
    kept_under = (data.place(store), store.version, seen.board.known_at, seen.contract.id, agreed.id, seen.month)
    return _ahead(kept_under, store, plain)


@st.cache_resource(max_entries=200, show_spinner=False)
def _ahead(
    kept_under: tuple[str, int, datetime, str, str, Month], _store: Store, _plain: Charted
) -> tuple[Charted, Outlook]:
    *_, contract, indicator, month = kept_under
    ledger = ledger_of(_store, contract)
    told = outlook_of(ledger, min(month, latest_month(ledger)), number_of(ledger.frozen.contract, indicator))
    ahead = told.indicators[0].months if told.indicators else ()
    drawn = {each.shown.month for each in _plain.run if each.value is not None}
    return replace(_plain, ahead=tuple(each for each in ahead if each.month not in drawn)), told
