"""Scenarios whose failures come to the same: worked out once from there on, under the first of them."""

from dataclasses import dataclass

import polars as pl

_PAIR = ["scenario", "indicator"]


@dataclass(frozen=True)
class Told:
    """Which scenarios differ, and in what.

    ``firsts`` are the keys of those to be worked out, ``lines`` all their failures; ``same`` has every `scenario` with
    the `first` that comes to the same.
    """

    firsts: pl.DataFrame
    lines: pl.DataFrame
    same: pl.DataFrame


def told_apart(lines: pl.DataFrame, pairs: pl.DataFrame, keys: pl.DataFrame, plain: pl.DataFrame) -> Told:
    """Tell scenarios apart by their failures.

    Args:
        lines: what failures cost by themselves (`failure_line`) of the indicators that a scenario is paired with.
        pairs: those indicators: of a plain scenario all, of any other the ones whose figures it changes.
        keys: every scenario with the world that it takes its terms from.
        plain: of each world the scenario that changes no figure.
    """
    written = _written(lines, pairs).join(keys, on="scenario")
    as_it_was = written.join(plain, on="scenario", how="semi").select("world", "indicator", plain_text="text")
    differing = written.join(as_it_was, on=["world", "indicator"]).filter(pl.col("text") != pl.col("plain_text"))
    same = _firsts(differing, keys)
    firsts = keys.join(same.select(scenario="first").unique(), on="scenario", how="semi").sort("scenario")
    return Told(firsts, _all_lines(lines, differing.select(_PAIR), firsts, plain), same)


def _written(lines: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Write down the failures of each pair: two that are the same have the same text."""
    columns = [name for name in lines.columns if name not in ("scenario", "contract", "indicator")]
    text = pl.concat_str([pl.col(name).cast(pl.String) for name in columns], separator=" ")
    each = lines.sort("month", "line_order").group_by(_PAIR, maintain_order=True).agg(text.str.join(";").alias("text"))
    return pairs.join(each, on=_PAIR, how="left").with_columns(pl.col("text").fill_null(""))


def _firsts(differing: pl.DataFrame, keys: pl.DataFrame) -> pl.DataFrame:
    said = pl.concat_str(pl.col("indicator").cast(pl.String), pl.col("text"), separator=":")
    whole = differing.sort("indicator").group_by("scenario", maintain_order=True).agg(said.str.join("|").alias("whole"))
    told = keys.join(whole, on="scenario", how="left").with_columns(pl.col("whole").fill_null(""))
    return told.select("scenario", first=pl.col("scenario").min().over("world", "whole"))


def _all_lines(lines: pl.DataFrame, own: pl.DataFrame, firsts: pl.DataFrame, plain: pl.DataFrame) -> pl.DataFrame:
    """Return a scenario's own failures where they differ, and everywhere else those of its world as it was."""
    differing = lines.join(own, on=_PAIR, how="semi").join(firsts, on="scenario", how="semi")
    common = lines.join(plain, on="scenario").drop("scenario").join(firsts, on="world")
    return pl.concat([differing, common.join(own, on=_PAIR, how="anti").select(lines.columns)])
