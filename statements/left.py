"""What the chain left of a contract, kept under all that it read: what is the same is not worked out again.

A step of a statement, the page that follows it and a comparison with a change that came to nothing all read the same.
What would be read is held against what was read, row by row, whatever was written meanwhile.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property, lru_cache
from typing import Any, Final

import polars as pl
from duckdb import DuckDBPyConnection

from contracts.terms import Terms
from contracts.terms.columns import TIMES
from metrics import cap_steps, chain, engine
from metrics.facts import Facts
from metrics.relief import DECIDED, WITHOUT

Left = tuple[Sequence[str], Sequence[tuple[Any, ...]]]
"""What a step left: the names of its columns, and its rows."""

Steps = Mapping[str, Left]
"""What the steps left, by the relation that each returns."""

_MOST: Final = 8
_READ_AGAIN: Final = {
    *("net", "charge", "receipt_status", "relieved", "band", "severity", "failure_run", "pooled", "failure_line"),
    *("free_points", "ratcheted", "failure_amount", "rounded_line", "charged_line", "cap_limit", "earned_line"),
    *("limited_loss", "priced_stage", "data_status"),
    *map(
        chain.relation_of,
        (
            chain.LISTED_VAT,
            chain.FORGONE,
            chain.BEATEN,
            chain.SET_ASIDE,
            chain.EARNED_BACK,
            chain.VAT,
            *chain.EARNING.values(),
        ),
    ),
}
"""The steps that a ledger reads; those beside the caps, which have their numbers, it reads as well."""


def left_of(terms: Terms, facts: Facts) -> tuple[Steps, Steps | None]:
    """Return what the chain leaves of one contract, and what it would leave without relief, if any was decided."""
    return _worked_out(_Read(terms, _as_of_the_last_time(terms, facts)))


def forget() -> None:
    """Keep nothing of what was worked out so far, so that the next thing is worked out anew."""
    _worked_out.cache_clear()


@dataclass(frozen=True, eq=False)
class _Read:
    """All that the chain reads; two are equal if every row of theirs is."""

    terms: Terms
    facts: Facts

    @cached_property
    def tables(self) -> Sequence[pl.DataFrame]:
        tables = {**self.terms.tables, **self.facts.tables}
        return [tables[name] for name in sorted(tables)]

    def __hash__(self) -> int:
        return hash(tuple(frame.height for frame in self.tables))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Read) and all(map(pl.DataFrame.equals, self.tables, other.tables))


@lru_cache(maxsize=_MOST)
def _worked_out(read: _Read) -> tuple[Steps, Steps | None]:
    with engine.open_engine() as connection:
        made = chain.work_out(connection, read.terms, read.facts)
        names = sorted({*made} & _READ_AGAIN | _after_caps(read.terms))
        relieved = not all(read.facts.tables[name].is_empty() for name in DECIDED)
        without = {name: _left(connection, name, WITHOUT) for name in names} if relieved else None
        return {name: _left(connection, name, 0) for name in names}, without


def _as_of_the_last_time(terms: Terms, facts: Facts) -> Facts:
    """Return facts as of the last time of the terms that passed before the cut-off.

    All that the chain asks of the cut-off is which of these have passed, so until the next one does it says the same.
    """
    cut_off = facts.tables["cut_off"]
    (known_at,) = cut_off["known_at"]
    times = [time for table, column in TIMES for time in terms.tables[table][column].drop_nulls().unique()]
    passed = [time for time in times if time < known_at]
    # None has passed as of the first of them: at its own moment a due time has not.
    as_of = max(passed) + timedelta(microseconds=1) if passed else min(times, default=known_at)
    known = cut_off.with_columns(known_at=pl.lit(as_of, pl.Datetime("us")))
    return Facts({**facts.tables, "cut_off": known})


def _left(connection: DuckDBPyConnection, relation: str, scenario: int) -> Left:
    found = connection.execute(engine.parsed(f"select * from {relation} where scenario = {scenario}"))
    return [column for column, *_ in found.description or ()], found.fetchall()


def _after_caps(terms: Terms) -> set[str]:
    return {cap_steps.after_cap(cap) for cap in range(1, terms.tables["term_cap"].height + 1)}
