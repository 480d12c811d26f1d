"""Runs of the chain over many scenarios: so many at a time, as many runs beside each other as there are processors."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import polars as pl
from duckdb import DuckDBPyConnection

from contracts.terms import Terms
from metrics import chain, engine
from metrics.facts import Facts
from metrics.replay.spared import goes_through_months, walk
from metrics.replay.worlds import Keys, Steps, Worlds, of_pairs, read_by

AT_ONCE: Final = 2000
"""Scenarios in one run of the chain: more take more memory and hardly less time."""

FEWEST: Final = 100
"""Fewer are not worth a run of their own: planning the steps takes longer than working them out."""

FAILURES: Final = chain.relation_of("08_failure_line")
COUNTED: Final = "counted"
OF_THE_CONTRACT: Final = ("charge", "monthly_charge", "receipt_status")
"""What the chain works out before any measure and reads again after the failures.

Where a percentage is of what is paid beside the charge it hangs on figures; such contracts are worked out whole.
"""

Frames = tuple[pl.DataFrame, ...]


def beside_each_other(run: Callable[[DuckDBPyConnection, Keys], Frames], keys: Keys) -> Frames:
    """Run some scenarios at a time, each on a connection of its own, and put together what they leave."""

    def on_its_own(some: Keys) -> Frames:
        with engine.open_engine() as connection:
            return run(connection, some)

    processors = os.cpu_count() or 1
    # As many runs for each processor, so that none waits for the others at the end.
    rounds = -(-keys.height // (AT_ONCE * processors))
    at_once = max(FEWEST, -(-keys.height // max(rounds * processors, 1)))
    with ThreadPoolExecutor(processors) as threads:
        found = list(threads.map(on_its_own, keys.iter_slices(at_once)))
    return tuple(pl.concat(parts) for parts in zip(*found, strict=True))


def upto(worlds: Worlds, relation: str) -> Steps:
    """Return the steps that work measures out up to one, without those of the contract."""
    every = worlds.steps()
    return [step for step in every[: _place(every, relation) + 1] if step[0] not in (COUNTED, *OF_THE_CONTRACT)]


def after_failures(worlds: Worlds) -> Steps:
    """Return the steps that work out what failures come to."""
    every = worlds.steps()
    place = _place(every, FAILURES)
    return [step for step in every[:place] if step[0] in OF_THE_CONTRACT] + every[place + 1 :]


def _place(steps: Steps, relation: str) -> int:
    return [name for name, _ in steps].index(relation)


def of_measures(connection: DuckDBPyConnection, worlds: Worlds, keys: Keys, pairs: pl.DataFrame, steps: Steps) -> None:
    """Work out some steps for those indicators alone that scenarios are paired with."""
    terms, facts = under(worlds, keys, [*steps, (COUNTED, "record_part")])
    given = of_pairs(facts.tables, pairs)
    # The cases and rows behind a measure were counted before: their sum is what the chain would count.
    connection.register(COUNTED, given["record_part"])
    work_out(connection, steps, Terms(of_pairs(terms.tables, pairs)), Facts(given))


def under(worlds: Worlds, keys: Keys, steps: Steps) -> tuple[Terms, Facts]:
    """Return the terms and facts of some scenarios as these steps read them."""
    names = {**worlds.terms[0].tables, **worlds.facts[0].tables}
    return chain.prepared(*worlds.under(keys, read_by(steps, names)))


def work_out(
    connection: DuckDBPyConnection, steps: Steps, terms: Terms, facts: Facts, *, merging: bool = False
) -> None:
    """Run the steps one after the other; ``merging`` is for those who ask only what all lines come to."""
    tables = {**terms.tables, **facts.tables}
    for name in read_by(steps, tables):
        connection.register(name, tables[name])
    # A decision is about one line.
    merging = merging and terms.tables["term_decided"].is_empty()
    for name, sql in steps:
        if goes_through_months(sql):
            walk(connection, name, sql, merging=merging)
        else:
            connection.execute(f"create or replace temp table {name} as {sql}")
