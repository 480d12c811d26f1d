"""Telling whoever waits how far looking at a file has come."""

from collections.abc import Callable
from typing import Literal

Stage = Literal["waiting", "reading", "checking", "payment"]
"""What begins.

Other files are read first, where as many are as may be; the file is read; its rows are checked; what it would do to the
payment is worked out.
"""

Follow = Callable[[Stage, int], None]
"""Is called as each stage begins, with the number of rows on all sheets as far as it is known, 0 before."""


def unfollowed(_stage: Stage, _rows: int) -> None:
    """Follow nothing: for whoever waits for the answer alone."""
