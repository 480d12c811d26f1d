"""Series as they were given, made ready: in order of date, one row a step, missing steps filled in, groups marked.

What had to be done to them is said in notes; a series that cannot be charted is refused with a sentence.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from metrics.trends import notes
from metrics.trends.options import Every, Options, Rebase

LARGEST: Final = 1e15
"""A figure of more digits is no figure of a contract, and sums of such figures would not be exact."""

MOST_MISSING: Final = 600
"""A longer gap between two rows is a mistyped date."""

_COLUMNS: Final[dict[str, type[pl.DataType]]] = {
    "series": pl.String,
    "date": pl.Date,
    "value": pl.Float64,
    "better": pl.String,
    "target": pl.Float64,
    "numerator": pl.Float64,
    "denominator": pl.Float64,
}
_PER_YEAR: Final[dict[Every, int]] = {"month": 12, "quarter": 4, "year": 1}


@dataclass(frozen=True)
class Ready:
    """Rows that can be charted, what is to be said of each series, and the series that cannot.

    Attributes:
        rows: sorted by series and date, with ``group`` (from 0 in each series) and ``new`` (the first row of a group).
        told: frames with ``series`` and ``note``.
        refused: ``series`` and ``refused``, the sentence why.
    """

    rows: pl.DataFrame
    told: tuple[pl.DataFrame, ...]
    refused: pl.DataFrame


def ready(points: pl.DataFrame, rebases: Sequence[Rebase], options: Options) -> Ready:
    """Return points made ready; columns of ``points`` that were left out are missing throughout."""
    given = points.select(
        *(
            (pl.col(name) if name in points.columns else pl.lit(None)).cast(type_).alias(name)
            for name, type_ in _COLUMNS.items()
        )
    )
    dated = given.drop_nulls("date") if given["date"].null_count() else given
    told = [notes.undated(given), notes.out_of_order(dated)]
    rows = dated.sort("series", "date", maintain_order=True).with_columns(step=_step(options.every))
    rows, said = _figures(rows, options)
    rows, twice, refused = _once(rows)
    rows, too_long = _filled(rows, options.every)
    rows, unmatched = _grouped(rows, rebases, options.every)
    refusals = [refused, too_long, _several_targets(rows, options)]
    dropped = pl.concat(refusals).unique("series", keep="first", maintain_order=True)
    if dropped.height:
        rows = rows.join(dropped, on="series", how="anti", maintain_order="left")
    return Ready(rows, (*told, said, twice, unmatched), dropped)


def _step(every: Every) -> pl.Expr:
    """Number the steps, so that neighbours differ by one; of rows that simply follow each other, the days."""
    day = pl.col("date")
    if every in _PER_YEAR:
        per_year = _PER_YEAR[every]
        return day.dt.year() * per_year + (day.dt.month().cast(pl.Int32) - 1) * per_year // 12
    days = day.cast(pl.Int32)
    # The first of January 1970 was a Thursday: weeks begin on Mondays.
    return (days + 3).floordiv(7) if every == "week" else days


def _figures(rows: pl.DataFrame, options: Options) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Take what is no figure as missing; work out percentages from their counts where limits come from those."""
    if options.limits == "by denominator":
        part, whole = pl.col("numerator"), pl.col("denominator")
        is_share = part.is_finite() & whole.is_finite() & (whole > 0) & (whole <= LARGEST) & part.is_between(0, whole)
        said = notes.not_a_share(rows.filter(part.is_not_null() & whole.is_not_null() & ~is_share & (whole != 0)))
        share, counted = pl.when(is_share).then(part * 100 / whole), pl.when(is_share).then(whole)
        return rows.with_columns(value=share, denominator=counted), said
    value = pl.col("value")
    # A figure that is not a number is not within bounds either.
    usable = value.is_finite() & (value.abs() <= LARGEST)
    strange = rows.filter(value.is_not_null() & ~usable)
    kept = rows.with_columns(value=pl.when(usable).then(value)) if strange.height else rows
    return kept.with_columns(target=pl.when(pl.col("target").is_finite()).then(pl.col("target"))), notes.strange(
        strange
    )


