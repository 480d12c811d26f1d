"""A return that was checked and is not accepted yet, kept so that a reload brings a person back to where they were.

Each person has one place for each contract in ``waiting`` in the store's folder, which only the server's own account
can open. The file lies there under the SHA-256 of its content; beside it stand its name and the reasons given so far.
It goes when the file is accepted or refused, or when the person starts again; of an accepted one the receipt stays
until they hand in the next.
"""

import os
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

from pydantic import BaseModel, ValidationError

from statements.files import FileReport
from store.originals import hash_of

_DETAILS: Final = "waiting.json"
_RECEIPT: Final = "receipt.json"
_one_at_a_time: Final = threading.RLock()


@dataclass(frozen=True)
class Waiting:
    """A checked file: its bytes and their SHA-256, and the reasons given so far by a finding's key."""

    file_name: str
    content: bytes
    file_hash: str
    month: str | None
    reasons: Mapping[str, str]


class Receipt(BaseModel):
    """What is shown of a file after it was accepted; without its rows."""

    report: FileReport
    file_hash: str


class _Details(BaseModel):
    file_name: str
    file_hash: str
    month: str | None
    reasons: dict[str, str] = {}


def place(store: Path, person: str, contract: str) -> Path:
    """Return where a person's file for a contract waits; neither name can lead out of the folder."""
    return store / "waiting" / _plain(person) / _plain(contract)


def _plain(name: str) -> str:
    """Write a name so that it is the name of one folder and never “.”, “..” or hidden; two names never become one."""
    quoted = quote(name, safe="")
    return f"%2E{quoted[1:]}" if quoted.startswith(".") else quoted


def keep(at: Path, file_name: str, content: bytes, month: str | None) -> None:
    """Let a file wait in place of what waited there; reasons given for the same month stay."""
    with _one_at_a_time:
        before = _details(at)
        reasons = before.reasons if before and before.month == month else {}
        _clear(at)
        for folder in (at.parent.parent, at.parent, at):
            folder.mkdir(mode=0o700, exist_ok=True)
        details = _Details(file_name=file_name, file_hash=hash_of(content), month=month, reasons=reasons)
        _write(at / details.file_hash, content)
        _write(at / _DETAILS, details.model_dump_json().encode())


def kept(at: Path) -> Waiting | None:
    """Return the file that waits; ``None`` where none does, or where it is not whole any more."""
    with _one_at_a_time:
        details = _details(at)
        file = at / details.file_hash if details else None
        if details is None or file is None or not file.is_file():
            return None
        content = file.read_bytes()
    whole = hash_of(content) == details.file_hash
    said = (details.file_name, content, details.file_hash, details.month, details.reasons)
    return Waiting(*said) if whole else None


def answer(at: Path, file_hash: str, key: str, reason: str) -> None:
    """Keep a reason for a finding of the file that waits; passed over if another file waits by now."""
    with _one_at_a_time:
        details = _details(at)
        if details and details.file_hash == file_hash:
            reasons = {**details.reasons, key: reason.strip()}
            _write(at / _DETAILS, details.model_copy(update={"reasons": reasons}).model_dump_json().encode())


def accepted(at: Path, receipt: Receipt) -> None:
    """Put the receipt in the place of the file: its content and reasons go."""
    bare = receipt.report.model_copy(update={"findings": (), "changes": ()})
    with _one_at_a_time:
        _clear(at)
        _write(at / _RECEIPT, receipt.model_copy(update={"report": bare}).model_dump_json().encode())


def receipt_at(at: Path) -> Receipt | None:
    """Return the receipt of the file that was accepted last, until another one is handed in."""
    try:
        return Receipt.model_validate_json((at / _RECEIPT).read_bytes())
    except (FileNotFoundError, ValidationError):
        return None


def discard(at: Path) -> None:
    """Take away whatever is there: the file, its reasons, a receipt that was shown."""
    with _one_at_a_time:
        _clear(at)


def _clear(at: Path) -> None:
    for path in at.iterdir() if at.is_dir() else ():
        path.unlink()


def _details(at: Path) -> _Details | None:
    try:
        return _Details.model_validate_json((at / _DETAILS).read_bytes())
    except (FileNotFoundError, ValidationError):
        return None


def _write(target: Path, content: bytes) -> None:
    """Write a file whole or not at all; a temporary file is its owner's alone, and stays so under its new name."""
    handle, name = tempfile.mkstemp(prefix="arriving-", dir=target.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(name).replace(target)
