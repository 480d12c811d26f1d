"""Published index values as they were recorded for a contract."""

from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from duckdb import DuckDBPyConnection

from contracts import months
from contracts.indexed import IndexValue
from contracts.months import Month
from store.moments import limit
from store.queries import query
from store.session import Writing

PLACES = 6
"""The decimal places that an index value may have."""


def record_index_value(writing: Writing, contract: str, value: IndexValue, source: str) -> None:
    """Record an index value; of two for one month and stage the later counts."""
    published = Decimal(int(value.value * 10**PLACES)).scaleb(-PLACES)
    period, by = months.first_day(value.month), writing.person
    row = (contract, value.series, period, value.stage, published, source, writing.at, by)
    writing.cursor.execute("insert into index_value values (?, ?, ?, ?, ?, ?, ?, ?)", row)


def index_values(
    cursor: DuckDBPyConnection, contract: str, as_known_on: datetime | None = None
) -> tuple[IndexValue, ...]:
    """Return the index values known by a moment, in the order in which they became known."""
    rows = cursor.execute(query("index_values"), {"contract": contract, "as_known_on": limit(as_known_on)}).fetchall()
    return tuple(IndexValue(series, Month(month), stage, Fraction(value)) for series, month, stage, value in rows)
