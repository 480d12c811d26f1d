"""SQL in files named for what they return."""

from functools import cache
from pathlib import Path


@cache
def query(name: str) -> str:
    """Return the text of the query kept in ``<name>.sql``."""
    return (Path(__file__).parent / f"{name}.sql").read_text(encoding="utf-8")
