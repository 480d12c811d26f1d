"""Finding the process that serves a store, and no other."""

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from store.opener import open_store
from store.owner import FILE, HEALTH, announce, find_server, health, store_id, withdraw


@contextmanager
def serving(answer: bytes) -> Iterator[int]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == HEALTH else 404)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the name is the library's
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def made(folder: Path) -> Path:
    open_store(folder).close()
    return folder


def healthy(folder: Path) -> bytes:
    return json.dumps(health(folder)).encode()


def test_a_server_that_lives_is_found(made: Path) -> None:
    with serving(healthy(made)) as port:
        announce(made, port, "secret")
        found = find_server(made)
    assert found
    assert (found.port, found.token, found.pid) == (port, "secret", os.getpid())


def test_only_its_owner_reads_the_announcement(made: Path) -> None:
    announce(made, 1, "secret")
    assert (made / FILE).stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in made.iterdir()) == ["originals", "reckoner.duckdb", FILE]


def test_nothing_is_found_after_it_withdrew(made: Path) -> None:
    with serving(healthy(made)) as port:
        announce(made, port, "secret")
        withdraw(made)
        withdraw(made)
        assert find_server(made) is None


def test_a_server_of_another_store_is_not_this_ones(made: Path, tmp_path: Path) -> None:
    other = tmp_path / "copy"
    shutil.copytree(made, other)
    with serving(healthy(made)) as port:
        announce(other, port, "secret")
        assert find_server(other) is None
    assert store_id(other) != store_id(made)


@pytest.mark.parametrize("answer", [b"", b"<html>", b"[]", b'{"store": null}'])
def test_something_else_on_the_port_is_ignored(made: Path, answer: bytes) -> None:
    with serving(answer) as port:
        announce(made, port, "secret")
        assert find_server(made) is None


def test_a_closed_port_is_ignored(made: Path) -> None:
    with serving(b"") as port:
        pass
    announce(made, port, "secret")
    assert find_server(made) is None


def test_an_announcement_of_a_dead_process_is_ignored(made: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    with serving(healthy(made)) as port:
        announce(made, port, "secret")
        written = json.loads((made / FILE).read_text())
        (made / FILE).write_text(json.dumps(written | {"pid": dead.pid}))
        assert find_server(made) is None
        withdraw(made)
        assert (made / FILE).exists()  # It is not ours to take away.


@pytest.mark.parametrize("text", ["", "{}", "not json", '{"port": "x", "token": "t", "pid": 1, "started": ""}'])
def test_an_unreadable_announcement_is_ignored(made: Path, text: str) -> None:
    (made / FILE).write_text(text)
    assert find_server(made) is None


def test_without_an_announcement_there_is_no_server(made: Path) -> None:
    assert find_server(made) is None
