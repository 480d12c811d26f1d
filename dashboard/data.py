"""What the pages read: contracts, their months, the people, and a month’s board and statement. Pages hold no SQL."""

from datetime import date, datetime

import streamlit as st

from contracts import months
from contracts.contract import Contract
from contracts.loading import load
from contracts.months import Month
from dashboard.figures.in_view import InView
from statements import drafting
from statements.documents import IndicatorHistory
from statements.ledger import Ledger
from statements.ledgers import ledger_of
from store import contract_versions, events, people, returns
from store.moments import stored
from store.policy import Person
from store.session import Store


def contract_ids(store: Store) -> tuple[str, ...]:
    """Return the ids of every contract, in alphabetical order."""
    with store.read() as cursor:
        return contract_versions.contracts(cursor)


def contract(store: Store, contract_id: str) -> Contract:
    """Return the newest version of a contract.

    Raises:
        KeyError: the store knows no contract by that id.
    """
    with store.read() as cursor:
        version = contract_versions.contract_version(cursor, contract_id)
    if version is None:
        raise KeyError(contract_id)
    return _read(version.digest, version.source)


@st.cache_resource(max_entries=200, show_spinner=False)
def _read(digest: str, _source: str) -> Contract:
    """Read a contract file once: the digest names its text, and what comes of it cannot be changed."""
    return load(_source, digest).contract


def returned_months(store: Store, contract_id: str) -> tuple[Month, ...]:
    """Return the months of which any part of a return was accepted, oldest first.

    A month may come in several files, one a dataset, so it has as many submissions.
    """
    return _returned((_place(store), store.version, contract_id), store)


@st.cache_resource(max_entries=200, show_spinner=False)
def _returned(kept_under: tuple[str, int, str], _store: Store) -> tuple[Month, ...]:
    with _store.read() as cursor:
        found = returns.submissions(cursor, kept_under[-1])
    return tuple(sorted({each.period for each in found}))


def months_to_show(store: Store, agreed: Contract) -> tuple[Month, ...]:
    """Return the months that can be looked at, newest first.

    They run from the contract's first month to the one after the last return, if that month has begun: it is the one
    whose return is awaited.
    """
    returned = returned_months(store, agreed.id)
    newest = max(returned, default=Month(agreed.first_month - 1))
    last = max(agreed.first_month, min(newest + 1, agreed.last_month, months.of_day(_today(store))))
    return tuple(Month(month) for month in range(last, agreed.first_month - 1, -1))


def in_view(store: Store, contract_id: str, month: Month) -> InView:
    """Return a month of a contract as known now: what the board sees, and the statement that its pounds come from.

    Raises:
        ReckonerError: nothing is known of the contract, or it has no such month.
    """
    # The version is asked first: should the store move on meanwhile, what is kept under it is not asked for again.
    version = store.version
    with st.spinner("Working out every month of this contract …"):
        ledger = ledger_of(store, contract_id)
        return _drawn((_place(store), version, contract_id, ledger.frozen.known_at, month), ledger)


@st.cache_resource(max_entries=60, show_spinner=False)
def _drawn(kept_under: tuple[str, int, str, datetime, Month], _ledger: Ledger) -> InView:
    """Draw a month up once: the ledger, which Streamlit does not look at, follows from the rest of the key."""
    month = kept_under[-1]
    board, statement = drafting.board(_ledger, month), drafting.statement(_ledger, month)
    return InView(_ledger.frozen.contract, month, board, statement)


def history(store: Store, seen: InView, indicator: str) -> IndicatorHistory:
    """Return an indicator in every month in which it was measured up to the month in view.

    Raises:
        NoSuchIndicator: the contract has none by that id.
    """
    version = store.version
    kept_under = (_place(store), version, seen.contract.id, seen.board.known_at, indicator, seen.month)
    return _told(kept_under, store)


@st.cache_resource(max_entries=200, show_spinner=False)
def _told(kept_under: tuple[str, int, str, datetime, str, Month], _store: Store) -> IndicatorHistory:
    *_, contract_id, _, indicator, month = kept_under
    return drafting.indicator_history(ledger_of(_store, contract_id), indicator, month)


def everyone(store: Store) -> dict[str, Person]:
    """Return the people with today's appointments by id, in the order of their names: for a demonstration alone."""
    return {each.person: each for each in _everyone((_place(store), store.version, _today(store)), store)}


@st.cache_resource(max_entries=20, show_spinner=False)
def _everyone(kept_under: tuple[str, int, date], _store: Store) -> tuple[Person, ...]:
    with _store.read() as cursor:
        return people.everyone_on(cursor, kept_under[-1])


def known_at(store: Store) -> datetime | None:
    """Return the moment (UTC) of the last thing the store learnt; ``None`` if it knows nothing yet."""
    with store.read() as cursor:
        return events.latest_event(cursor)


def _place(store: Store) -> str:
    """Return what tells one store from another: what is kept under it and its version never changes."""
    return str(store.folder.resolve())


def _today(store: Store) -> date:
    return stored(store.clock()).date()
