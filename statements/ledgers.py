"""Ledgers that were worked out already, kept under what they depend on: the moment, and what was written by then.

Never under the time of day: a contract works out the same from one change to the next.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final
from weakref import WeakKeyDictionary

import polars as pl
from duckdb import DuckDBPyConnection

from statements.freeze import Frozen, freeze, last_change, last_passed
from statements.ledger import Ledger
from statements.of_other_months import takes_of_other_months, worked_out
from store.events import last_known
from store.session import Store

_KEPT: Final = 32

_Key = tuple[int, str, datetime]

_ledgers: WeakKeyDictionary[Store, OrderedDict[_Key, Ledger]] = WeakKeyDictionary()
_working = threading.Lock()


def ledger_of(store: Store, contract: str, as_known_on: datetime | None = None) -> Ledger:
    """Return a contract's ledger as known at a moment, or now by the store's clock; for any thread.

    Raises:
        NoSuchContract: nothing was known of it.
    """
    with store.read() as cursor:
        return ledger_seen(store, cursor, contract, as_known_on)


def ledger_seen(store: Store, cursor: DuckDBPyConnection, contract: str, as_known_on: datetime | None = None) -> Ledger:
    """Return a contract's ledger from the state of the store that a cursor of ``Store.read`` sees.

    Raises:
        NoSuchContract: nothing was known of it.
    """
    moment = last_change(cursor, contract, as_known_on or store.clock())
    # Asked of the cursor: the store may have moved on since its state was taken. What happened after the moment does
    # not count, so that a ledger of the past outlives what is written today.
    key = (last_known(cursor, moment), contract, moment)
    found = _ledgers.get(store, OrderedDict()).get(key)
    return found or _worked_out(store, cursor, key)


def _worked_out(store: Store, cursor: DuckDBPyConnection, key: _Key) -> Ledger:
    # One at a time: twenty people who open the page after a load share one piece of work.
    with _working:
        kept = _ledgers.setdefault(store, OrderedDict())
        if key not in kept:
            frozen = freeze(cursor, *key[1:])
            kept[key] = _of_the_same(frozen, reversed(kept.values())) or worked_out(frozen)
            while len(kept) > _KEPT:
                kept.popitem(last=False)
        return kept[key]


def _of_the_same(frozen: Frozen, kept: Iterable[Ledger]) -> Ledger | None:
    """Return what was known with what the chain left of a ledger in which it read the same, if one is kept.

    A reply, a payment or a note changes what is known, and nothing that the chain reads.
    """
    # What a statement carries for other months changes with every certification.
    if takes_of_other_months(frozen.contract):
        return None
    found = next((each for each in kept if _reads_the_same(frozen, each.frozen)), None)
    without = found.without_relief if found else None
    return found and replace(found, frozen=frozen, without_relief=without and replace(without, frozen=frozen))


def _reads_the_same(one: Frozen, other: Frozen) -> bool:
    passed = (last_passed(each.terms, each.known_at) for each in (one, other))
    tables = ({**each.terms.tables, **each.facts.tables} for each in (one, other))
    return one.contract.id == other.contract.id and len({*passed}) == 1 and _alike(*tables)


def _alike(some: Mapping[str, pl.DataFrame], others: Mapping[str, pl.DataFrame]) -> bool:
    """Say whether tables have the same rows, but for the moment of the cut-off."""
    return all(frame.equals(others[name]) for name, frame in some.items() if name != "cut_off")
