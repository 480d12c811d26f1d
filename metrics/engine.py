"""An in-process DuckDB for the chain: nothing from outside, exact whole-number division, the one way of rounding."""

from functools import cache, lru_cache

import duckdb

DIV = "create or replace macro div(a, b) as cast(cast(a as hugeint) // cast(b as hugeint) as hugeint)"
"""Whole-number division under the name that Spark SQL gives it."""

HALF_UP = (
    "create or replace macro half_up(n, d) as "
    "case when n < 0 then -1 else 1 end * cast(div(2 * abs(n) + d, 2 * d) as bigint)"
)
"""Rounding half up, away from zero for negatives; d is above zero. The only rounding in the mechanism."""

_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "enable_external_access": "false",
    "ieee_floating_point_ops": "false",
    # Nothing is spilled to the disk: the folder would be whichever one the command was started in.
    "temp_directory": "",
}


def open_engine() -> duckdb.DuckDBPyConnection:
    """Return a connection of its own to an in-memory database on which the chain can be worked out.

    What a chain leaves there are temporary tables, which no other connection sees and which go when it closes.
    """
    return _database().cursor()


@cache
def _database() -> duckdb.DuckDBPyConnection:
    # Opened once for a process: that costs more than most steps of the chain.
    return open_database()


def open_database() -> duckdb.DuckDBPyConnection:
    """Return a fresh database of this kind, for those who change its settings.

    It works on one thread: the rows of a contract are few, and sharing them out costs more than it saves.
    """
    connection = duckdb.connect(config={**_SETTINGS, "threads": 1})
    connection.execute(DIV)
    connection.execute(HALF_UP)
    return connection


@lru_cache(maxsize=512)
def parsed(sql: str) -> duckdb.Statement:
    """Return a statement ready to be run on any connection; the steps of a chain are the same ones again and again."""
    (statement,) = _database().cursor().extract_statements(sql)
    return statement
