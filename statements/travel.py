"""Where every indicator is going, by its control chart: for the board, beside its status and apart from it."""

from collections.abc import Iterable, Iterator

from contracts import months
from contracts.indicators import Indicator
from contracts.months import Month
from metrics.trends import words
from metrics.trends.chart import ControlChart
from statements import noted, trends
from statements.documents import SignalShown, TravelShown
from statements.ledger import Ledger


def travel_of(ledger: Ledger, month: Month) -> Iterator[TravelShown]:
    """Yield what the chart of every indicator says of its latest measured month up to a month, in contract order.

    Of one that has no chart, no figure for that month or a chart that is still provisional, nothing is said but why.
    """
    agreed = ledger.frozen.contract.indicators
    series = [(each, trends.steps_of(ledger, number, month)) for number, each in enumerate(agreed, start=1)]
    charts = trends.charts_of(series, noted.rebases_of(noted.notes_until(ledger, month)))
    for indicator, steps in series:
        measured = months.label(steps[-1].month) if steps else None
        chart = charts.get(indicator.id)
        if chart is None or (why := _cannot_tell(chart)):
            why = trends.why_not(indicator, steps) if chart is None else why
            yield TravelShown(indicator=indicator.id, month=measured, variation=None, direction=None, finding=why)
        else:
            yield _told(indicator, measured, chart)


def _cannot_tell(chart: ControlChart) -> str:
    if chart.latest.value is None or not words.has_limits(chart):
        return words.finding(chart)
    return f"{words.standing(chart)}." if chart.current.provisional else ""


def _told(indicator: Indicator, measured: str | None, chart: ControlChart) -> TravelShown:
    latest = chart.latest
    return TravelShown(
        indicator=indicator.id,
        month=measured,
        variation=latest.variation,
        direction=None if latest.variation == "usual" else "high" if latest.sign > 0 else "low",
        finding=words.finding(chart),
    )


def signals_of(travel: Iterable[TravelShown], month: Month) -> Iterator[SignalShown]:
    """Yield what is more than usual variation in the month itself."""
    for each in travel:
        told = each.variation is not None and each.variation != "usual" and each.direction is not None
        if told and each.month == months.label(month):
            said = {"variation": each.variation, "direction": each.direction}
            yield SignalShown(indicator=each.indicator, finding=each.finding, **said)
