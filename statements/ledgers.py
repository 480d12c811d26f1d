"""Ledgers that were worked out already, kept under what they depend on: the store's version and the moment.

Never under the time of day: a contract works out the same from one change to the next.
"""

import threading
from collections import OrderedDict
from datetime import datetime
from typing import Final

from statements.freeze import freeze, last_change
from statements.ledger import Ledger, work_out
from store.session import Store

_KEPT: Final = 32

_Key = tuple[int, int, str, datetime]

_ledgers: OrderedDict[_Key, Ledger] = OrderedDict()
_working = threading.Lock()


def ledger_of(store: Store, contract: str, as_known_on: datetime | None = None) -> Ledger:
    """Return a contract's ledger as known at a moment, or now by the store's clock; for any thread.

    Raises:
        NoSuchContract: nothing was known of it.
    """
    with store.read() as cursor:
        moment = last_change(cursor, contract, as_known_on or store.clock())
        key = (id(store), store.version, contract, moment)
        kept = _ledgers.get(key)
        if kept is not None:
            return kept
        # One at a time: twenty people who open the page after a load share one piece of work.
        with _working:
            if key not in _ledgers:
                _ledgers[key] = work_out(freeze(cursor, contract, moment))
                while len(_ledgers) > _KEPT:
                    _ledgers.popitem(last=False)
            return _ledgers[key]
