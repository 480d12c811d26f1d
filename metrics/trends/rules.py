"""The four rules of a control chart, inside a group and on complete windows; one reason for a point.

Outside: strictly beyond a limit. Trend: seven strictly rising or falling. Two of three: three strictly on one side of
the mean of which two or three lie beyond two thirds of the way to the limit, and not beyond the limit; those are
flagged. Shift: seven strictly on one side. Whole runs are flagged. The first of these that holds is the reason.
"""

from typing import Final

import polars as pl

from metrics.trends import notes
from metrics.trends.options import Options

RUN: Final = 7

COMMON: Final = "Common Cause"
REASONS: Final = (
    (None, 0, COMMON),
    ("outside", 1, "Above UCL"),
    ("outside", -1, "Below LCL"),
    ("trend", 1, "7 Point Trend (Increasing)"),
    ("trend", -1, "7 Point Trend (Decreasing)"),
    ("two of three", 1, "2 in 3 Above CL"),
    ("two of three", -1, "2 in 3 Below CL"),
    ("shift", 1, "7 Points Above CL"),
    ("shift", -1, "7 Points Below CL"),
)
"""Rule, sign, and what the reference calls it; the rules in the order in which the first that holds is the reason."""

_RULES: Final = pl.Series("rule", [rule for rule, _, _ in REASONS])
_SIGNS: Final = pl.Series("sign", [sign for _, sign, _ in REASONS], dtype=pl.Int8)
_CALLED: Final = pl.Series("reason", [called for _, _, called in REASONS])


def with_reasons(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with ``side``, ``outside``, ``close``, ``rule``, ``sign`` and ``reason``.

    ``side`` is of the mean, ``sign`` of the reason: that of a trend is the direction of travel. Of a missing figure
    ``side``, ``outside`` and ``close`` are unknown and the reason is usual variation.
    """
    value, runs = pl.col("value"), pl.col("runs")
    outside = (value > pl.col("upper")) | (value < pl.col("lower"))
    near = (value < pl.col("near_lower")) | (value > pl.col("near_upper"))
    step = (value - value.shift()).sign()
    rows = rows.with_columns(
        side=(value - pl.col("mean")).sign().cast(pl.Int8),
        outside=outside,
        close=~outside & near,
        step=pl.when(pl.col("place") > 0).then(step).cast(pl.Int8),
    )
    rows = rows.with_columns(
        trend=_part_of(_same_way("step", RUN - 1), RUN) & runs,
        pair=_part_of(_same_way("side", 3) & (_close_of_three() >= 2), 3) & pl.col("close").fill_null(False) & runs,
        shift=_part_of(_same_way("side", RUN), RUN) & runs,
    )
    place = rows.select(_place().cast(pl.UInt32).alias("place"))["place"]
    return rows.with_columns(_RULES.gather(place), _SIGNS.gather(place), _CALLED.gather(place))


def _same_way(signs: str, size: int) -> pl.Expr:
    """Whether so many rows of a group, up to this one, all have the sign 1 or all -1.

    Signs are -1, 0, 1 or missing, so only a full window of one sign adds up to its size. The first step of a group is
    missing, so no window of steps reaches into the group before; one of sides is held off by its place.
    """
    total = pl.col(signs).fill_null(0).cast(pl.Int32).rolling_sum(size).fill_null(0)
    return (total.abs() == size) & (pl.col("place") >= size - 1)


def _close_of_three() -> pl.Expr:
    return pl.col("close").fill_null(False).cast(pl.Int32).rolling_sum(3).fill_null(0)


def _part_of(fires: pl.Expr, size: int) -> pl.Expr:
    """Whether a window of so many rows, firing at its last, holds this one."""
    reach = fires.cast(pl.Int32).reverse().rolling_max(size, min_samples=1).reverse()
    return reach == 1


def _place() -> pl.Expr:
    """Return the place of each point's reason among ``REASONS``.

    In a trend the step to the next point counts where that is in a trend too, else the step from the point before. As
    in the reference this makes the last of a rise a fall where a tie and another trend follow at once.
    """
    followed = (pl.col("trend") & (pl.col("place") > 0)).shift(-1, fill_value=False)
    travel = pl.when(followed).then(pl.col("step").shift(-1)).otherwise(pl.col("step"))
    low = (pl.col("side") < 0).cast(pl.Int8)
    return (
        pl.when("outside").then(1 + low)
        .when("trend").then(3 + (travel != 1).cast(pl.Int8))
        .when("pair").then(5 + low)
        .when("shift").then(7 + low)
        .otherwise(0)
    )  # fmt: skip


def undecided(rows: pl.DataFrame, options: Options) -> pl.DataFrame:
    """Return the series that the reference stops at, if gaps are refused.

    They have a window of seven rows with a figure missing in which every known step goes the same way.
    """
    if options.gaps != "refuse":
        return notes.NONE_REFUSED
    missing, up, down = pl.col("step").is_null(), pl.col("step") == 1, pl.col("step") == -1
    found = rows.filter(
        (_counted(missing) > 0)
        & ((_counted(missing | up) == RUN - 1) | (_counted(missing | down) == RUN - 1))
        & (pl.col("place") >= RUN - 1)
    )
    return notes.gap_in_a_window(found) if found.height else notes.NONE_REFUSED


def _counted(holds: pl.Expr) -> pl.Expr:
    """Count the six steps up to this one of which something holds, known or not."""
    return holds.fill_null(False).cast(pl.Int32).rolling_sum(RUN - 1).fill_null(0)
