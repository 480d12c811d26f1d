"""A return on its way in, kept so that a reload or a broken connection brings a person back to where they were.

Each person has one place for each contract (``dashboard.places``). A file lies there under the SHA-256 of its content:
from the moment it came, before anything looks at it; then, once it was checked, with the reasons given so far. A file
that is refused goes at once and leaves what was said of it. A file that is accepted goes and leaves its receipt, until
the next is handed in. What nobody touches goes after ``places.KEPT_FOR``.

A person may have the page open twice, and both windows work on the one place. So whatever is settled is settled of one
file, named by its SHA-256: if another has come there meanwhile, that one stays.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, TypeVar

from pydantic import BaseModel, ValidationError

from dashboard import places
from dashboard.places import one_at_a_time
from statements.files import FileReport
from store.originals import hash_of

_ARRIVED: Final = "arrived.json"
_DETAILS: Final = "waiting.json"
_TURNED_AWAY: Final = "turned-away.json"
_RECEIPT: Final = "receipt.json"


@dataclass(frozen=True)
class Waiting:
    """A file: its bytes and their SHA-256, the reasons given so far by a finding's key, and when it goes (UTC).

    ``month`` is None until the file was checked.
    """

    file_name: str
    content: bytes
    file_hash: str
    month: str | None
    reasons: Mapping[str, str]
    until: datetime


class Receipt(BaseModel):
    """What is shown of a file after it was accepted; without its rows.

    ``beside`` is the SHA-256 of another file that had come in another window by then.
    """

    report: FileReport
    file_hash: str
    beside: str | None = None
    since: datetime


class TurnedAway(BaseModel):
    """What is shown of a file that was not taken: it was refused, or is loaded already."""

    report: FileReport
    since: datetime


class _Of(BaseModel):
    """Which file a document is about."""

    file_hash: str


class _Details(BaseModel):
    file_name: str
    file_hash: str
    month: str | None = None
    reasons: dict[str, str] = {}
    since: datetime


Kept = TypeVar("Kept", bound=BaseModel)


def arrive(at: Path, file_name: str, content: bytes, now: datetime) -> None:
    """Keep a file that has just come, beside one that waits already; what was said of an earlier one goes."""
    details = _Details(file_name=file_name, file_hash=hash_of(content), since=now)
    with one_at_a_time:
        places.make(at)
        (at / _TURNED_AWAY).unlink(missing_ok=True)
        places.write(at / details.file_hash, content)
        _put(at / _ARRIVED, details)
        _sweep(at)


def arrived(at: Path) -> Waiting | None:
    """Return the file that has come and was not looked at to the end."""
    return _whole(at, _ARRIVED)


def keep(at: Path, file_hash: str, month: str | None, now: datetime) -> None:
    """Let the file that came wait, now that it was checked, in place of the one before; its month's reasons stay.

    Passed over where in another window another file has come meanwhile, or this one was settled.
    """
    with one_at_a_time:
        came, before, done = _read(at / _ARRIVED, _Details), _read(at / _DETAILS, _Details), receipt_at(at)
        if came is None or came.file_hash != file_hash:
            return
        reasons = before.reasons if before and before.month == month else {}
        _put(at / _DETAILS, came.model_copy(update={"month": month, "reasons": reasons, "since": now}))
        (at / _ARRIVED).unlink()
        (at / _TURNED_AWAY).unlink(missing_ok=True)
        # Of a file that was accepted while this one was looked at nobody has seen the receipt yet.
        if done and done.beside != file_hash:
            (at / _RECEIPT).unlink()
        _sweep(at)


def kept(at: Path) -> Waiting | None:
    """Return the checked file that waits; ``None`` where none does, or where it is not whole any more."""
    return _whole(at, _DETAILS)


def turn_away(at: Path, file_hash: str, report: FileReport, now: datetime) -> None:
    """Take away a file that is not taken, and keep what was said of it; a file that waited before it stays.

    Passed over where it is gone already: what is there by now came from another window.
    """
    with one_at_a_time:
        if _let_go(at, _ARRIVED, file_hash) or _let_go(at, _DETAILS, file_hash):
            _put(at / _TURNED_AWAY, TurnedAway(report=_bare(report), since=now))
            _sweep(at)


def turned_away(at: Path) -> FileReport | None:
    """Return what was said of the file that was not taken last, until another one comes."""
    said = _read(at / _TURNED_AWAY, TurnedAway)
    return said.report if said else None


def answer(at: Path, file_hash: str, key: str, reason: str, now: datetime) -> None:
    """Keep a reason for a finding of the file that waits; passed over if another file waits by now."""
    with one_at_a_time:
        details = _read(at / _DETAILS, _Details)
        if details and details.file_hash == file_hash:
            reasons = {**details.reasons, key: reason.strip()}
            _put(at / _DETAILS, details.model_copy(update={"reasons": reasons, "since": now}))


def accepted(at: Path, report: FileReport, file_hash: str, now: datetime) -> None:
    """Put the receipt in the place of the file: its content and reasons go; another file that is there stays.

    Accepted in two windows at once it keeps the first receipt, which says what it did to the payment.
    """
    with one_at_a_time:
        came, before = _read(at / _ARRIVED, _Details), receipt_at(at)
        if before is None or before.file_hash != file_hash:
            beside = came.file_hash if came and came.file_hash != file_hash else None
            _put(at / _RECEIPT, Receipt(report=_bare(report, keep=()), file_hash=file_hash, beside=beside, since=now))
        for name in (_ARRIVED, _DETAILS):
            _let_go(at, name, file_hash)
        (at / _TURNED_AWAY).unlink(missing_ok=True)
        _sweep(at)


def receipt_at(at: Path) -> Receipt | None:
    """Return the receipt of the file that was accepted last, until another one is handed in."""
    return _read(at / _RECEIPT, Receipt)


def discard(at: Path, file_hash: str) -> None:
    """Take a file away, with its reasons or its receipt and what was said of one not taken; another file stays."""
    with one_at_a_time:
        for name in (_ARRIVED, _DETAILS, _RECEIPT):
            _let_go(at, name, file_hash)
        (at / _TURNED_AWAY).unlink(missing_ok=True)
        _sweep(at)


def _bare(report: FileReport, keep: tuple[str, ...] = ("findings",)) -> FileReport:
    """A report without rows of the return; of a file that was not taken with why."""
    return report.model_copy(update={name: () for name in ("findings", "changes") if name not in keep})


def _let_go(at: Path, name: str, file_hash: str) -> bool:
    """Take a document away if it is about that file, and say whether it was."""
    of = _read(at / name, _Of)
    if of is None or of.file_hash != file_hash:
        return False
    (at / name).unlink()
    return True


def _sweep(at: Path) -> None:
    """Take away what no document names: a file's content goes with the last that is said of it."""
    said = (_read(at / name, _Of) for name in (_ARRIVED, _DETAILS))
    named = {each.file_hash for each in said if each}
    for path in at.iterdir() if at.is_dir() else ():
        if path.suffix != ".json" and path.name not in named:
            path.unlink()


def _whole(at: Path, name: str) -> Waiting | None:
    with one_at_a_time:
        details = _read(at / name, _Details)
        file = at / details.file_hash if details else None
        if details is None or file is None or not file.is_file():
            return None
        content = file.read_bytes()
    said = (details.file_name, content, details.file_hash, details.month, details.reasons)
    return Waiting(*said, details.since + places.KEPT_FOR) if hash_of(content) == details.file_hash else None


def _read(path: Path, kind: type[Kept]) -> Kept | None:
    try:
        return kind.model_validate_json(path.read_bytes())
    except (FileNotFoundError, ValidationError):
        return None


def _put(path: Path, what: BaseModel) -> None:
    places.write(path, what.model_dump_json().encode())
