"""Mean and limits of every group: from moving ranges (XmR), or of percentages from their denominators (p-chart)."""

from typing import Final

import polars as pl

from metrics.trends.options import Options

LIMIT: Final = 2.66
SCREEN: Final = 3.267
NEAR: Final = 2 * (LIMIT / 3)
"""The reference's own order of working, to the last binary digit."""


def mean(values: pl.Expr) -> pl.Expr:
    """Return the mean, compensated: that of equal values is that value, which a sum and a division often miss.

    The second mean takes away what the first was rounded by; of equal values every difference is the same and exact.
    """
    first = values.mean()
    return first + (values - first).mean()


def with_limits(rows: pl.DataFrame, options: Options) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the rows with ``mean`` and limits, and the groups they come from, a row each in the rows' order.

    Rows gain ``gid`` (the number of the group over all series), ``place`` (in the group, from 0), ``mean``, ``lower``,
    ``upper``, ``near_lower``, ``near_upper`` and ``runs`` (whether runs are judged).
    """
    numbered = rows.with_columns(gid=pl.col("new").cast(pl.UInt32).cum_sum() - 1)
    starts = numbered.with_row_index("row").filter("new")["row"].cast(pl.Int64)
    numbered = numbered.with_columns(place=pl.int_range(pl.len()) - starts.gather(numbered["gid"]))
    base: pl.Expr = pl.col("value")
    if options.baseline is not None:
        base = pl.when(pl.col("place") < options.baseline).then(base)
    same = pl.col("place") > 0
    numbered = numbered.with_columns(base=base).with_columns(
        range=pl.when(same).then((pl.col("base") - pl.col("base").shift()).abs())
    )
    groups = _of_ranges(numbered, options)
    if options.limits == "by denominator":
        return _by_denominator(numbered, groups)
    wanted = ("mean", "lower", "upper", "near_lower", "near_upper", "runs")
    spread = [groups[name].gather(numbered["gid"]).alias(name) for name in wanted]
    return numbered.with_columns(spread), groups


def _of_ranges(rows: pl.DataFrame, options: Options) -> pl.DataFrame:
    groups = rows.group_by("gid", maintain_order=True).agg(
        pl.col("series").first(),
        pl.col("group").first(),
        pl.col("date").first().alias("first"),
        pl.col("date").last().alias("last"),
        pl.len().cast(pl.Int32).alias("rows"),
        pl.col("value").count().cast(pl.Int32).alias("known"),
        mean(pl.col("base")).alias("mean"),
        mean(pl.col("range")).alias("range"),
        pl.col("range").count().cast(pl.Int32).alias("ranges"),
    )
    narrow = pl.col("range") < SCREEN * groups["range"].gather(rows["gid"])
    screened = (
        rows.with_columns(range=pl.when(narrow).then(pl.col("range")))
        .group_by("gid", maintain_order=True)
        .agg(mean(pl.col("range")).alias("kept"), pl.col("range").count().cast(pl.Int32).alias("keeps"))
    )
    groups = groups.hstack(screened.select("kept", "keeps"))
    return _limits(groups, options)


def _limits(groups: pl.DataFrame, options: Options) -> pl.DataFrame:
    nothing_left = pl.col("kept").is_null() | (pl.col("kept") == 0)
    fell_back = nothing_left & pl.col("range").is_not_null() & pl.lit(options.near_constant == "unscreened")
    taken = pl.col("range") if not options.screened else pl.when(fell_back).then("range").otherwise("kept")
    left_out = pl.when(fell_back | pl.lit(not options.screened)).then(0).otherwise(pl.col("ranges") - pl.col("keeps"))
    # A constant series has nothing that could be screened, so nothing is said of it.
    near_constant = fell_back & (pl.col("range") > 0) & pl.lit(options.screened)
    return groups.with_columns(range=taken, screened_out=left_out, near_constant=near_constant).with_columns(
        lower=pl.col("mean") - LIMIT * pl.col("range"),
        upper=pl.col("mean") + LIMIT * pl.col("range"),
        near_lower=pl.col("mean") - NEAR * pl.col("range"),
        near_upper=pl.col("mean") + NEAR * pl.col("range"),
        runs=~pl.col("near_constant"),
    )


def _by_denominator(rows: pl.DataFrame, groups: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Take for the mean all that was counted, and for each row limits of three standard errors of its own count."""
    whole = pl.when(pl.col("base").is_not_null()).then(pl.col("denominator"))
    counted = rows.group_by("gid", maintain_order=True).agg(
        ((pl.col("base") * whole).sum() / whole.sum()).alias("mean"), pl.col("base").count().alias("counted")
    )
    centre = pl.when(pl.col("counted") > 0).then(pl.col("mean")).clip(0, 100)
    groups = groups.with_columns(
        counted.select(mean=centre)["mean"], near_constant=pl.lit(False), runs=pl.lit(True), screened_out=pl.lit(0)
    )
    spread = [groups[name].gather(rows["gid"]).alias(name) for name in ("mean", "runs")]
    middle = pl.col("mean")
    error = (middle * (100 - middle) / pl.col("denominator")).sqrt()
    judged = rows.with_columns(spread).with_columns(
        lower=(middle - 3 * error).clip(lower_bound=0),
        upper=(middle + 3 * error).clip(upper_bound=100),
        near_lower=middle - 2 * error,
        near_upper=middle + 2 * error,
    )
    latest = judged.group_by("gid", maintain_order=True).agg(
        pl.col("lower", "upper", "near_lower", "near_upper").drop_nulls().last()
    )
    return judged, groups.with_columns(latest.drop("gid").iter_columns())
