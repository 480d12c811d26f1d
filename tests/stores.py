"""Stores that are made once and copied: making one takes a while, and hundreds of tests begin with the same."""

import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

_kept = TemporaryDirectory(prefix="stores")
_made: dict[object, Path] = {}
_numbers = count()


def copy_of(made: object, make: Callable[[Path], None], folder: Path) -> None:
    """Copy a store into a folder that is empty or not there; ``make`` makes it when ``made`` is first asked for."""
    if made not in _made:
        # One store may be made of a copy of another.
        place = Path(_kept.name) / str(next(_numbers))
        make(place)
        _made[made] = place
    shutil.copytree(_made[made], folder, dirs_exist_ok=True)
