"""Which process owns the store: the server leaves its port and token in ``server.json``, for its own user only."""

import hashlib
import json
import os
import sys
import tempfile
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError

from store.moments import utc_now
from store.opener import DATABASE

FILE: Final = "server.json"
HEALTH: Final = "/reckoner/health"
_PATIENCE_SECONDS: Final = 1.0


class Server(BaseModel):
    """A server that said it owns a store; ``started`` is an ISO moment in UTC."""

    model_config = ConfigDict(frozen=True, strict=True)

    port: int
    token: str
    pid: int
    started: str


def store_id(folder: Path) -> str:
    """Return 16 characters that name the database file on this disk: a copy of the folder has others.

    Raises:
        FileNotFoundError: there is no store in the folder.
    """
    facts = (folder / DATABASE).stat()
    return hashlib.sha256(f"{facts.st_dev}:{facts.st_ino}".encode()).hexdigest()[:16]


def health(folder: Path) -> dict[str, str]:
    """Return what the server answers at ``HEALTH`` as JSON, so that callers know it serves this store."""
    return {"store": store_id(folder)}


def announce(folder: Path, port: int, token: str) -> None:
    """Say that this process serves the store; the file appears whole, and only its owner can read it."""
    server = Server(port=port, token=token, pid=os.getpid(), started=utc_now().isoformat())
    handle, name = tempfile.mkstemp(prefix="server-", dir=folder)  # mkstemp gives mode 600
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(server.model_dump_json())
    Path(name).replace(folder / FILE)


def withdraw(folder: Path) -> None:
    """Take the announcement away, if it is this process's own."""
    server = _announced(folder)
    if server is not None and server.pid == os.getpid():
        (folder / FILE).unlink(missing_ok=True)


def find_server(folder: Path) -> Server | None:
    """Return the server of a store if it lives and serves this very store; a stale announcement counts as none."""
    server = _announced(folder)
    if server is None or not _alive(server.pid) or not _serves(server.port, folder):
        return None
    return server


def _announced(folder: Path) -> Server | None:
    try:
        return Server.model_validate_json((folder / FILE).read_bytes())
    except (OSError, ValidationError):
        return None


def _alive(pid: int) -> bool:
    if sys.platform == "win32":  # There signal 0 would end the process; the health check decides alone.
        return True
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _serves(port: int, folder: Path) -> bool:
    # The standard library's client: it loads in a fifth of httpx's time, and knows no proxies.
    connection = HTTPConnection("127.0.0.1", port, timeout=_PATIENCE_SECONDS)
    try:
        connection.request("GET", HEALTH)
        answer = json.loads(connection.getresponse().read(4096))
        return isinstance(answer, dict) and answer.get("store") == store_id(folder)
    except (OSError, HTTPException, ValueError):
        return False
    finally:
        connection.close()
