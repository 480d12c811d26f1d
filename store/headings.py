"""Headings that a provider uses for our fields, each confirmed once by a person and remembered."""

from datetime import datetime

from duckdb import DuckDBPyConnection

from store.moments import limit
from store.queries import query
from store.session import Writing


def remember_heading(writing: Writing, provider: str, dataset: str, heading: str, field: str) -> None:
    """Remember which field a provider's heading means; said again, the latest counts."""
    row = (provider, dataset, heading, field, writing.person, writing.at)
    writing.cursor.execute("insert into heading_alias values (?, ?, ?, ?, ?, ?)", row)


def headings(
    cursor: DuckDBPyConnection, provider: str, as_known_on: datetime | None = None
) -> dict[tuple[str, str], str]:
    """Return a provider's remembered headings: field by dataset and heading."""
    given = {"provider": provider, "as_known_on": limit(as_known_on)}
    found = cursor.execute(query("headings"), given).fetchall()
    return {(dataset, heading): field for dataset, heading, field in found}
