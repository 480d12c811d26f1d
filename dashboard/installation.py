"""What the server holds while it runs and every page reads: the open store, and how it is known who looks."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from contracts.errors import ReckonerError
from dashboard.sign_in import SignIn
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
        sign_in: how people sign in on these pages; without it the body's own proxy says who they are, if anything does.
    """

    store: Store
    demo: bool
    sign_in: SignIn | None = None


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
