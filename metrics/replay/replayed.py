"""Scenarios worked out by the one chain; what several of them share is worked out once.

Up to what a failure costs by itself (step 8) no indicator depends on another, so what an indicator's figures come to
is worked out once for all scenarios that have the same. Scenarios whose failures come to the same are one from there
on. Where a contract ties indicators together before that, or pays by them, each scenario goes through the whole chain.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import polars as pl
from duckdb import DuckDBPyConnection

from contracts.terms import Terms
from metrics import chain
from metrics.facts import Facts
from metrics.relief import FIRST_CUT_OFF, WITHOUT
from metrics.replay.failing import JUDGED, Failing, failing
from metrics.replay.runs import Frames, after_failures, beside_each_other, under, work_out
from metrics.replay.worlds import KEYS, Keys, Worlds, worlds_of

TIED: Final = (*chain.EARNING, "term_one_failure", "term_earn_back")
"""Terms that tie indicators together before step 9, or read their measures again after it."""

_NET: Final = f"select scenario, month, charge, net from net where scenario < {WITHOUT}"
_NOTHING_FORGONE: Final = f"""create temp table if not exists {chain.relation_of(chain.FORGONE)} as
    select scenario, charged_month, indicator, pence from charged_line limit 0"""
_DEDUCTED: Final = (Path(__file__).parent / "deducted.sql").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Replayed:
    """What scenarios come to, each under its number, in whole pence.

    ``net`` has `scenario`, `month`, `charge` and `net`, before VAT. ``deducted`` has `scenario`, `month` (of the
    statement), `indicator` (0: of none), `before_caps`, and `pence` as charged after all caps, less what is earned
    back or forgone, which is `given_back`. ``judged`` has `scenario`, `indicator`, `month`, `band` and `fails` of the
    figures that a scenario changes.
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
    worlds, keys = worlds_of(terms, facts, changed), _keys(scenarios)
    return _each_whole(worlds, keys) if _tied(terms, facts) else _by_failures(worlds, keys)


def net_replayed(
    terms: Sequence[Terms], facts: Facts | Sequence[Facts], scenarios: Sequence[int], changed: pl.DataFrame
) -> pl.DataFrame:
    """Return the `net` alone of what `replayed` returns: of many scenarios in far less time.

    Each set of terms may have facts of its own.
    """
    worlds, keys = worlds_of(terms, facts, changed), _keys(scenarios)
    tied = any(_tied(terms, each) for each in worlds.facts)
    return _each_whole(worlds, keys).net if tied else _net_by_failures(worlds, keys)


def _keys(scenarios: Sequence[int]) -> Keys:
    return pl.DataFrame({"scenario": range(len(scenarios)), "world": scenarios}, schema=KEYS)


def _tied(terms: Sequence[Terms], facts: Facts) -> bool:
    by_terms = any(not each.tables[name].is_empty() for each in terms for name in TIED)
    return by_terms or not facts.tables[FIRST_CUT_OFF].is_empty()


def _each_whole(worlds: Worlds, keys: Keys) -> Replayed:
    steps = worlds.steps()

    def run(connection: DuckDBPyConnection, some: Keys) -> Frames:
        work_out(connection, steps, *under(worlds, some, steps))
        judged = connection.sql(JUDGED).pl().join(worlds.changed, on=["scenario", "indicator"], how="semi")
        return *_totals(connection), judged

    return Replayed(*beside_each_other(run, keys))


def _by_failures(worlds: Worlds, keys: Keys) -> Replayed:
    failed = failing(worlds, keys)
    net, deducted = _from_failures(worlds, failed, _totals)
    return Replayed(net, deducted, failed.judged_of_each())


def _net_by_failures(worlds: Worlds, keys: Keys) -> pl.DataFrame:
    (net,) = _from_failures(
        worlds, failing(worlds, keys), lambda connection: (connection.sql(_NET).pl(),), merging=True
    )
    return net


def _from_failures(
    worlds: Worlds, failed: Failing, left: Callable[[DuckDBPyConnection], Frames], *, merging: bool = False
) -> Frames:
    """Return what scenarios come to whose failures are given, worked out once for all that come to the same."""
    steps, told = after_failures(worlds), failed.told
    # What is changed of figures is in the failures by now.
    worlds = replace(worlds, changed=worlds.changed.clear())

    def run(connection: DuckDBPyConnection, some: Keys) -> Frames:
        for name, frame in failed.of(some).items():
            connection.register(name, frame)
        work_out(connection, steps, *under(worlds, some, steps), merging=merging)
        return left(connection)

    found = beside_each_other(run, told.firsts)
    return tuple(each.rename({"scenario": "first"}).join(told.same, on="first").select(each.columns) for each in found)


def _totals(connection: DuckDBPyConnection) -> Frames:
    # The chain leaves the step out where nothing was decided.
    connection.execute(_NOTHING_FORGONE)
    return connection.sql(_NET).pl(), connection.sql(_DEDUCTED).pl().filter(pl.col("scenario") < WITHOUT)
