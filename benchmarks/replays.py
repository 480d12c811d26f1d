"""Ten thousand scenarios of the sample contract, totals only, beside a bare pass of the engine over as many figures.

Each scenario takes one indicator some successes up or down from a month on: every indicator, month and shift, mixed.
The contract has 29 indicators in 24 months, more than the agreed 20.
"""

import random
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

import duckdb
import polars as pl

from benchmarks.mechanism import BARE
from benchmarks.result import Measured
from contracts.months import Month
from metrics.replay.figures import Figure, with_more
from metrics.replay.replayed import replayed
from metrics.scenarios import CHANGED
from statements.ledgers import ledger_of
from statements.what_if.replays import figures_returned
from store.opener import open_store

CONTRACT: Final = "barnet-cambridge-education"
SCENARIOS: Final = 10_000
_EVERYTHING: Final = 1_000
_MILLION: Final = 1_000_000

Figures = Mapping[tuple[int, Month], Figure]


def measure(store: Path) -> Iterator[Measured]:
    """Yield the seconds of ten thousand scenarios, and of a thousand that change every figure and share nothing."""
    with open_store(store, create=False) as opened:
        frozen = ledger_of(opened, CONTRACT).frozen
    figures = figures_returned(frozen)
    one_each, every = _one_each(figures), _every_figure(figures)
    for what, aim, scenarios, changed in (
        ("scenarios of one contract, one indicator changed in each", "under 15", SCENARIOS, one_each),
        ("scenarios of one contract, every figure changed in each", "none", _EVERYTHING, every),
    ):
        ours = _seconds(lambda n=scenarios, of=changed: replayed([frozen.terms], frozen.facts, [0] * n, of))  # type: ignore[misc]
        yield Measured(f"{scenarios:,} {what}, s", aim, ours, bare(figures, scenarios))


def _one_each(figures: Figures) -> pl.DataFrame:
    """Change one indicator in each scenario, by up to eight successes either way, from one of its months on."""
    asked = [(number, first, by) for number, first in figures for by in range(-8, 9) if by]
    random.Random(10).shuffle(asked)
    chosen = [asked[place % len(asked)] for place in range(SCENARIOS)]
    of = {number: sorted(month for each, month in figures if each == number) for number, _ in figures}
    return _frame(
        (place, number, month, figures[number, month], by)
        for place, (number, first, by) in enumerate(chosen)
        for month in of[number]
        if month >= first
    )


def _every_figure(figures: Figures) -> pl.DataFrame:
    chance = random.Random(11)
    return _frame(
        (place, number, month, figure, chance.randint(-8, 8))
        for place in range(_EVERYTHING)
        for (number, month), figure in figures.items()
    )


def _frame(changes: Iterator[tuple[int, int, Month, Figure, int]]) -> pl.DataFrame:
    rows = []
    for place, number, month, figure, by in changes:
        moved = with_more(figure, by * _MILLION, "higher", is_share=False)
        rows.append((place, number, month, moved.numerator, moved.denominator, 0))
    order = ("scenario", "indicator", "month", "numerator", "denominator", "nil_activity")
    return pl.DataFrame(rows, schema={name: CHANGED[name] for name in order}, orient="row")


def bare(figures: Figures, scenarios: int) -> float:
    """Return the seconds of one pass with the same windows over every figure of every scenario, nothing kept."""
    rows = [(number, month, each.numerator, each.denominator) for (number, month), each in figures.items()]
    names = ("indicator", "month", "numerator", "denominator")
    with duckdb.connect() as connection:
        connection.register("figure", pl.DataFrame(rows, schema=names, orient="row"))
        connection.execute(
            f"""
            create table relieved as
            select contract::int as contract, indicator, month,
                numerator::decimal(38, 0) as numerator, 100 * denominator::decimal(38, 0) as denominator
            from figure, range({scenarios}) as c(contract)
            """
        )
        return _seconds(lambda: connection.execute(BARE).fetchall())


def _seconds(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began
