"""Deductions by statement month, as they were and as they would have been, each line named at its end."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import plotly.graph_objects as go

from contracts import months
from contracts.wording import pounds
from dashboard.figures.control_chart import moved_apart
from dashboard.figures.ink import INKS, SIZE, Ink, layout
from dashboard.figures.judged import short_month
from dashboard.figures.replayed import name
from dashboard.marks import Theme
from statements.what_if.documents import WhatIf

HEIGHT: Final = 320
_DRAWN: Final = HEIGHT - 24 - 44
_LINE: Final = 18
_MARKS: Final = ("circle", "diamond", "square", "triangle-up")
_DASHES: Final = ("solid", "6px,3px", "2px,3px", "10px,3px,2px,3px")


def figure(found: WhatIf, theme: Theme) -> go.Figure:
    """Return the drawing: what was in grey, what would have been in the colour of data, told apart by mark and dash."""
    ink, whole = INKS[theme], layout(INKS[theme])
    places = [months.parse(each.month) for each in found.replays[0].months]
    top = max(each.deducted for replay in found.replays for each in replay.months) / 100 or 1.0
    whole["height"] = HEIGHT
    whole["margin"] = whole["margin"] | {"l": 52, "r": 116}
    whole["xaxis"] |= {"range": [places[0] - 0.5, places[-1] + 0.5], **_ticks(places)}
    whole["yaxis"] |= {"range": [0, top * 1.08], "tickprefix": "£", "separatethousands": True, "nticks": 6}
    whole["annotations"] = list(_names(found, ink, top * 1.08))
    return go.Figure({"data": [*_lines(found, places, ink)], "layout": whole}, skip_invalid=False)


def _ticks(places: Sequence[int]) -> dict[str, Any]:
    # Each half year of a long run: on a telephone the names of quarters would touch.
    every = 6 if len(places) > 15 else 3 if len(places) > 5 else 1
    shown = [at for at in places if at % every == 0]
    texts = [short_month(at) + (f"<br>{at // 12}" if at == shown[0] or at % 12 == 0 else "") for at in shown]
    return {"tickmode": "array", "tickvals": shown, "ticktext": texts, "tickangle": 0}


def _lines(found: WhatIf, places: Sequence[int], ink: Ink) -> Iterator[dict[str, Any]]:
    for place, replay in enumerate(found.replays):
        colour = ink.line if place else ink.control
        yield {
            "type": "scatter",
            "name": name(found, place),
            "x": places,
            "y": [each.deducted / 100 for each in replay.months],
            "mode": "lines+markers",
            "line": {"color": colour, "width": 2, "dash": _DASHES[max(place - 1, 0) % len(_DASHES)]},
            "marker": {
                "symbol": _MARKS[place % len(_MARKS)],
                "size": 6 if place else 8,
                "color": colour,
                "opacity": 1,
                "line": {"color": ink.page, "width": 1},
            },
            "cliponaxis": False,
            "customdata": [f"{months.spoken(months.parse(at.month))}: {pounds(at.deducted)}" for at in replay.months],
            "hovertemplate": "%{fullData.name}. %{customdata}<extra></extra>",
        }


def _names(found: WhatIf, ink: Ink, top: float) -> Iterator[dict[str, Any]]:
    """Name each line at its right end, moved apart where two end close together."""
    ends = [replay.months[-1].deducted / 100 * _DRAWN / top for replay in found.replays]
    order = sorted(range(len(ends)), key=lambda place: (ends[place], -place))
    moved = moved_apart([ends[place] for place in order], [_LINE] * len(order))
    # What was moved below the axis pushes the rest up again.
    lift = max(0.0, -min(moved))
    for place, at in zip(order, moved, strict=True):
        mark = "●◆■▲"[place % len(_MARKS)]
        yield {
            "text": f"{mark} {name(found, place)}",
            "x": 1,
            "xref": "paper",
            "y": (at + lift) * top / _DRAWN,
            "xanchor": "left",
            "yanchor": "middle",
            "xshift": 8,
            "showarrow": False,
            "font": {"color": ink.line if place else ink.quiet, "size": SIZE},
        }
