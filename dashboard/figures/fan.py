"""The outlook on a chart: the range of each month to come, dashed, from the last figure on."""

from collections.abc import Iterator
from typing import Any, Final

from contracts import months
from dashboard.figures.charted import Charted
from dashboard.figures.ink import Ink
from statements.outlook.documents import MonthAhead
from statements.outlook.words import written

LABEL: Final = "Outlook: 8 in<br>10 futures"


def places(charted: Charted) -> list[int]:
    """Return where the months to come lie."""
    return [months.parse(each.month) for each in charted.ahead]


def drawn(charted: Charted) -> Iterator[float]:
    """Yield every figure that the axis has to hold: both ends of each range, and what is asked then."""
    for each in charted.ahead:
        yield from (each.low, each.high)
        if each.target is not None:
            yield each.target


def middle(charted: Charted) -> float:
    """Return the middle of the last range, where the outlook is named."""
    return (charted.ahead[-1].low + charted.ahead[-1].high) / 2


def traces(charted: Charted, ink: Ink) -> Iterator[dict[str, Any]]:
    """Yield the ranges as one dashed shape, and a point for each month that says its range."""
    last = next((each for each in reversed(charted.run) if each.value is not None), None)
    if not charted.ahead or last is None:
        return
    at = places(charted)
    yield {
        "type": "scatter",
        "name": "Outlook",
        "x": [months.parse(last.shown.month), *at, *reversed(at)],
        "y": [last.value, *(each.high for each in charted.ahead), *(each.low for each in reversed(charted.ahead))],
        "mode": "lines",
        "fill": "toself",
        "fillcolor": ink.fan,
        "line": {"color": ink.line, "dash": "3px,3px", "width": 1},
        "hoverinfo": "skip",
    }
    yield {
        "type": "scatter",
        "name": "Outlook",
        "x": at,
        "y": [each.high for each in charted.ahead],
        "mode": "markers",
        "marker": {"color": ink.line, "opacity": 1, "size": 3},
        "customdata": [_said(charted, each) for each in charted.ahead],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _said(charted: Charted, each: MonthAhead) -> str:
    unit = charted.agreed.unit
    between = f"{written(unit, each.low)} to {written(unit, each.high)}"
    return f"{months.spoken(months.parse(each.month))}: {between} in eight of ten futures"
