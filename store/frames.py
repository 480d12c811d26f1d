"""Whole frames into tables: as fast as the engine takes them, and refused if they do not fit exactly."""

from typing import Final

import polars as pl
from duckdb import DuckDBPyConnection

_HANDED: Final = "rows_to_append"


class WrongColumns(ValueError):
    """A frame does not have a table's columns: a mistake in the program, not in a return."""

    def __init__(self, table: str, missing: set[str], unknown: set[str]) -> None:
        super().__init__(f"Table {table}: columns missing {sorted(missing)}, unknown {sorted(unknown)}.")


class LossyColumn(ValueError):
    """A column would be rounded on its way into the store: a mistake in the program, not in a return."""

    def __init__(self, table: str, column: str, found: pl.DataType, expected: str) -> None:
        super().__init__(f"Table {table}, column {column}: {found} does not fit {expected} without rounding.")


def append(cursor: DuckDBPyConnection, table: str, frame: pl.DataFrame) -> None:
    """Append a frame's rows to a table; columns are matched by name, in any order.

    Raises:
        WrongColumns: the frame's columns are not exactly the table's.
        LossyColumn: a binary float, or a decimal finer than the table keeps.
    """
    expected = _columns(cursor, table)
    found = set(frame.columns)
    if found != set(expected):
        raise WrongColumns(table, set(expected) - found, found - set(expected))
    for column, (kind, scale) in expected.items():
        if not _fits(frame.schema[column], scale):
            raise LossyColumn(table, column, frame.schema[column], kind)
    if frame.is_empty():
        return
    cursor.register(_HANDED, frame)
    cursor.execute(f"insert into {table} by name select * from {_HANDED}")
    # Not in a finally: after an error the engine refuses this too, and would hide what went wrong.
    cursor.unregister(_HANDED)


def _columns(cursor: DuckDBPyConnection, table: str) -> dict[str, tuple[str, int]]:
    found = "select column_name, data_type, coalesce(numeric_scale, 0) from duckdb_columns() where table_name = ?"
    return {name: (kind, scale) for name, kind, scale in cursor.execute(found, [table]).fetchall()}


def _fits(kind: pl.DataType, scale: int) -> bool:
    if isinstance(kind, pl.Decimal):
        return kind.scale <= scale
    return not kind.is_float()
