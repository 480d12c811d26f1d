"""How far looking at a file has come, in the words that a person sees meanwhile."""

import re
from typing import Final

from ingest.following import Stage

LOOKING: Final = "Your file has come and is being looked at. You may close this page: it goes on when you come back."

_KILOBYTE: Final = 1024
_ACTS: Final = re.compile(r"[\\`*_{}\[\]()#+\-.!<>$:~|@]")


def received(file_name: str, size: int) -> str:
    """Say that a file has come, as Markdown: nothing in its name acts."""
    shown = f"{size:,} bytes" if size < _KILOBYTE else f"{size // _KILOBYTE:,} KB"
    return f"Received: {plain(file_name)}, {shown}"


def plain(text: str) -> str:
    """Write a text of somebody else's as Markdown that shows it as it is."""
    return _ACTS.sub(r"\\\g<0>", text)


def stage(begins: Stage, rows: int) -> tuple[str, str]:
    """Return what is done as a stage of looking at a file begins, nothing for the first, and what is under way."""
    counted = f"{rows:,} row{'s' * (rows != 1)}"
    done, now = {
        "reading": ("", "Reading every cell…"),
        "checking": (f"{counted} read", f"Checking {counted}…"),
        "payment": (f"{counted} checked", "Working out what it does to the payment…"),
    }[begins]
    return done, now
