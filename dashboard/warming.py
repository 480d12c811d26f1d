"""Working every contract out before the first visitor comes, and sparing each later run what never changes."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from contracts.errors import ReckonerError
from statements.ledgers import ledger_of
from store import contract_versions
from store.session import Store


def settle() -> None:
    """Let everything that is there now be looked at no more: Streamlit collects garbage after every run of a page."""
    gc.collect()
    gc.freeze()


@contextmanager
def warming(store: Store) -> Iterator[None]:
    """Work the contracts out beside the block, one after the other; at its end no further one is begun."""
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
