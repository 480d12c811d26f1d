"""What failures cost by themselves, worked out once for each path, and which scenarios come to the same by it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl
from duckdb import DuckDBPyConnection

from metrics import chain
from metrics.relief import WITHOUT
from metrics.replay.paths import Paths, paths_of
from metrics.replay.runs import FAILURES, Frames, beside_each_other, of_measures, upto
from metrics.replay.same import Told, told_apart
from metrics.replay.worlds import Keys, Worlds

OF_MEASURES: Final = ("severity", "relieved", chain.relation_of(chain.STATUS_TAKEN))
"""What earn-back reads of measures after the failures: left empty, since contracts with it are worked out whole."""

JUDGED: Final = f"select scenario, indicator, month, band, fails from severity where scenario < {WITHOUT}"

_BAND: Final = chain.relation_of("06_band")
_BANDS: Final = (Path(__file__).parent / "bands.sql").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Failing:
    """The failures of every path: ``lines`` as step 8 leaves them, and how their figures were ``judged``.

    ``measures`` are what later steps may name of measures, without rows.
    """

    paths: Paths
    lines: pl.DataFrame
    judged: pl.DataFrame
    measures: Mapping[str, pl.DataFrame]
    told: Told

    def of(self, some: Keys) -> dict[str, pl.DataFrame]:
        """Return what the chain leaves of some scenarios before what failures come to is worked out."""
        return {FAILURES: self.told.lines(some, self.lines, self.paths.plain), **self.measures}

    def judged_of_each(self) -> pl.DataFrame:
        """Return how the figures that scenarios change were judged in each of them."""
        own = self.judged.rename({"scenario": "path"}).join(self.paths.taken, on=["path", "indicator"])
        return own.select(self.judged.columns)


def failing(worlds: Worlds, keys: Keys) -> Failing:
    """Work out what failures cost by themselves in every scenario."""
    paths = paths_of(worlds, keys, _bands)
    pairs = _pairs(paths)
    names = [name for name in OF_MEASURES if name in dict(upto(paths.worlds, FAILURES))]
    lines, judged, *empty = _failures(paths.worlds, paths.keys, pairs, names)
    told = told_apart(lines, pairs, paths, keys)
    return Failing(paths, lines, judged, dict(zip(names, empty, strict=True)), told)


def _pairs(paths: Paths) -> pl.DataFrame:
    """Return the indicators of which each scenario of paths has one, and of a plain one every indicator."""
    own = paths.worlds.changed.select("scenario", "indicator").unique()
    return pl.concat([own, paths.plain.join(paths.worlds.indicators(), how="cross").select(own.columns)])


def _bands(worlds: Worlds, keys: Keys) -> pl.DataFrame:
    """Return how each measure is judged, of every indicator that any scenario changes."""
    changed = worlds.changed.select("indicator").unique()
    pairs, steps = keys.join(changed, how="cross").select("scenario", "indicator"), upto(worlds, _BAND)

    def run(connection: DuckDBPyConnection, some: Keys) -> Frames:
        of_measures(connection, worlds, some, pairs, steps)
        return (connection.sql(_BANDS).pl(),)

    return beside_each_other(run, keys)[0]


def _failures(worlds: Worlds, keys: Keys, pairs: pl.DataFrame, names: Sequence[str]) -> Frames:
    """Return the failures, the bands and what is named, of the indicators that scenarios are paired with."""
    steps = upto(worlds, FAILURES)

    def run(connection: DuckDBPyConnection, some: Keys) -> Frames:
        of_measures(connection, worlds, some, pairs, steps)
        lines = connection.sql(f"select * from {FAILURES} where scenario < {WITHOUT}").pl()
        judged = connection.sql(JUDGED).pl().join(worlds.changed, on=["scenario", "indicator"], how="semi")
        empty = (connection.sql(f"select * from {name} limit 0").pl() for name in names)
        return lines, judged, *empty

    return beside_each_other(run, keys)
