"""A process of its own for a file from outside, with limits on what it may cost.

The child starts isolated (-I) and without site-packages (-S); what it needs beyond the standard library it is told by
name. It is started by ``subprocess`` without code between fork and exec, which is safe from a server with many threads;
it sets its own limits before it sees the file, and gets no environment.
"""

import json
import os
import resource
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from ingest.reading.limits import Limits
from ingest.reading.refusals import DamagedWorkbook, TookTooLong, TookTooMuchMemory

_HOUSE = str(Path(__file__).resolve().parents[2])
_START = "import sys; sys.path += sys.argv[2:-1]; __import__(sys.argv[1], fromlist=['main']).main()"
# Pythons built with a shared library may need its place; the child needs no more than that to start.
_ENVIRONMENT = {name: value for name, value in os.environ.items() if name == "LD_LIBRARY_PATH"}


def run(module: str, data: bytes, limits: Limits, *folders: str) -> memoryview:
    """Run ``main`` of a module in a child process, ``data`` on its standard input, and return what it wrote.

    ``folders`` are searched for modules after the standard library and the program itself. The last argument that the
    child gets is the limits as JSON.

    Raises:
        TookTooLong, TookTooMuchMemory, DamagedWorkbook: the child was stopped, or it failed.
    """
    command = [sys.executable, "-I", "-S", "-X", "utf8", "-c", _START, module, _HOUSE, *folders]
    command.append(json.dumps(asdict(limits)))
    try:
        done = subprocess.run(  # noqa: S603 - every word of the command is ours
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
    if done.returncode == -signal.SIGXCPU:
        raise TookTooLong(limits.seconds)
    if done.returncode < 0:
        raise TookTooMuchMemory(limits.memory_bytes)
    if done.returncode > 0:
        raise DamagedWorkbook("its content", "cannot be read")
    return memoryview(done.stdout)


def confine(limits: Limits) -> None:
    """Bound this process, from within it, before it looks at the file."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
