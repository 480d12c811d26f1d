"""Paths: what an indicator's figures are in the months that scenarios change; one path comes to the same in each.

Of figures that fall into the same band in a month one stands for the others, so that far fewer paths are left.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import polars as pl

from metrics.relief import WITHOUT
from metrics.replay.worlds import KEYS, Keys, Worlds
from metrics.scenarios import CHANGED

_FIGURE: Final = ["world", "indicator", "month", "numerator", "denominator", "nil_activity"]
_MEASURE: Final = ["world", "indicator", "month"]

ROLLING: Final = "term_rolling_pool"

Bands = Callable[[Worlds, Keys], pl.DataFrame]
"""Returns how the chain judges the indicators that are changed, with the columns of `bands.sql`."""


@dataclass(frozen=True)
class Paths:
    """The paths of all indicators side by side: scenario *n* of a world has the *n*-th path of each indicator.

    ``worlds`` has the figures of the paths, ``keys`` their scenarios, and ``plain`` those that change nothing, one a
    world. ``taken`` says which `path` each `scenario` takes for each `indicator` that it changes.
    """

    worlds: Worlds
    keys: Keys
    plain: Keys
    taken: pl.DataFrame


def paths_of(worlds: Worlds, keys: Keys, bands: Bands) -> Paths:
    """Return the paths that scenarios take, told apart by bands where that leaves fewer of them."""
    figures, link = _figures(worlds, keys)
    found = _paths(worlds, figures, link)
    most = figures.group_by(_MEASURE).len().select(pl.col("len").max().fill_null(0)).item()
    # Finding out the bands takes as many scenarios as a month has figures: of no more paths none would be spared.
    if found.keys.height <= len(worlds.terms) * (most + 1):
        return found
    link = link.join(_alike(worlds, figures, bands), on="figure").with_columns(figure="stands_for")
    return _paths(worlds, figures, link.sort("scenario", "figure"))


def _figures(worlds: Worlds, keys: Keys) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Number the figures that any scenario has, by month, and say which scenario has which."""
    changed = worlds.changed.join(keys, on="scenario")
    each = changed.group_by(_FIGURE).agg("scenario").sort(_FIGURE).with_row_index("figure")
    link = each.select("scenario", "world", "indicator", "figure").explode("scenario").sort("scenario", "figure")
    return each.drop("scenario"), link


def _paths(worlds: Worlds, figures: pl.DataFrame, link: pl.DataFrame) -> Paths:
    whole = pl.col("figure").cast(pl.String).str.join(" ").alias("whole")
    each = link.group_by("scenario", "world", "indicator", maintain_order=True).agg(whole)
    each = each.with_columns(number=pl.col("whole").rank("dense").over("world", "indicator").cast(pl.Int32))
    side = each.select(pl.col("number").max().fill_null(0)).item() + 1
    each = each.with_columns(path=pl.col("world") * side + pl.col("number"))
    first = each.group_by("path", "indicator").agg(pl.col("scenario").min())
    own = (
        first.join(link, on=["scenario", "indicator"])
        .with_columns(scenario="path")
        .join(figures.drop("world", "indicator"), on="figure")
    )
    count = len(worlds.terms)
    plain = pl.DataFrame({"scenario": range(0, count * side, side), "world": range(count)}, schema=KEYS)
    taken = each.select("scenario", "indicator", "path")
    return Paths(replace(worlds, changed=_changed(own)), _side_by_side(count, side), plain, taken)


def _alike(worlds: Worlds, figures: pl.DataFrame, bands: Bands) -> pl.DataFrame:
    """Say for each figure which one stands for it: the first of its month that the chain judges alike.

    A month that may be put together with others is not judged by itself: there every figure stands for itself.
    """
    place = pl.int_range(pl.len()).over(_MEASURE)
    side = int(figures.select(place.max()).item()) + 2
    own = figures.with_columns(scenario=(pl.col("world") * side + place + 1).cast(pl.Int32))
    keys = _side_by_side(len(worlds.terms), side)
    judged = bands(replace(worlds, changed=_changed(own)), keys)
    judged = judged.with_columns(pl.col("scenario") % WITHOUT, relief=pl.col("scenario") // WITHOUT)
    pooled = _pooled(
        judged.join(keys, on="scenario"), rolling=any(not each.tables[ROLLING].is_empty() for each in worlds.terms)
    )
    alone = own.join(pooled, on=_MEASURE, how="semi").select("figure", stands_for="figure")
    told = own.join(pooled, on=_MEASURE, how="anti").join(
        _told(judged), on=["scenario", "indicator", "month"], how="left"
    )
    return pl.concat([alone, told.select("figure", stands_for=pl.col("figure").min().over(*_MEASURE, "text"))])


def _pooled(judged: pl.DataFrame, *, rolling: bool) -> pl.DataFrame:
    """Return the measures that some figures may put into a pool.

    A pool opens with a month that is too small and ends, at the latest, with the next that is reported and not excused
    whichever of the figures it has. One that rolls may reach back to any month.
    """
    status = pl.col("data_status")
    ends = ((status == "reported") & (pl.col("take") == "measure")).all()
    each = judged.group_by(_MEASURE).agg(ends=ends, small=(status == "below minimum").any())
    ended = pl.col("ends").cast(pl.Int32).cum_sum().shift(1, fill_value=0).over("world", "indicator")
    stretch = each.sort(_MEASURE).with_columns(stretch=pl.lit(0) if rolling else ended)
    return stretch.filter(pl.col("small").any().over("world", "indicator", "stretch")).select(_MEASURE)


def _told(judged: pl.DataFrame) -> pl.DataFrame:
    """Write down how each measure was judged, with relief and without it."""
    parts = ("relief", "data_status", "take", "run", "band", "value_numerator", "value_denominator")
    text = pl.concat_str(*(pl.col(name).cast(pl.String).fill_null("") for name in parts), separator=",")
    whole = judged.sort("relief").group_by("scenario", "indicator", "month", maintain_order=True)
    return whole.agg(text.str.join(";").alias("text"))


def _side_by_side(worlds: int, side: int) -> Keys:
    """Return the scenarios of all worlds, so many of each, one world after the other."""
    numbers = pl.DataFrame({"scenario": range(worlds * side)})
    return numbers.with_columns(world=pl.col("scenario") // side).cast(KEYS)


def _changed(figures: pl.DataFrame) -> pl.DataFrame:
    return figures.select(list(CHANGED)).cast(pl.Schema(CHANGED))
