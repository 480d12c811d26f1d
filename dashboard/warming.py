"""Working every contract out before the first visitor comes, and sparing each later run what never changes."""

import gc
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

from contracts.errors import ReckonerError
from dashboard import expecting
from statements.ledgers import ledger_of
from store import contract_versions
from store.session import Store

_BETWEEN: Final = 2.0
"""Seconds after which it is looked for what has changed."""

QUIET: Final = 3.0
"""Seconds without a page drawn for anybody, after which a part of what is expected may be worked out."""

LONGEST: Final = 30.0
"""Seconds for which a part waits at most, however many visitors there are."""

_drawn = [0.0]
"""When a page was last drawn for somebody, on the clock that only goes forward."""


def visited() -> None:
    """Note that a page is drawn for somebody now."""
    _drawn[0] = time.monotonic()


def may_begin(waiting_since: float, now: float, drawn: float) -> bool:
    """Say whether a part that waits may begin: nobody is there, or it has waited long enough (all in seconds)."""
    return now - drawn >= QUIET or now - waiting_since >= LONGEST


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
        # A contract that cannot be worked out says why on its page.
        with suppress(ReckonerError):
            ledger_of(store, contract)
    settle()
    while not over.wait(_BETWEEN):
        _expect(store, over)


def _expect(store: Store, over: threading.Event) -> None:
    """Work out what is expected of every contract, unless it is kept, until something changes."""
    begun = store.version
    with store.read() as cursor:
        known = contract_versions.contracts(cursor)
    for contract in known:
        with suppress(ReckonerError):
            # What is expected of a state that is gone is of no use, and the new one is waited for.
            expecting.work_out(store, contract, lambda: _stands_back(over) and store.version == begun)


def _stands_back(over: threading.Event) -> bool:
    """Wait before a part, since visitors come first and share the processor with it; say whether to go on."""
    since = time.monotonic()
    while not over.wait(_BETWEEN / 4):
        if may_begin(since, time.monotonic(), _drawn[0]):
            return True
    return False
