"""A process of its own for a file from outside, with limits on what it may cost.

The child starts isolated (-I) and without site-packages (-S); what it needs beyond the standard library it is told by
name. It is started by ``subprocess`` without code between fork and exec, which is safe from a server with many threads;
it sets its own limits before it sees the file, and gets no environment. Only so many run at once: each may need all
the memory it is allowed, and a small server has to show its pages meanwhile.
"""

import json
import os
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Final

from ingest.following import Follow, unfollowed
from ingest.reading.limits import Limits
from ingest.reading.refusals import DamagedWorkbook, TookTooLong, TookTooMuchMemory

_HOUSE = str(Path(__file__).resolve().parents[2])
_START = "import sys; sys.path += sys.argv[2:-1]; __import__(sys.argv[1], fromlist=['main']).main()"
# Pythons built with a shared library may need its place; the child needs no more than that to start.
_ENVIRONMENT = {name: value for name, value in os.environ.items() if name == "LD_LIBRARY_PATH"}

MOST_AT_ONCE: Final = 4


def at_once(processors: int) -> int:
    """Return how many files may be read at once: one processor is left to the pages, if there is more than one."""
    return min(MOST_AT_ONCE, max(1, processors - 1))


AT_ONCE: Final = at_once(len(os.sched_getaffinity(0)))
_TURNS: Final = threading.BoundedSemaphore(AT_ONCE)


@contextmanager
def turn(follow: Follow = unfollowed) -> Iterator[None]:
    """Wait until a file may be read, and keep that place; ``follow`` is told of waiting, and when that is over."""
    if not _TURNS.acquire(blocking=False):
        follow("waiting", 0)
        _TURNS.acquire()
        follow("reading", 0)
    try:
        yield
    finally:
        _TURNS.release()


def run(module: str, data: bytes, limits: Limits, *folders: str, follow: Follow = unfollowed) -> memoryview:
    """Run ``main`` of a module in a child process, ``data`` on its standard input, and return what it wrote.

    ``folders`` are searched for modules after the standard library and the program itself. The last argument that the
    child gets is the limits as JSON. Where as many run as may, this waits for its turn and says so to ``follow``; the
    time allowed begins when the child starts.

    Raises:
        TookTooLong, TookTooMuchMemory, DamagedWorkbook: the child was stopped, or it failed.
    """
    command = [sys.executable, "-I", "-S", "-X", "utf8", "-c", _START, module, _HOUSE, *folders]
    command.append(json.dumps(asdict(limits)))
    with turn(follow):
        done = _ended(command, data, limits)
    if done.returncode == -signal.SIGXCPU:
        raise TookTooLong(limits.seconds)
    if done.returncode < 0:
        raise TookTooMuchMemory(limits.memory_bytes)
    if done.returncode > 0:
        raise DamagedWorkbook("its content", "cannot be read")
    return memoryview(done.stdout)


def _ended(command: list[str], data: bytes, limits: Limits) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - every word of the command is ours
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_ENVIRONMENT,
            timeout=limits.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TookTooLong(limits.seconds) from None


def confine(limits: Limits) -> None:
    """Bound this process, from within it, before it looks at the file."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
