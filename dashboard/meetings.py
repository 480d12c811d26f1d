"""What the pages read of actions, decisions and meetings, once for each state of the store."""

from datetime import date, datetime

import streamlit as st

from contracts.london import in_london
from contracts.months import Month
from contracts.terms.deadlines import due_at
from dashboard.data import place
from dashboard.figures.followed import Followed
from dashboard.figures.in_view import InView
from statements import drafting
from statements.documents import Board
from statements.ledgers import ledger_of
from statements.matters import Matters, matters_of
from statements.sittings import Sitting, sitting
from store.contract_versions import NoSuchContract
from store.moments import shown
from store.session import Store


def matters(store: Store, contract_id: str) -> Matters:
    """Return a contract's actions, decisions and meetings as known now."""
    return _matters((place(store), store.version, in_london(store.clock()), contract_id, None), store)


@st.cache_resource(max_entries=60, show_spinner=False)
def _matters(kept_under: tuple[str, int, date, str, datetime | None], _store: Store) -> Matters:
    *_, contract_id, known = kept_under
    return matters_of(_store, contract_id, known)


def followed(store: Store, view: InView) -> Followed:
    """Return what is done and asked around the month in view, and the board as its meeting before knew it."""
    now = matters(store, view.contract.id)
    around = _around(view, view.month, now)
    after = _around(view, Month(view.month + 1), now) if view.month < view.contract.last_month else None
    stood = now
    if around.until is not None:
        key = (place(store), store.version, in_london(store.clock()), view.contract.id, around.until)
        # Minutes are written up after the meeting: answers are told as they are known now.
        stood = _matters(key, store).model_copy(update={"decisions": now.decisions})
    return Followed(view.month, stood, around, _then(store, view, around), after)


def _around(view: InView, month: Month, now: Matters) -> Sitting:
    due = view.contract.returns.due
    day = in_london(shown(due_at(month, int(due.working_days), due.by)))
    return sitting(now.meetings, next(iter(view.contract.forums)), day)


def _then(store: Store, view: InView, around: Sitting) -> Board | None:
    if around.last_known is None:
        return None
    return _known((place(store), store.version, view.contract.id, around.last_known, view.month), store)


@st.cache_resource(max_entries=60, show_spinner=False)
def _known(kept_under: tuple[str, int, str, datetime, Month], _store: Store) -> Board | None:
    """Return the board as it was known at a moment, up to a month; ``None`` if nothing was known of the contract."""
    *_, contract_id, moment, month = kept_under
    try:
        ledger = ledger_of(_store, contract_id, moment)
    except NoSuchContract:
        return None
    return drafting.board(ledger, Month(min(month, max(ledger.net))))
