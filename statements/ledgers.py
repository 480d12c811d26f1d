"""Ledgers that were worked out already, kept under what they depend on: the moment, and what was written by then.

Never under the time of day: a contract works out the same from one change to the next. And where nothing was written
since but what the chain does not read, what it left stays as it is.
"""

import threading
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from weakref import WeakKeyDictionary

from duckdb import DuckDBPyConnection

from statements.changing import by_the_clock, last_change, next_change
from statements.freeze import freeze, with_what_followed
from statements.ledger import Ledger
from statements.of_other_months import takes_of_other_months, worked_out
from store.events import followed, last_known
from store.moments import stored
from store.session import Store

_KEPT: Final = 32

_READS_NOTHING_OF: Final = (
    *("reply to statement", "record payment", "record invoice", "withdraw invoice"),
    *("note on chart", "withdraw note", "record action", "note progress", "ask decision", "record answer"),
    "record meeting",
)
"""What is written by these is nothing that the chain reads; any other event is taken to change it.

To send a statement does: deductions that were notified too late lapse with it.
"""

_Key = tuple[int, str, datetime]

_ledgers: WeakKeyDictionary[Store, OrderedDict[_Key, Ledger]] = WeakKeyDictionary()
_working = threading.Lock()


@dataclass(frozen=True)
class _Standing:
    """A contract's ledger of now: it stands from one moment to another, unless anything is written meanwhile."""

    version: int
    since: datetime
    until: datetime
    ledger: Ledger


_standing: WeakKeyDictionary[Store, dict[str, _Standing]] = WeakKeyDictionary()
"""A page asks for the same ledger several times at each rerun: to find out anew that nothing has changed takes time."""


def ledger_of(store: Store, contract: str, as_known_on: datetime | None = None) -> Ledger:
    """Return a contract's ledger as known at a moment, or now by the store's clock; for any thread.

    Raises:
        NoSuchContract: nothing was known of it.
    """
    if as_known_on is not None:
        with store.read() as cursor:
            return ledger_seen(store, cursor, contract, as_known_on)
    # The version is asked first: what is written after it is seen the next time, if it was not seen now.
    version, now = store.version, store.clock()
    kept = _standing.setdefault(store, {})
    found = kept.get(contract)
    if found is None or found.version != version or not found.since <= now < found.until:
        with store.read() as cursor:
            ledger, until = ledger_seen(store, cursor, contract, now), next_change(cursor, contract, now)
        found = kept[contract] = _Standing(version, now, until, ledger)
    return found.ledger


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
            kept[key] = _brought_up_to(cursor, kept, key) or worked_out(freeze(cursor, *key[1:]))
            while len(kept) > _KEPT:
                kept.popitem(last=False)
        return kept[key]


def _brought_up_to(cursor: DuckDBPyConnection, kept: OrderedDict[_Key, Ledger], key: _Key) -> Ledger | None:
    """Return the last ledger before with what was written since, if the chain reads nothing of that."""
    position, contract, moment = key
    earlier = [each for each in kept if each[1] == contract and each[0] <= position and each[2] <= moment]
    if not earlier:
        return None
    last = max(earlier)
    ledger, frozen = kept[last], kept[last].frozen
    written = followed(cursor, last[0], last[2], moment)
    if (
        any(action not in _READS_NOTHING_OF and _may_be_about(contract, subject) for action, subject in written)
        or by_the_clock(frozen.version, stored(last[2])) != by_the_clock(frozen.version, stored(moment))
        # What a statement carries for other months may be interest on a payment.
        or takes_of_other_months(frozen.contract)
    ):
        return None
    now, without = with_what_followed(cursor, frozen, moment), ledger.without_relief
    return replace(ledger, frozen=now, without_relief=without and replace(without, frozen=now))


def _may_be_about(contract: str, subject: str) -> bool:
    """Say whether an event's subject, a contract and perhaps a month, is a contract."""
    return subject.split(" ", maxsplit=1)[0] == contract
