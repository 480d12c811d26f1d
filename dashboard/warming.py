"""Working every contract out before the first visitor comes, and sparing each later run what never changes."""

import gc
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from typing import Final

from contracts.errors import ReckonerError
from dashboard import expecting
from dashboard.endpoint import place
from statements.ledgers import ledger_of
from store import contract_versions
from store.session import Store

_log = logging.getLogger(__name__)
_BETWEEN: Final = 2.0
"""Seconds after which it is looked for what has changed."""


def settle() -> None:
    """Let everything that is there now be looked at no more: Streamlit collects garbage after every run of a page."""
    gc.collect()
    gc.freeze()


@contextmanager
def warming(store: Store) -> Iterator[None]:
    """Work the contracts out beside the block, and what is expected of them whenever something has changed.

    It goes one after the other; at the end of the block no further one is begun.
    """
    over = threading.Event()
    thread = threading.Thread(target=_work_out, args=(store, over), name="warming")
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _work_out(store: Store, over: threading.Event) -> None:
    with store.read() as cursor:
        known = contract_versions.contracts(cursor)
    for contract in known:
        if over.is_set():
            return
        _without_ending(ledger_of, store, contract)
    settle()
    while not over.wait(_BETWEEN):
        _without_ending(_expect, store, over)


def _expect(store: Store, over: threading.Event) -> None:
    """Work out what is expected of every contract, unless it is kept, until something changes."""
    begun = store.version
    with store.read() as cursor:
        known = contract_versions.contracts(cursor)
    for contract in known:
        # Visitors come first: it stands back a moment before each part. And what is expected of a state that is gone is
        # of no use, while the new one is waited for.
        _without_ending(expecting.work_out, store, contract, partial(_goes_on, store, begun, over))


def _goes_on(store: Store, begun: int, over: threading.Event) -> bool:
    return not over.wait(_BETWEEN / 4) and store.version == begun


def _without_ending(work: Callable[..., object], *about: object) -> None:
    """Do a piece of work; where it fails the thread goes on, and the log has the place and never the message.

    A contract that cannot be worked out says why on its page.
    """
    try:
        work(*about)
    except ReckonerError:
        return
    except Exception as error:
        _say(place(error))


@cache
def _say(where: str) -> None:
    # Once for each place: it is tried again every two seconds.
    _log.error("What is worked out beforehand failed: %s", where)
