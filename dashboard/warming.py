"""Working every contract out before the first visitor comes, and sparing each later run what never changes."""

import gc
import threading
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
            # Visitors come first: it stands back a moment before each part. And what is expected of a state that is
            # gone is of no use, while the new one is waited for.
            expecting.work_out(store, contract, lambda: not over.wait(_BETWEEN / 4) and store.version == begun)
