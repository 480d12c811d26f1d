"""Published figures loaded for a contract's indicators, release by release, as they are kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from typing import Literal

from duckdb import DuckDBPyConnection

from store.moments import limit, shown
from store.people import names
from store.queries import query
from store.session import Writing

Level = Literal["national", "regional", "authority", "neighbour"]

PLACES = 6
"""The decimal places that a published figure may have."""


@dataclass(frozen=True)
class Figure:
    """A published figure of a place and a year, or the symbol for why there is none."""

    level: Level
    name: str
    time_identifier: str
    time_period: str
    value: Decimal | None
    symbol: str | None


@dataclass(frozen=True)
class NewBenchmark:
    """A release to record: whose it is, which column of which file, and which breakdown of it was chosen."""

    contract: str
    indicator: str
    source: str
    release: str
    figure: str
    chosen: str
    authority: str
    file_name: str
    file_hash: str


@dataclass(frozen=True)
class Benchmark:
    """A release as it is kept, with the name of who loaded it and its figures; ``known_at`` in UTC."""

    number: int
    of: NewBenchmark
    person: str
    known_at: datetime
    figures: tuple[Figure, ...]


def record_benchmark(writing: Writing, new: NewBenchmark, figures: Sequence[Figure]) -> int:
    """Record a release with its figures and return its number."""
    ((number,),) = writing.cursor.execute("select coalesce(max(benchmark), 0) + 1 from benchmark").fetchall()
    told = (new.contract, new.indicator, new.source, new.release, new.figure, new.chosen, new.authority)
    row = (number, *told, new.file_name, new.file_hash, writing.person, writing.at)
    writing.cursor.execute("insert into benchmark values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    rows = [
        (number, place, each.level, each.name, each.time_identifier, each.time_period, each.value, each.symbol)
        for place, each in enumerate(figures, start=1)
    ]
    writing.cursor.executemany("insert into benchmark_figure values (?, ?, ?, ?, ?, ?, ?, ?)", rows)
    return int(number)


def benchmarks(cursor: DuckDBPyConnection, contract: str, as_known_on: datetime | None = None) -> dict[str, Benchmark]:
    """Return the latest release loaded by a moment for each indicator that has one."""
    given = {"contract": contract, "as_known_on": limit(as_known_on)}
    called, found = names(cursor), {}
    for (number, indicator, *said), rows in groupby(
        cursor.execute(query("benchmarks"), given).fetchall(), key=lambda row: row[:11]
    ):
        *told, person, known = said
        new = NewBenchmark(contract, indicator, *told)
        figures = tuple(Figure(*row[11:]) for row in rows)
        found[str(indicator)] = Benchmark(int(number), new, called.get(person, person), shown(known), figures)
    return found
