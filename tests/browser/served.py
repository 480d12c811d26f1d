"""The real server, as a process of its own on any free port, over a store that a test may change."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from store import owner


@dataclass(frozen=True)
class Served:
    """A server's address, its process and its store's folder."""

    folder: Path
    address: str
    process: subprocess.Popen[bytes]

    def returned(self, name: str) -> Path:
        """One of the sample's returns."""
        return self.folder / "returns" / name


@contextmanager
def serving(folder: Path) -> Iterator[Served]:
    """Run ``reckoner serve --demo`` on a store until the end of the block, and wait until it is healthy."""
    log = folder.with_suffix(".log")
    command = [sys.executable, "-m", "reckoner.main", "serve", "--demo", "--port", "0", "--store", str(folder)]
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output)
    try:
        yield Served(folder, f"http://127.0.0.1:{_port(folder, process, log)}", process)
    finally:
        process.terminate()
        process.wait(20)


def _port(folder: Path, process: subprocess.Popen[bytes], log: Path) -> int:
    began = time.monotonic()
    while (found := owner.find_server(folder)) is None:
        assert process.poll() is None, log.read_text()
        assert time.monotonic() < began + 90, log.read_text()
        time.sleep(0.05)
    return found.port
