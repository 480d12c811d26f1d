"""What is said of a series whose rows were not as expected: a sentence for each, in frames keyed by series."""

from typing import Final

import polars as pl

NONE: Final = pl.DataFrame(schema={"series": pl.String, "note": pl.String})
NONE_REFUSED: Final = pl.DataFrame(schema={"series": pl.String, "refused": pl.String})

_DAY: Final = pl.col("date").dt.strftime("%Y-%m-%d")


def undated(given: pl.DataFrame) -> pl.DataFrame:
    """Say how many rows without a date were left out."""
    found = given.filter(pl.col("date").is_null())
    if not found.height:
        return NONE
    return _counted(found, "row has no date and was left out", "rows have no date and were left out")


def out_of_order(given: pl.DataFrame) -> pl.DataFrame:
    """Say that rows were put in order of date."""
    late = (pl.col("series") == pl.col("series").shift()) & (pl.col("date") < pl.col("date").shift())
    if not given.select(late.any()).item():
        return NONE
    found = given.filter(late).select(pl.col("series").unique(maintain_order=True))
    return found.with_columns(note=pl.lit("The rows were not in order of date; they have been put in order."))


def strange(found: pl.DataFrame) -> pl.DataFrame:
    """Say which figures are none: not a number, without end, or too large."""
    said = pl.format("Found {} for {}: that is no figure. It is taken as missing.", pl.col("value"), _DAY)
    return _first(found, said)


def not_a_share(found: pl.DataFrame) -> pl.DataFrame:
    """Say which counts make no percentage."""
    said = pl.format(
        "Found {} of {} for {}: a share is of 0% to 100%. It is taken as missing.",
        pl.col("numerator"),
        pl.col("denominator"),
        _DAY,
    )
    return _first(found, said)


def said_twice(found: pl.DataFrame) -> pl.DataFrame:
    """Say that a step was given twice with the same figure."""
    return _first(found, pl.format("{} stands twice with the same figure; it counts once.", _DAY))


def two_figures(found: pl.DataFrame) -> pl.DataFrame:
    """Refuse a series that has two figures for one step."""
    figures = pl.col("found").list.head(2).list.eval(pl.element().cast(pl.String).fill_null("no figure"))
    said = pl.format(
        "Found {} for one step, {}. There is one figure a step: keep the right one, or say how often figures come.",
        figures.list.join(" and "),
        _DAY,
    )
    return _first(found, said).rename({"note": "refused"})


def too_long(found: pl.DataFrame) -> pl.DataFrame:
    """Refuse a series with a gap that only a mistyped date can make."""
    before = pl.col("before").dt.strftime("%Y-%m-%d")
    said = pl.format("Found no row between {} and {}. That is too long for a series: check the year.", before, _DAY)
    return _first(found, said).rename({"note": "refused"})


def on_no_row(found: pl.DataFrame) -> pl.DataFrame:
    """Say that a rebase lies where the series has no row."""
    said = pl.format("A rebase was asked for at {}, where the series has no row. It was not applied.", _DAY)
    return found.select("series", note=said)


def several_targets(found: pl.DataFrame) -> pl.DataFrame:
    """Refuse a series with several targets where one for all was asked for."""
    said = pl.format("Found {} targets. One for all rows was expected.", pl.col("target"))
    return found.select("series", refused=said)


def gap_in_a_window(found: pl.DataFrame) -> pl.DataFrame:
    """Refuse a series in which a trend can neither be found nor excluded, because a figure is missing."""
    said = pl.format(
        "A figure is missing among the seven up to {}, so a trend can neither be found nor excluded there.", _DAY
    )
    return _first(found, said).rename({"note": "refused"})


def _counted(found: pl.DataFrame, one: str, several: str) -> pl.DataFrame:
    counts = found.group_by("series", maintain_order=True).len()
    verb = pl.when(pl.col("len") == 1).then(pl.lit(one)).otherwise(pl.lit(several))
    return counts.select("series", note=pl.format("{} {}.", pl.col("len"), verb))


def _first(found: pl.DataFrame, said: pl.Expr) -> pl.DataFrame:
    """Say it of the first place in each series, and how many more there are."""
    if not found.height:
        return NONE
    listed = found.select("series", note=said).group_by("series", maintain_order=True).agg("note")
    more = pl.col("note").list.len() - 1
    rest = pl.when(more > 0).then(pl.format(" And {} more like it.", more)).otherwise(pl.lit(""))
    return listed.select("series", note=pl.col("note").list.first() + rest)
