"""Scenarios whose failures come to the same: worked out once from there on, under the first of them."""

from dataclasses import dataclass

import polars as pl

from metrics.replay.paths import Paths
from metrics.replay.worlds import Keys

_PAIR = ["scenario", "indicator"]


@dataclass(frozen=True)
class Told:
    """Which scenarios differ, and in what.

    ``firsts`` are the keys of those to be worked out; ``same`` has every `scenario` with the `first` that comes to the
    same. ``own`` says which path a scenario takes where that fails otherwise than its world as it was.
    """

    firsts: Keys
    same: pl.DataFrame
    own: pl.DataFrame

    def lines(self, some: Keys, of_paths: pl.DataFrame, plain: Keys) -> pl.DataFrame:
        """Return the failures of some scenarios from those of paths: its own, and everywhere else those as it was."""
        own = self.own.join(some, on="scenario", how="semi")
        differing = of_paths.rename({"scenario": "path"}).join(own, on=["path", "indicator"])
        common = of_paths.join(plain, on="scenario").drop("scenario").join(some, on="world")
        return pl.concat(
            [each.select(of_paths.columns) for each in (differing, common.join(own, on=_PAIR, how="anti"))]
        )


def told_apart(lines: pl.DataFrame, pairs: pl.DataFrame, paths: Paths, keys: Keys) -> Told:
    """Tell scenarios apart by their failures.

    Args:
        lines: what failures cost by themselves (`failure_line`), of the scenarios that paths are.
        pairs: the indicators of which each of those has a path; of a plain one all.
        paths: which path each scenario takes.
        keys: every scenario with the world that it takes its terms from.
    """
    written = _written(lines, pairs).join(paths.keys, on="scenario")
    written = written.with_columns(said=pl.col("text").rank("dense").over("world", "indicator"))
    as_it_was = written.join(paths.plain, on="scenario", how="semi").select("world", "indicator", plain="said")
    differing = written.join(as_it_was, on=["world", "indicator"]).filter(pl.col("said") != pl.col("plain"))
    own = paths.taken.join(differing.select("indicator", "said", path="scenario"), on=["path", "indicator"])
    same = _firsts(own, keys)
    firsts = keys.join(same.select(scenario="first").unique(), on="scenario", how="semi").sort("scenario")
    return Told(firsts, same, own.select(*_PAIR, "path"))


def _written(lines: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Write down the failures of each pair: two that are the same have the same text."""
    columns = [name for name in lines.columns if name not in ("scenario", "contract", "indicator")]
    text = pl.concat_str([pl.col(name).cast(pl.String) for name in columns], separator=" ")
    each = lines.sort("month", "line_order").group_by(_PAIR, maintain_order=True).agg(text.str.join(";").alias("text"))
    return pairs.join(each, on=_PAIR, how="left").with_columns(pl.col("text").fill_null(""))


def _firsts(own: pl.DataFrame, keys: Keys) -> pl.DataFrame:
    said = pl.concat_str(pl.col("indicator").cast(pl.String), pl.col("said").cast(pl.String), separator=":")
    whole = own.sort("indicator").group_by("scenario", maintain_order=True).agg(said.str.join("|").alias("whole"))
    told = keys.join(whole, on="scenario", how="left").with_columns(pl.col("whole").fill_null(""))
    return told.select("scenario", first=pl.col("scenario").min().over("world", "whole"))
