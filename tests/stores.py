"""Stores that are made once and copied: making one takes a while, and hundreds of tests begin with the same."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from store.opener import open_store

_MADE: Final = datetime(2016, 1, 1, tzinfo=UTC)

_made: dict[object, Path] = {}
_numbers = count()


def copy_of(made: object, make: Callable[[Path], None], folder: Path) -> None:
    """Copy a store into a folder that is empty or not there; ``make`` makes it when ``made`` is first asked for."""
    if made not in _made:
        # One store may be made of a copy of another.
        place = Path(_kept().name) / str(next(_numbers))
        make(place)
        _made[made] = place
    shutil.copytree(_made[made], folder, dirs_exist_ok=True)


def empty_store(folder: Path) -> None:
    """Put a store in which nothing is recorded into a folder: to make its tables takes longer than all that follows."""
    copy_of("empty", lambda place: open_store(place, lambda: _MADE).close(), folder)


@cache
def _kept() -> TemporaryDirectory[str]:
    # Made only where it is used: a process that is killed leaves it behind.
    return TemporaryDirectory(prefix="stores")
