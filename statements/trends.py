"""Control charts of a contract's indicators as known at a moment, and what they show, in words.

An indicator that follows a plan has no usual variation, and one with fewer than seven figures shows none yet.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

import polars as pl

from contracts import months
from contracts.indicators import Indicator
from contracts.months import Month
from metrics.trends import words
from metrics.trends.chart import ControlChart, read_charts
from metrics.trends.charts import control_charts
from metrics.trends.claims import not_borne_out
from metrics.trends.options import Options, Rebase
from metrics.trends.proposals import proposals
from statements import history, noted
from statements.ledger import Ledger
from statements.trend_documents import Trend, without_a_chart
from statements.trend_documents import of_chart as document_of
from store.chart_notes import ChartNote

Limits = Literal["by range", "by denominator"]

LEAST: Final = 7
"""With fewer figures nothing is said of usual variation, not even provisionally: a run takes seven."""

SMALL: Final = 30
"""Of so few cases in half of the months, limits by denominator are looked at too."""

# Only the months in which an indicator is measured have a row, so rows follow one another.
_OPTIONS: Final = Options(every="row")


@dataclass(frozen=True)
class Step:
    """A measured month of an indicator: its figure, its target, and the counts that the figure comes from."""

    month: Month
    value: float | None
    target: float | None
    counts: tuple[float, float] | None = None


def follows_a_plan(agreed: Indicator) -> bool:
    """Say whether an indicator follows a plan from month to month, so that no month is like the one before."""
    return agreed.plan is not None


def charts_of(
    series: Iterable[tuple[Indicator, Sequence[Step]]], rebases: Sequence[Rebase] = (), limits: Limits = "by range"
) -> dict[str, ControlChart]:
    """Return the control charts of indicators that can be charted, by indicator.

    Limits by denominator are for percentages that are counted; other indicators keep those from ranges.
    """
    chartable = [(agreed, steps) for agreed, steps in series if _can_be_charted(agreed, steps)]
    counted = [each for each in chartable if limits == "by denominator" and _is_counted(*each)]
    others = [each for each in chartable if each not in counted]
    found: dict[str, ControlChart] = {}
    for some, chosen in ((counted, limits), (others, "by range")):
        if some:
            options = replace(_OPTIONS, limits=chosen)
            found |= read_charts(control_charts(_frame(some), rebases, options))
    return found


def _can_be_charted(agreed: Indicator, steps: Sequence[Step]) -> bool:
    known = sum(each.value is not None for each in steps)
    return not follows_a_plan(agreed) and agreed.unit != "milestone" and known >= LEAST


def _is_counted(agreed: Indicator, steps: Sequence[Step]) -> bool:
    counted = all(each.counts is not None for each in steps if each.value is not None)
    return agreed.unit == "percent" and agreed.measure.of is not None and counted


def _frame(series: Iterable[tuple[Indicator, Sequence[Step]]]) -> pl.DataFrame:
    schema = {
        "series": pl.String, "date": pl.Date, "value": pl.Float64, "better": pl.String, "target": pl.Float64,
        "numerator": pl.Float64, "denominator": pl.Float64,
    }  # fmt: skip
    rows = [
        (
            agreed.id,
            months.first_day(each.month),
            each.value,
            agreed.better,
            each.target,
            *(each.counts or (None, None)),
        )
        for agreed, steps in series
        for each in steps
    ]
    return pl.DataFrame(rows, schema, orient="row")


def steps_of(ledger: Ledger, number: int, until: Month) -> list[Step]:
    """Return every measured month of an indicator up to a month, oldest first."""
    measured = sorted(month for of, month in ledger.measures if of == number and month <= until)
    return [_step(ledger, number, month) for month in measured]


def _step(ledger: Ledger, number: int, month: Month) -> Step:
    value = history.drawn_value(ledger, number, month)
    return Step(
        month=month,
        value=value,
        target=single(history.targets(ledger.frozen.contract, number, month)),
        counts=None if value is None else history.counts(ledger, number, month),
    )


def single(targets: Sequence[float]) -> float | None:
    """Return the target to hold usual variation against; a range has none."""
    return targets[0] if len(targets) == 1 else None


def trends_of(
    ledger: Ledger, month: Month, only: str | None = None, rebases: Sequence[Rebase] = (), limits: Limits = "by range"
) -> tuple[Trend, ...]:
    """Return what the charts of a contract's indicators show up to a month, in contract order; or of one of them.

    They begin anew where a person decided it, and at ``rebases`` besides.

    Raises:
        NoSuchIndicator: the contract has none by that id.
    """
    agreed = ledger.frozen.contract
    chosen = (history.number_of(agreed, only),) if only else range(1, len(agreed.indicators) + 1)
    series = [(agreed.indicators[number - 1], steps_of(ledger, number, month)) for number in chosen]
    notes = noted.notes_until(ledger, month)
    charts = charts_of(series, [*noted.rebases_of(notes), *rebases], limits)
    return tuple(_trends(ledger, series, charts, notes))


def _trends(
    ledger: Ledger,
    series: Iterable[tuple[Indicator, Sequence[Step]]],
    charts: Mapping[str, ControlChart],
    notes: Sequence[ChartNote],
) -> Iterator[Trend]:
    for agreed, steps in series:
        chart, own = charts.get(agreed.id), [each for each in notes if each.indicator == agreed.id]
        if chart is None:
            yield without_a_chart(agreed.id, agreed.title, agreed.unit, why_not(agreed, steps), noted.shown_of(own))
            continue
        stated = ledger.frozen.stated.get((agreed.id, steps[-1].month), {})
        yield document_of(
            chart,
            title=agreed.title,
            unit=agreed.unit,
            proposed=proposals(chart, definition_changes(agreed)),
            claims=not_borne_out(str(stated.get("commentary") or ""), chart),
            besides=of_small_counts(agreed, steps, chart),
            noted=noted.shown_of(own),
        )


def has_small_counts(agreed: Indicator, steps: Sequence[Step]) -> bool:
    """Say whether an indicator is a percentage of cases of which half of the months count fewer than thirty."""
    counts = sorted(each.counts[1] for each in steps if each.counts)
    return bool(counts) and counts[len(counts) // 2] < SMALL and _is_counted(agreed, steps)


def of_small_counts(agreed: Indicator, steps: Sequence[Step], chart: ControlChart) -> str | None:
    """Say what limits by denominator show of the latest month, where half of the months count fewer than thirty.

    Of small counts a figure jumps about by chance alone, the more the smaller the month.
    """
    if not has_small_counts(agreed, steps) or chart.latest.value is None:
        return None
    counts = sorted(each.counts[1] for each in steps if each.counts)
    other = charts_of([(agreed, steps)], limits="by denominator").get(agreed.id)
    if other is None or not words.has_limits(other):
        return None
    half = words.short(counts[len(counts) // 2]).removesuffix(".0").removesuffix(".00")
    found = words.signal(other).lower()
    return f"Counts are small (half of the months have {half} or fewer): by limits from each month's count, {found}."


def why_not(agreed: Indicator, steps: Sequence[Step]) -> str:
    """Say why an indicator has no control chart."""
    if follows_a_plan(agreed):
        return "It follows a plan: no month is like another."
    if agreed.unit == "milestone":
        return "It is met or not met: there is no size to chart."
    return f"Too few figures to tell usual variation: {sum(each.value is not None for each in steps)} of {LEAST}."


def definition_changes(agreed: Indicator) -> tuple[date, ...]:
    """Return the first days of the months from which what is measured is defined anew."""
    stated = agreed.definition
    later = [each for each in stated if each[0] > min(start for start, _ in stated)]
    return tuple(months.first_day(start) for start, _ in later)


def latest_month(ledger: Ledger) -> Month:
    """Return the last month of which any figure is known, or the contract's first."""
    known = [month for number, month in ledger.measures if history.drawn_value(ledger, number, month) is not None]
    return max(known, default=ledger.frozen.contract.first_month)
