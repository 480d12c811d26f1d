"""``make bench``: every agreed speed that applies, measured now, beside the bare engine in the same run.

``--quick`` leaves out the portfolio of 36 million indicator-months, which takes minutes, for one of a tenth.
"""

import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from benchmarks import checking, loading, mechanism, outlook, pages, reading, replays, trends
from benchmarks.result import Measured, Skipped
from reckoner.demo import demo

_WHOLE, _TENTH = 36_000_000, 3_600_000


def _all(store: Path, indicator_months: int) -> Iterator[Measured | Skipped]:
    yield from pages.measure(store)
    yield from loading.measure(store)
    for what, ours, bare in (*reading.measure(), *checking.measure()):
        aim = "under 3 x" if "check" in what else "close to bare"
        yield Measured(f"{what}, s", aim, ours, bare)
    yield from trends.measure()
    yield from outlook.measure(store)
    yield from replays.measure(store)
    yield from mechanism.measure(indicator_months)


def main(arguments: list[str]) -> None:
    """Print the table; each row as soon as it is measured."""
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.machine()}\n")
    print("| what | aim | ours | bare engine | ratio |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        with redirect_stdout(StringIO()):
            demo(store)
        for measured in _all(store, _TENTH if "--quick" in arguments else _WHOLE):
            print(measured, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
