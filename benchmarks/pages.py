"""The pages: server start, one reader's reruns of the board, an indicator and the payment, twenty readers at once.

Beside the bare engine: an empty page of the same server framework, in the same run.
"""

import asyncio
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from benchmarks import browser
from benchmarks.result import Measured, Skipped
from benchmarks.visitor import Visitor

QUERY = "contract=barnet-cambridge-education&month=2018-03&person=a.clarke"
_FAILING = "indicator=OP2"
_READERS = 20
_RERUNS = 15

_BARE = 'import streamlit as st\nst.title("A page")\nst.markdown("with one sentence")\n'


def measure(store: Path) -> Iterator[Measured | Skipped]:
    """Yield what was measured on the demonstration store in a folder."""
    ours = ["-m", "dashboard.server", "--store", str(store), "--demo"]
    with _server(ours) as (port, seconds), _bare_server() as (bare_port, bare_seconds):
        alone, together = asyncio.run(_visit(port))
        bare_alone, bare_together = asyncio.run(_visit(bare_port))
        indicator = asyncio.run(_reruns(port, f"{QUERY}&{_FAILING}", "indicators"))
        payment = asyncio.run(_reruns(port, QUERY, "payment"))
        first = _first_figure(port, bare_port)
    yield Measured("server start to healthy, s", "under 3", seconds, bare_seconds)
    yield Measured("rerun of the full board page, median ms", "under 60", alone * 1000, bare_alone * 1000)
    yield Measured("rerun of a failing indicator's page, median ms", "under 60", indicator * 1000, bare_alone * 1000)
    yield Measured("rerun of the payment page, median ms", "under 60", payment * 1000, bare_alone * 1000)
    yield Measured(f"{_READERS} people at once, reruns a second", "over 15", together, bare_together)
    yield first


def _first_figure(port: int, bare_port: int) -> Measured | Skipped:
    what, aim = "first figure of the board on the screen, warm server, median s", "under 2.5"
    if not browser.is_there():
        return Skipped(what, aim, browser.MISSING)
    ours, bare = f"http://127.0.0.1:{port}/?{QUERY}", f"http://127.0.0.1:{bare_port}/"
    taken = browser.seconds_to({ours: ".paper .figure", bare: "h1"})
    return Measured(what, aim, taken[ours], taken[bare])


@contextmanager
def _bare_server() -> Iterator[tuple[int, float]]:
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.py"
        page.write_text(_BARE, encoding="utf-8")
        options = ["--server.headless=true", "--browser.gatherUsageStats=false", "--server.address=127.0.0.1"]
        with _server(["-m", "streamlit", "run", str(page), *options], port_option="--server.port") as started:
            yield started


@contextmanager
def _server(arguments: list[str], port_option: str = "--port") -> Iterator[tuple[int, float]]:
    """Start a server and give its port and the seconds until it was healthy."""
    port = _free_port()
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments, port_option, str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ,
    )
    try:
        while not _healthy(port):
            if process.poll() is not None or time.perf_counter() - began > 60:
                message = "The server did not start."
                raise RuntimeError(message)
            time.sleep(0.02)
        yield port, time.perf_counter() - began
    finally:
        process.terminate()
        process.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _healthy(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().read() == b"ok"
    except (OSError, HTTPException, json.JSONDecodeError):
        return False
    finally:
        connection.close()


async def _reruns(port: int, query: str, page: str = "") -> float:
    """Return the median seconds of one reader's reruns of a page."""
    reader = await Visitor.arrive(port)
    for _ in range(3):
        await reader.ask(query, page)
    seconds = [await reader.ask(query, page) for _ in range(_RERUNS)]
    await reader.leave()
    return statistics.median(seconds)


async def _visit(port: int) -> tuple[float, float]:
    """Return one reader's median seconds for a rerun, and the reruns a second of many readers at once."""
    alone = await _reruns(port, QUERY)
    readers = await asyncio.gather(*(Visitor.arrive(port) for _ in range(_READERS)))
    await asyncio.gather(*(each.ask(QUERY) for each in readers))
    began = time.perf_counter()
    await asyncio.gather(*(_several(each) for each in readers))
    seconds = time.perf_counter() - began
    await asyncio.gather(*(each.leave() for each in readers))
    return alone, _READERS * _RERUNS / seconds


async def _several(reader: Visitor) -> None:
    for _ in range(_RERUNS):
        await reader.ask(QUERY)