def _once(rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Keep one of rows that say the same of one step; refuse series with two figures for one."""
    again = (pl.col("step") == pl.col("step").shift()) & (pl.col("series") == pl.col("series").shift())
    if not rows.select(again.any()).item():
        return rows, notes.NONE, notes.NONE_REFUSED
    steps = rows.group_by("series", "step", maintain_order=True).agg(
        pl.len().alias("times"), pl.col("date").first(), pl.col("value").unique(maintain_order=True).alias("found")
    )
    several = steps.filter(pl.col("times") > 1)
    refused = notes.two_figures(several.filter(pl.col("found").list.len() > 1))
    kept = rows.unique(["series", "step"], keep="first", maintain_order=True)
    return kept, notes.said_twice(several.filter(pl.col("found").list.len() == 1)), refused


def _filled(rows: pl.DataFrame, every: Every) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Add a row without a figure for every step that has none; it keeps the target that was in force."""
    rows = rows.with_columns(absent=pl.lit(False))
    gap = pl.when(pl.col("series") == pl.col("series").shift()).then(pl.col("step") - pl.col("step").shift() - 1)
    found = rows.with_columns(gap=gap, before=pl.col("date").shift()).filter(pl.col("gap") > 0)
    if every == "row" or not found.height:
        return rows, notes.NONE_REFUSED
    too_long = found.filter(pl.col("gap") > MOST_MISSING)
    added = (
        found.filter(pl.col("gap") <= MOST_MISSING)
        .select(
            "series",
            step=pl.int_ranges(pl.col("step") - pl.col("gap"), pl.col("step"), dtype=pl.Int32),
            absent=pl.lit(True),
        )
        .explode("step", empty_as_null=True)
        .with_columns(date=_day(every))
    )
    held = (pl.col(name).forward_fill().over("series", order_by="step") for name in ("better", "target"))
    filled = pl.concat([rows, added], how="diagonal").sort("series", "step", maintain_order=True)
    ahead = filled.with_columns(
        pl.when(pl.col("absent")).then(each).otherwise(each.meta.output_name()) for each in held
    )
    return ahead, notes.too_long(too_long)


def _day(every: Every) -> pl.Expr:
    """Return a step's first day."""
    step = pl.col("step")
    if every in _PER_YEAR:
        per_year = _PER_YEAR[every]
        return pl.date(step.floordiv(per_year), (step % per_year) * (12 // per_year) + 1, 1)
    return (step * 7 - 3 if every == "week" else step).cast(pl.Date)


def _grouped(rows: pl.DataFrame, rebases: Iterable[Rebase], every: Every) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Number the groups of each series: a row at a rebase begins the next."""
    schema = {"series": pl.String, "date": pl.Date}
    asked = pl.DataFrame([(each.series, each.day) for each in rebases], schema, orient="row").unique()
    first = (pl.col("series") != pl.col("series").shift()).fill_null(True)
    if not asked.height:
        return rows.with_columns(group=pl.lit(0, pl.Int32), new=first), notes.NONE
    marked = asked.with_columns(step=_step(every), rebased=pl.lit(True))
    joined = rows.join(
        marked.select("series", "step", "rebased"), on=["series", "step"], how="left", maintain_order="left"
    )
    begins = pl.col("rebased").fill_null(False)
    counted = joined.with_columns(group=begins.cast(pl.Int32).cum_sum().over("series"), new=first | begins)
    missed = marked.join(rows, on=["series", "step"], how="anti")
    return counted.drop("rebased"), notes.on_no_row(missed.join(rows.select("series").unique(), on="series"))


def _several_targets(rows: pl.DataFrame, options: Options) -> pl.DataFrame:
    if options.targets == "dated":
        return notes.NONE_REFUSED
    counts = rows.drop_nulls("target").group_by("series", maintain_order=True).agg(pl.col("target").n_unique())
    return notes.several_targets(counts.filter(pl.col("target") > 1))
