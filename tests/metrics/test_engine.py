"""The one way of rounding, and what the engine does not allow."""

import random
from collections.abc import Iterator
from fractions import Fraction

import duckdb
import pytest

from metrics import engine


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with engine.open_engine() as opened:
        yield opened


def half_up(connection: duckdb.DuckDBPyConnection, numerator: int, denominator: int) -> int:
    sql = "select half_up(?::decimal(38, 0), ?::decimal(38, 0))"
    (found,) = connection.execute(sql, [numerator, denominator]).fetchone() or (None,)
    return int(str(found))


@pytest.mark.parametrize(
    ("numerator", "denominator", "rounded"),
    [(1, 2, 1), (-1, 2, -1), (49, 100, 0), (-49, 100, 0), (3, 2, 2), (5, 2, 3), (-5, 2, -3), (2, 3, 1), (0, 7, 0)],
)
def test_a_half_goes_away_from_zero(
    connection: duckdb.DuckDBPyConnection, numerator: int, denominator: int, rounded: int
) -> None:
    assert half_up(connection, numerator, denominator) == rounded


def test_rounding_is_never_further_off_than_a_half(connection: duckdb.DuckDBPyConnection) -> None:
    chance = random.Random(2016)
    for _ in range(200):
        numerator, denominator = chance.randint(-(10**17), 10**17), chance.randint(1, 10 ** chance.randint(1, 12))
        found = half_up(connection, numerator, denominator)
        off = abs(Fraction(numerator, denominator) - found)
        assert off < Fraction(1, 2) or (off == Fraction(1, 2) and abs(found) * denominator > abs(numerator))


@pytest.mark.parametrize(
    "sql", ["select * from read_csv('figures.csv')", "copy (select 1) to 'figures.csv'", "attach 'other.duckdb'"]
)
def test_the_engine_reads_and_writes_no_file(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    with pytest.raises(duckdb.Error, match="disabled"):
        connection.execute(sql)
