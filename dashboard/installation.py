"""What the server holds while it runs and every page reads: the open store, and whether this is a demonstration."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from contracts.errors import ReckonerError
from store.session import Store

SIGNED_IN = "person"
"""Under this name the pages find the id of the person whom the body's own proxy has signed in."""


@dataclass(frozen=True)
class Installation:
    """One running Reckoner.

    Attributes:
        store: the open store.
        demo: whether anybody may act as any of the sample people. Only the server's own command line sets it; nothing
            that a browser sends can.
    """

    store: Store
    demo: bool


class NothingServed(ReckonerError):
    """A page ran without the server that opens the store."""

    def __init__(self) -> None:
        super().__init__("No store is open. Start the pages with: reckoner serve --store FOLDER")


_served: list[Installation] = []


@contextmanager
def serving(installation: Installation) -> Iterator[None]:
    """Make an installation the one that the pages of this process show, until the block ends."""
    _served.append(installation)
    try:
        yield
    finally:
        _served.remove(installation)


def current() -> Installation:
    """Return the installation that is being served.

    Raises:
        NothingServed: there is none.
    """
    if not _served:
        raise NothingServed
    return _served[-1]
