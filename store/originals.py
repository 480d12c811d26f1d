"""The files that were received, kept byte for byte under the SHA-256 of their content.

A file is whole on the disk before the transaction that names it commits. After a crash there may be a file that no
row names: it does no harm, and the next opening sets it aside. It is not deleted: the database may be an older one, put
back beside newer files, and nothing that was accepted is ever lost.
"""

import hashlib
import os
import tempfile
from datetime import date
from pathlib import Path
from string import hexdigits
from typing import Final

from duckdb import DuckDBPyConnection

from contracts.errors import ReckonerError
from store.session import Writing

ASIDE: Final = "not-named"
"""The folder, among the originals, of files that no row of the database names."""

_ARRIVING: Final = "arriving-"


class OriginalMissing(ReckonerError):
    """No file is kept under a hash."""

    def __init__(self, file_hash: str) -> None:
        super().__init__(
            f"The original file {file_hash[:12]} is not kept here: it was refused, its retention has ended, or it was "
            "removed."
        )


class OriginalAltered(ReckonerError):
    """A kept file is no longer what was received."""

    def __init__(self, file_hash: str) -> None:
        super().__init__(
            f"The original file {file_hash[:12]} was altered after it was received, so it is not shown. Put it back "
            "from a backup, or ask the sender for the same file."
        )


def hash_of(content: bytes) -> str:
    """Return the SHA-256 of a file's bytes as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def keep_original(writing: Writing, content: bytes, retain_until: date) -> str:
    """Keep a file as part of a write and return its hash; the same bytes are kept once, as first dated."""
    file_hash = hash_of(content)
    target = writing.originals / file_hash
    # A file left by a crash, or damaged since, is written anew: what is named must be whole.
    if not target.is_file() or hash_of(target.read_bytes()) != file_hash:
        _place(content, target)
    known = writing.cursor.execute("select 1 from original where file_hash = ?", [file_hash]).fetchall()
    if not known:
        row = (file_hash, len(content), writing.at, retain_until)
        writing.cursor.execute("insert into original values (?, ?, ?, ?)", row)
    return file_hash


def _place(content: bytes, target: Path) -> None:
    handle, name = tempfile.mkstemp(prefix=_ARRIVING, dir=target.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(target)
    _settle(target.parent)


def _settle(folder: Path) -> None:
    """Make a rename survive a power cut, where the system lets a folder be opened for that."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def read_original(folder: Path, file_hash: str) -> bytes:
    """Return the bytes of an original.

    Args:
        folder: ``Store.originals``.
        file_hash: SHA-256 under which it was kept.

    Raises:
        OriginalMissing: there is none.
        OriginalAltered: the bytes no longer have that hash.
    """
    target = folder / Path(file_hash).name
    if not target.is_file():
        raise OriginalMissing(file_hash)
    content = target.read_bytes()
    if hash_of(content) != file_hash:
        raise OriginalAltered(file_hash)
    return content


def tidy(connection: DuckDBPyConnection, folder: Path) -> None:
    """Set aside originals that no row names, put back those that one names again, and delete what was never whole.

    Args:
        connection: the database as it was opened.
        folder: ``Store.originals``.
    """
    aside = folder / ASIDE
    known = {name for (name,) in connection.execute("select file_hash from original").fetchall()}
    for path in [path for path in (*folder.iterdir(), *aside.glob("*")) if path.is_file()]:
        if path.name.startswith(_ARRIVING):
            path.unlink()
        elif _is_hash(path.name) and (path.parent == folder) != (path.name in known):
            target = folder if path.name in known else aside
            target.mkdir(mode=0o700, exist_ok=True)
            path.replace(target / path.name)


def _is_hash(name: str) -> bool:
    return len(name) == 64 and not set(name) - set(hexdigits)
