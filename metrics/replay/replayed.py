"""Scenarios worked out by the one chain; what several of them share is worked out once.

Up to what a failure costs by itself (step 8) no indicator depends on another, so of a scenario only the indicators
whose figures it changes go through these steps. Scenarios whose failures come to the same are one from there on. Where
a contract ties indicators together before that, or pays by them, every scenario goes through the whole chain.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl
from duckdb import DuckDBPyConnection

from contracts.terms import Terms
from metrics import chain, engine
from metrics.facts import Facts
from metrics.relief import WITHOUT
from metrics.replay.same import told_apart
from metrics.replay.spared import goes_through_months, walk
from metrics.replay.worlds import KEYS, Keys, Steps, Worlds, of_pairs, read_by, worlds_of

AT_ONCE: Final = 500
"""Scenarios in one run of the chain: more take more memory and hardly less time."""

FAILURES: Final = chain.relation_of("08_failure_line")
COUNTED: Final = "counted"
OF_THE_CONTRACT: Final = ("charge", "monthly_charge", "receipt_status")
"""What the chain works out before any measure and reads again after the failures."""

OF_MEASURES: Final = ("severity", "relieved")
"""What earn-back reads of measures after the failures: left empty, since contracts with it are worked out whole."""

TIED: Final = (*chain.EARNING, "term_one_failure", "term_earn_back")
"""Terms that tie indicators together before step 9, or read their measures again after it."""

_NET: Final = f"select scenario, month, charge, net from net where scenario < {WITHOUT}"
_DEDUCTED: Final = (Path(__file__).parent / "deducted.sql").read_text(encoding="utf-8")
_JUDGED: Final = f"select scenario, indicator, month, band, fails from severity where scenario < {WITHOUT}"

Frames = tuple[pl.DataFrame, ...]


@dataclass(frozen=True)
class Replayed:
    """What scenarios come to, each under its number, in whole pence.

    ``net`` has `scenario`, `month`, `charge` and `net`, before VAT. ``deducted`` has `scenario`, `month` (of the
    statement), `indicator` (0: of none), `before_caps`, and `pence` as charged after all caps, less what is given
    back. ``judged`` has `scenario`, `indicator`, `month`, `band` and `fails` of the figures that a scenario changes.
    """

    net: pl.DataFrame
    deducted: pl.DataFrame
    judged: pl.DataFrame


def replayed(terms: Sequence[Terms], facts: Facts, scenarios: Sequence[int], changed: pl.DataFrame) -> Replayed:
    """Return what each scenario comes to, as relieved.

    Args:
        terms: the terms of one contract under scenario 0, once as they are and once for each set of other terms.
        facts: what was returned, under scenario 0.
        scenarios: for each scenario, numbered from 0, the place of its terms in ``terms``.
        changed: the figures that stand in place of those returned, with the columns of `metrics.scenarios.CHANGED`, a
            row at most for each scenario, indicator and month. Whether and when anything came is as in ``facts``.
    """
    worlds = worlds_of(terms, facts, changed)
    keys = pl.DataFrame({"scenario": range(len(scenarios)), "world": scenarios}, schema=KEYS)
    tied = any(not each.tables[name].is_empty() for each in terms for name in TIED)
    return _each_whole(worlds, keys) if tied else _by_failures(worlds, keys)


def _each_whole(worlds: Worlds, keys: Keys) -> Replayed:
    steps = worlds.steps()

    def run(connection: DuckDBPyConnection, some: Keys) -> Frames:
        _work_out(connection, steps, *_of(worlds, some, steps))
        return *_totals(connection), _judged(connection, worlds)

    return Replayed(*_beside_each_other(run, keys))


def _by_failures(worlds: Worlds, keys: Keys) -> Replayed:
    """Work out what failures cost by themselves, then what follows, once for all that come to the same."""
    first, end = keys.height, keys.height + len(worlds.terms)
    plain = pl.DataFrame({"scenario": range(first, end), "world": range(len(worlds.terms))}, schema=KEYS)
    own = worlds.changed.select("scenario", "indicator").unique()
    pairs = pl.concat([own, plain.join(worlds.indicators(), how="cross").select(own.columns)])
    every = pl.concat([keys, plain])
    lines, judged, *empty = _failures(worlds, every.join(pairs, on="scenario", how="semi"), pairs)
    told = told_apart(lines, pairs, every, plain)
    asked = told.same.filter(pl.col("scenario") < first)
    net, deducted = (
        found.rename({"scenario": "first"}).join(asked, on="first").select(found.columns)
        for found in _from_failures(
            worlds, told.firsts, {FAILURES: told.lines, **dict(zip(OF_MEASURES, empty, strict=True))}
        )
    )
    return Replayed(net, deducted, judged)


def _failures(worlds: Worlds, keys: Keys, pairs: pl.DataFrame) -> Frames:
    """Return the failures, and the bands, of the indicators that scenarios are paired with."""
    every = worlds.steps()
    upto = every[: _place(every) + 1]
    steps = [step for step in upto if step[0] not in (COUNTED, *OF_THE_CONTRACT)]

    def run(connection: DuckDBPyConnection, some: Keys) -> Frames:
        terms, facts = _of(worlds, some, [*steps, (COUNTED, "record_part")])
        given = of_pairs(facts.tables, pairs)
        # The cases and rows behind a measure were counted before: their sum is what the chain would count.
        connection.register(COUNTED, given["record_part"])
        _work_out(connection, steps, Terms(of_pairs(terms.tables, pairs)), Facts(given))
        lines = connection.sql(f"select * from {FAILURES} where scenario < {WITHOUT}").pl()
        empty = (connection.sql(f"select * from {name} limit 0").pl() for name in OF_MEASURES)
        return lines, _judged(connection, worlds), *empty

    return _beside_each_other(run, keys)


def _from_failures(worlds: Worlds, keys: Keys, given: Mapping[str, pl.DataFrame]) -> Frames:
    """Return what scenarios come to whose failures are given."""
    every = worlds.steps()
    before, after = every[: _place(every)], every[_place(every) + 1 :]
    steps = [step for step in before if step[0] in OF_THE_CONTRACT] + after

    def run(connection: DuckDBPyConnection, some: Keys) -> Frames:
        for name, frame in given.items():
            connection.register(name, frame.join(some, on="scenario", how="semi"))
        _work_out(connection, steps, *_of(worlds, some, steps))
        return _totals(connection)

    return _beside_each_other(run, keys)


def _place(steps: Steps) -> int:
    return [name for name, _ in steps].index(FAILURES)


def _of(worlds: Worlds, keys: Keys, steps: Steps) -> tuple[Terms, Facts]:
    names = {**worlds.terms[0].tables, **worlds.facts[0].tables}
    return chain.prepared(*worlds.under(keys, read_by(steps, names)))


def _work_out(connection: DuckDBPyConnection, steps: Steps, terms: Terms, facts: Facts) -> None:
    for name, frame in {**terms.tables, **facts.tables}.items():
        connection.register(name, frame)
    for name, sql in steps:
        if goes_through_months(sql):
            walk(connection, name, sql)
        else:
            connection.execute(f"create or replace temp table {name} as {sql}")


def _totals(connection: DuckDBPyConnection) -> Frames:
    return connection.sql(_NET).pl(), connection.sql(_DEDUCTED).pl().filter(pl.col("scenario") < WITHOUT)


def _judged(connection: DuckDBPyConnection, worlds: Worlds) -> pl.DataFrame:
    found: pl.DataFrame = connection.sql(_JUDGED).pl()
    return found.join(worlds.changed, on=["scenario", "indicator"], how="semi")


def _beside_each_other(run: Callable[[DuckDBPyConnection, Keys], Frames], keys: Keys) -> Frames:
    """Run some scenarios at a time, as many runs beside each other as there are processors."""

    def on_its_own(some: Keys) -> Frames:
        with engine.open_engine() as connection:
            return run(connection, some)

    with ThreadPoolExecutor(os.cpu_count()) as threads:
        found = list(threads.map(on_its_own, keys.iter_slices(AT_ONCE)))
    return tuple(pl.concat(parts) for parts in zip(*found, strict=True))
