"""The demonstration's store, made once for all tests of a run and copied by each."""

import fcntl
import os
import shutil
from pathlib import Path

import pytest

from reckoner import demo
from store.clock import SET_CLOCK

CONTRACT = "barnet-cambridge-education"
LEFT_OVER = "left-over.txt"


def made_once(factory: pytest.TempPathFactory) -> Path:
    """The folder of the demonstration, to be copied and never opened: every worker of a run has the same.

    It is made anew over a demonstration that was begun and never finished, as `reckoner demo --fresh` does.
    """
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "demonstration"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / SET_CLOCK).is_file():
            (folder / "returns").mkdir(parents=True)
            (folder / "returns" / "manifest.json").write_text("{}", encoding="utf-8")
            (folder / LEFT_OVER).write_text("of a demonstration that was not finished", encoding="utf-8")
            demo.demo(folder, fresh=True)
    return folder


def copied(folder: Path, target: Path) -> Path:
    """A copy of a store to work on."""
    shutil.copytree(folder, target)
    return target
