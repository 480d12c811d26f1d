"""``reckoner trend`` and ``control-chart``: what is usual variation, of a contract's indicators or of any series."""

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import polars as pl
import typer

from metrics.trends.chart import read_charts, refusals
from metrics.trends.charts import control_charts
from metrics.trends.options import REFERENCE, Every, Options, Rebase
from metrics.trends.proposals import proposals
from reckoner.desk import ask
from reckoner.files import NoSuchFile, in_london
from reckoner.options import HERE, NOT_ACCEPTED, Acting, As, AsKnownOn, Contract, Format, StoreFolder, show
from reckoner.series_file import read_series, rebases_from
from reckoner.trend_report import Charted, Refused, print_charted, print_trends
from statements.trend_asked import RebaseAsked, TrendAsked, Trends
from statements.trend_documents import of_chart
from statements.trends import Limits as LimitsFrom


class Limits(StrEnum):
    """Where limits come from."""

    RANGES = "by-range"
    DENOMINATORS = "by-denominator"

    @property
    def chosen(self) -> LimitsFrom:
        """The same as an option of the charts."""
        return "by denominator" if self is Limits.DENOMINATORS else "by range"


class Steps(StrEnum):
    """How often a figure is expected."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    WEEK = "week"
    DAY = "day"
    ROW = "row"


_EVERY: Final[dict[Steps, Every]] = {
    Steps.MONTH: "month",
    Steps.QUARTER: "quarter",
    Steps.YEAR: "year",
    Steps.WEEK: "week",
    Steps.DAY: "day",
    Steps.ROW: "row",
}


class Direction(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "within range"


LimitsOption = Annotated[Limits, typer.Option(help="From the changes between figures, or from each figure's count.")]
Rebases = Annotated[
    list[str] | None, typer.Option("--rebase", help="2017-04=Why: the chart begins anew there, in this answer alone.")
]


def trend(  # noqa: PLR0913, PLR0917 -- a command has its options
    contract: Contract,
    person: Acting,
    indicator: Annotated[str | None, typer.Argument(help="Id of one indicator; without it, all.")] = None,
    month: Annotated[str | None, typer.Option(help="Up to this month, such as 2017-03; else the last.")] = None,
    limits: LimitsOption = Limits.RANGES,
    rebase: Rebases = None,
    folder: StoreFolder = HERE,
    as_known_on: AsKnownOn = None,
    as_: As = Format.TEXT,
) -> None:
    """Say of each indicator whether its latest figure is usual variation, and whether its target will be met."""
    request = TrendAsked(
        contract=contract,
        indicator=indicator,
        month=month,
        limits=limits.chosen,
        rebases=tuple(RebaseAsked(day=day, reason=reason) for day, reason in rebases_from(rebase or [])),
        as_known_on=in_london(as_known_on),
    )
    told = ask(folder, person, "trend", request, Trends)
    show(told, as_, lambda: print_trends(told))


def control_chart(  # noqa: PLR0913, PLR0917 -- a command has its options
    file: Annotated[Path, typer.Argument(help="CSV or workbook: date, value and, if need be, series, target, better.")],
    better: Annotated[Direction, typer.Option(help="Which way is better, unless a column says.")] = Direction.NEITHER,
    every: Annotated[Steps, typer.Option(help="How often a figure is expected; a step without one is missing.")] = (
        Steps.MONTH
    ),
    baseline: Annotated[int | None, typer.Option(help="Limits from the first so many rows, 12 or more.")] = None,
    unscreened: Annotated[bool, typer.Option("--unscreened", help="Keep ranges too wide to be usual.")] = False,
    limits: LimitsOption = Limits.RANGES,
    rebase: Rebases = None,
    like_reference: Annotated[
        bool, typer.Option("--like-the-reference", help="Without our departures from NHSRplotthedots.")
    ] = False,
    as_: As = Format.TEXT,
) -> None:
    """Draw up control charts of any series, without contract or store. Exit code 1 if a series cannot be charted."""
    if not file.is_file():
        raise NoSuchFile(file)
    chosen = Options(every=_EVERY[every])
    options = replace(
        REFERENCE if like_reference else chosen, baseline=baseline, screened=not unscreened, limits=limits.chosen
    )
    charted = _charted(file, better, options, rebase or [])
    show(charted, as_, lambda: print_charted(charted))
    if charted.refused:
        raise typer.Exit(NOT_ACCEPTED)


def _charted(file: Path, better: Direction, options: Options, rebase: list[str]) -> Charted:
    rows = read_series(file)
    if "better" not in rows.columns:
        rows = rows.with_columns(pl.lit(str(better)).alias("better"))
    asked = tuple(rebases_from(rebase))
    named = rows["series"].unique(maintain_order=True).to_list()
    rebases = [Rebase(series, day, reason) for series in named for day, reason in asked]
    charts = control_charts(rows, rebases, options)
    by_month = options.every == "month" and all(day.day == 1 for day in rows["date"].drop_nulls())
    shown = (
        of_chart(chart, title=series, unit="", proposed=proposals(chart), by_month=by_month)
        for series, chart in read_charts(charts).items()
    )
    refused = (Refused(series=series, why=why) for series, why in refusals(charts).items())
    return Charted(file=file.name, series=tuple(shown), refused=tuple(refused))
