"""How far looking at a file has come, in the words that a person sees meanwhile."""

from typing import Final

from ingest.following import Stage
from statements.measures import so_many

LOOKING: Final = "Your file has come and is being looked at. You may close this page: it goes on when you come back."

_KILOBYTE: Final = 1024


def received(file_name: str, size: int) -> str:
    """Say that a file has come, and how large it is."""
    shown = f"{size:,} bytes" if size < _KILOBYTE else f"{size // _KILOBYTE:,} KB"
    return f"Received: {file_name}, {shown}"


def stage(begins: Stage, rows: int) -> tuple[str, str]:
    """Return what is done as a stage of looking at a file begins, nothing before it is read, and what is under way."""
    counted = so_many(rows, "row")
    done, now = {
        "waiting": ("", "Waiting: other returns are being read, and this one comes after them…"),
        "reading": ("", "Reading every cell…"),
        "checking": (f"{counted} read", f"Checking {counted}…"),
        "payment": (f"{counted} checked", "Working out what it does to the payment…"),
    }[begins]
    return done, now
