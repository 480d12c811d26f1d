"""Control charts of many series at once: their points, their groups and what each series' latest point shows."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from metrics.trends import notes
from metrics.trends.limits import with_limits
from metrics.trends.options import Options, Rebase
from metrics.trends.rows import ready
from metrics.trends.rules import undecided, with_reasons

_ONE_WAY = ("higher", "lower")
_HELPERS = ("step", "new", "gid", "place", "base", "range", "runs", "trend", "pair", "shift", "numerator")
STANDARD = Options()


@dataclass(frozen=True)
class Charts:
    """Control charts as frames, each sorted by series.

    Attributes:
        points: a row a point, missing ones included: ``series``, ``date``, ``value``, ``absent`` (no row was given),
            ``better``, ``target``, ``denominator``, ``group``, ``mean``, ``lower``, ``upper``, ``near_lower``,
            ``near_upper``, ``side``, ``outside``, ``close``, ``rule``, ``sign``, ``reason``, ``kind``.
        groups: a row a stretch between rebases: ``series``, ``group``, ``first``, ``last``, ``rows``, ``known``,
            ``mean``, ``range``, the limits, ``screened_out``, ``near_constant``.
        series: a row a series, of its last group and its latest point: ``variation`` and ``assurance`` with the names
            of their icons; of a series that was refused nothing but ``refused``, the sentence why.
        notes: ``series`` and ``note``: what was unexpected in the rows and what was made of it.
    """

    points: pl.DataFrame
    groups: pl.DataFrame
    series: pl.DataFrame
    notes: pl.DataFrame


def control_charts(points: pl.DataFrame, rebases: Sequence[Rebase] = (), options: Options = STANDARD) -> Charts:
    """Work out the control charts of many series.

    Args:
        points: ``series``, ``date``, ``value``; and, where they apply, ``better`` (``higher``, ``lower`` or ``within
            range``; missing means neither way is better), ``target``, ``numerator``, ``denominator``. In any order.
        rebases: the decisions to begin anew.
        options: how they are worked out.

    No figures, however strange, raise an error: what cannot be charted is refused by series, with a sentence.
    """
    prepared = ready(points, rebases, options)
    rows, groups = with_limits(prepared.rows, options)
    judged = with_reasons(rows)
    stopped = undecided(judged, options)
    refused = pl.concat([prepared.refused, stopped])
    if stopped.height:
        judged = judged.join(stopped, on="series", how="anti", maintain_order="left")
        groups = groups.join(stopped, on="series", how="anti", maintain_order="left")
    judged = judged.with_columns(kind=_kind())
    told = [each for each in prepared.told if each.height]
    return Charts(
        points=judged.drop(_HELPERS),
        groups=groups.drop("gid", "ranges", "kept", "keeps", "runs"),
        series=_series(judged, groups, refused),
        notes=pl.concat(told) if told else notes.NONE,
    )


def _kind() -> pl.Expr:
    """Return the type of a point: what its reason means in the direction that is better."""
    # Of a series that should stay within a range, or of which nothing is said, neither way is better.
    higher, lower = ((pl.col("better") == each).fill_null(False).cast(pl.Int8) for each in _ONE_WAY)
    meant = pl.col("sign") * (higher - lower)
    neutral = pl.when(pl.col("sign") > 0).then(pl.lit("special_cause_neutral_high")).otherwise(
        pl.lit("special_cause_neutral_low")
    )  # fmt: skip
    return (
        pl.when(pl.col("sign") == 0).then(pl.lit("common_cause"))
        .when(meant > 0).then(pl.lit("special_cause_improvement"))
        .when(meant < 0).then(pl.lit("special_cause_concern"))
        .otherwise(neutral)
    )  # fmt: skip


def _series(judged: pl.DataFrame, groups: pl.DataFrame, refused: pl.DataFrame) -> pl.DataFrame:
    last = (pl.col("series") != pl.col("series").shift(-1)).fill_null(True)
    latest = judged.filter(last).select("series", "date", "value", "better", "target", "sign", "reason", "kind")
    current = groups.filter(last).select("known", "mean", "lower", "upper", "screened_out", "near_constant")
    found = latest.hstack(current).with_columns(variation_icon=_variation_icon(), assurance=_assurance())
    named = found.rename({"kind": "variation"}).with_columns(assurance_icon=_assurance_icon())
    return pl.concat([named, refused], how="diagonal").sort("series")


def _variation_icon() -> pl.Expr:
    height = pl.when(pl.col("sign") > 0).then(pl.lit("high")).otherwise(pl.lit("low"))
    kind = pl.col("kind").str.strip_prefix("special_cause_").str.replace("_(high|low)$", "")
    return pl.when(pl.col("sign") == 0).then(pl.lit("common_cause")).otherwise(pl.format("{}_{}", kind, height))


def _assurance() -> pl.Expr:
    """Hold the latest target against the last group's limits; without a target or a direction there is nothing to say.

    Where there are no limits yet, a target may be met or missed.
    """
    above, below = pl.col("target") > pl.col("upper"), pl.col("target") < pl.col("lower")
    higher = pl.col("better") == "higher"
    one_way = pl.col("target").is_not_null() & pl.col("better").is_in(_ONE_WAY).fill_null(False)
    return pl.when(one_way).then(
        pl.when((above & higher) | (below & ~higher)).then(pl.lit("consistent_fail"))
        .when((below & higher) | (above & ~higher)).then(pl.lit("consistent_pass"))
        .otherwise(pl.lit("inconsistent"))
    )  # fmt: skip


def _assurance_icon() -> pl.Expr:
    return pl.col("assurance").str.strip_prefix("consistent_")
