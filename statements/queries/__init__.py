"""The SQL that reads what is known from the store; one file a query, named for what it returns."""

from functools import cache
from pathlib import Path


@cache
def query(name: str) -> str:
    """Return the text of a query."""
    return (Path(__file__).parent / f"{name}.sql").read_text(encoding="utf-8")
