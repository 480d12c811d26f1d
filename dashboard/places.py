"""Places in the store's folder where a return waits: one for each person and contract, for the server alone."""

import json
import os
import tempfile
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from urllib.parse import quote

KEPT_FOR: Final = timedelta(days=14)
"""How long a place is left as it is after the last change: what waits there may be personal data."""

one_at_a_time: Final = threading.RLock()
"""Is held while a place is looked at or changed: a person may have the page open twice."""

_WAITING: Final = "waiting"


def place(store: Path, person: str, contract: str) -> Path:
    """Return where a person's file for a contract waits; neither name can lead out of the folder."""
    return store / _WAITING / _plain(person) / _plain(contract)


def _plain(name: str) -> str:
    """Write a name so that it is the name of one folder and never “.”, “..” or hidden; two names never become one."""
    quoted = quote(name, safe="")
    return f"%2E{quoted[1:]}" if quoted.startswith(".") else quoted


def make(at: Path) -> None:
    """Make a place that only the server's own account can open, if it is not there yet."""
    for folder in (at.parent.parent, at.parent, at):
        folder.mkdir(mode=0o700, exist_ok=True)


def write(target: Path, content: bytes) -> None:
    """Write a file whole or not at all; a temporary file is its owner's alone, and stays so under its new name."""
    handle, name = tempfile.mkstemp(prefix="arriving-", dir=target.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(name).replace(target)


def clear(at: Path) -> None:
    """Take away whatever is there."""
    for path in at.iterdir() if at.is_dir() else ():
        path.unlink()


def expire(store: Path, now: datetime) -> int:
    """Clear every place that was not touched for ``KEPT_FOR`` or cannot be read, and return how many."""
    with one_at_a_time:
        old = [at for at in _places(store) if any(at.iterdir()) and _age(at, now) >= KEPT_FOR]
        for at in old:
            clear(at)
    return len(old)


def _places(store: Path) -> Iterator[Path]:
    for person in (store / _WAITING).iterdir() if (store / _WAITING).is_dir() else ():
        yield from person.iterdir()


def _age(at: Path, now: datetime) -> timedelta:
    """How long nothing has changed at a place: every document there says since when it is as it is."""
    since = [moment for path in at.glob("*.json") if (moment := _since(path)) is not None]
    return now - max(since) if since else KEPT_FOR


def _since(document: Path) -> datetime | None:
    try:
        return datetime.fromisoformat(json.loads(document.read_bytes())["since"])
    except (ValueError, KeyError, TypeError):
        return None
