"""The contract's outlook for the board, worked out beside the visitors: no page waits for it.

Only a server works it out. Until it is there the board stands without it, and fetches it when it comes.
"""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Final

import streamlit as st

from contracts.months import Month
from dashboard import data
from dashboard.figures.in_view import InView
from statements.ledger import Ledger
from statements.ledgers import ledger_of
from statements.outlook.documents import PoundsOutlook
from statements.outlook.operations import outlook_of
from statements.trends import latest_month
from store.session import Store

FUTURES: Final = 200
"""Fewer than on the command line: the ends of a range move by little."""

_KEPT: Final = 20

_Key = tuple[str, int, str]
_pools: list[ThreadPoolExecutor] = []
_asked: dict[_Key, "Future[PoundsOutlook | None]"] = {}


@contextmanager
def working() -> Iterator[None]:
    """Work outlooks out on a thread of their own, one after the other, as long as the block lasts."""
    with ThreadPoolExecutor(1, "outlook") as pool:
        _pools.append(pool)
        try:
            yield
        finally:
            _pools.remove(pool)
            pool.shutdown(cancel_futures=True)


def ask(store: Store, contract: str) -> "Future[PoundsOutlook | None] | None":
    """Return what will be deducted in the contract year, as it comes; ``None`` where nobody works it out."""
    key = data.place(store), store.version, contract
    if key not in _asked and _pools:
        _asked[key] = _pools[-1].submit(_deducted, ledger_of(store, contract))
        while len(_asked) > _KEPT:
            _asked.pop(next(iter(_asked)))
    return _asked.get(key)


def _deducted(ledger: Ledger) -> PoundsOutlook | None:
    return outlook_of(ledger, latest_month(ledger), futures=FUTURES).deducted


def expected(store: Store, view: InView) -> PoundsOutlook | None:
    """Return the outlook that belongs to the newest month and is there already."""
    coming = ask(store, view.contract.id) if _is_newest(store, view) else None
    return coming.result() if coming is not None and coming.done() and not coming.exception() else None


def _is_newest(store: Store, view: InView) -> bool:
    return view.month >= _latest((data.place(store), store.version, view.contract.id), store)


@st.cache_resource(max_entries=200, show_spinner=False)
def _latest(kept_under: _Key, _store: Store) -> Month:
    return latest_month(ledger_of(_store, kept_under[-1]))


def fetch(store: Store, view: InView) -> None:
    """Draw the page again once an outlook has come that it stands without."""
    coming = ask(store, view.contract.id) if _is_newest(store, view) else None
    if coming is not None and not coming.done():
        _wait(coming)


@st.fragment(run_every=2)
def _wait(coming: "Future[PoundsOutlook | None]") -> None:
    if coming.done():
        st.rerun()
