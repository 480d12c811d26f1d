"""The incentive map as it is drawn: what each level costs, where it stood, dead zones, the steepest step, and caps."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

import plotly.graph_objects as go

from contracts.wording import pounds
from dashboard.figures.ink import INKS, SIZE, Ink, layout
from dashboard.marks import Theme
from statements.what_if.documents import IncentiveMap, Level

HEIGHT: Final = 320
_ROOM: Final = 0.35
"""Of the stretch between the first change, the last and the figure, so much is drawn on either side."""

_SIGNS: Final = {"percent": ("", "%"), "money": ("£", "")}


def figure(found: IncentiveMap, theme: Theme) -> go.Figure:
    """Return the drawing of a map that has at least one level that costs something."""
    ink, whole = INKS[theme], layout(INKS[theme])
    first, last = drawn(found)
    prefix, suffix = _SIGNS.get(found.unit, ("", ""))
    top = max(max(each.before_caps, each.pence) for each in found.levels) / 100 * 1.18
    whole["height"] = HEIGHT
    whole["margin"] = whole["margin"] | {"l": 52, "r": 16}
    whole["xaxis"] |= {"range": [first, last], "tickprefix": prefix, "ticksuffix": suffix, "nticks": 8}
    if found.unit == "milestone":
        whole["xaxis"] |= {"tickmode": "array", "tickvals": [0, 1], "ticktext": ["no", "yes"], "range": [-0.1, 1.1]}
    whole["yaxis"] |= {"range": [0, top], "tickprefix": "£", "separatethousands": True, "nticks": 6}
    whole["shapes"] = list(_dead(found, ink, first, last))
    whole["annotations"] = [*_labels(found, ink, first, last), _here(found, ink, first, last)]
    traces = [*_before_caps(found, ink), _costs(found, ink), _now(found, ink)]
    return go.Figure({"data": traces, "layout": whole}, skip_invalid=False)


def drawn(found: IncentiveMap) -> tuple[float, float]:
    """Return the stretch of levels that is drawn: around every change and the figure itself."""
    levels = found.levels
    pairs = list(pairwise(levels))
    edges = [
        each.value
        for pair in pairs
        for each in pair
        if (pair[0].pence, pair[0].before_caps) != (pair[1].pence, pair[1].before_caps)
    ]
    ends = [*edges, levels[found.now].value]
    room = (max(ends) - min(ends)) * _ROOM or 1.0
    lowest, highest = sorted((levels[0].value, levels[-1].value))
    return max(lowest, min(ends) - room), min(highest, max(ends) + room)


def is_cut(found: IncentiveMap) -> bool:
    """Say whether levels are left out at either end."""
    lowest, highest = sorted((found.levels[0].value, found.levels[-1].value))
    return drawn(found) != (lowest, highest)


def _line(levels: list[Level], ink_colour: str, amounts: list[float], name: str, dash: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "name": name,
        "x": [each.value for each in levels],
        "y": amounts,
        "mode": "lines",
        "line": {"color": ink_colour, "width": 2.5 if dash == "solid" else 1.5, "shape": "hvh", "dash": dash},
        "customdata": [f"{each.says}: {pounds(each.pence)}" for each in levels],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _upwards(found: IncentiveMap) -> list[Level]:
    return sorted(found.levels, key=lambda each: each.value)


def _costs(found: IncentiveMap, ink: Ink) -> dict[str, Any]:
    levels = _upwards(found)
    return _line(levels, ink.line, [each.pence / 100 for each in levels], "After all caps", "solid")


def _before_caps(found: IncentiveMap, ink: Ink) -> Iterator[dict[str, Any]]:
    if found.held_back:
        levels = _upwards(found)
        yield _line(levels, ink.quiet, [each.before_caps / 100 for each in levels], "Before caps", "3px,3px")


def _now(found: IncentiveMap, ink: Ink) -> dict[str, Any]:
    here = found.levels[found.now]
    return {
        "type": "scatter",
        "name": "The figure",
        "x": [here.value],
        "y": [here.pence / 100],
        "mode": "markers",
        "marker": {
            "symbol": "circle",
            "size": 13,
            "color": ink.text,
            "opacity": 1,
            "line": {"color": ink.page, "width": 2},
        },
        "cliponaxis": False,
        "hovertemplate": f"It stood here: {here.says}, {pounds(here.pence)}<extra></extra>",
    }


def _dead(found: IncentiveMap, ink: Ink, first: float, last: float) -> Iterator[dict[str, Any]]:
    for begins, ends in found.dead:
        low, high = sorted((found.levels[begins].value, found.levels[ends].value))
        across = {"x0": max(low, first), "x1": min(high, last), "y0": 0, "y1": 1, "yref": "paper"}
        yield {**across, "type": "rect", "layer": "below", "fillcolor": ink.band, "line": {"width": 0}}


def _labels(found: IncentiveMap, ink: Ink, first: float, last: float) -> Iterator[dict[str, Any]]:
    """Name the dead zones at the foot, the steepest step beside its drop, and the line before caps at its height."""
    for begins, ends in found.dead:
        low, high = sorted((found.levels[begins].value, found.levels[ends].value))
        middle = (max(low, first) + min(high, last)) / 2
        yield _label("Dead zone", middle, 0, ink.quiet) | {"yanchor": "bottom", "yshift": 4}
    if found.steepest is not None:
        here, after = found.levels[found.steepest], found.levels[found.steepest + 1]
        upper, lower = max(here.pence, after.pence) / 100, min(here.pence, after.pence) / 100
        at = (here.value + after.value) / 2
        # On the side with more room, so that the words end within the drawing.
        left = at - first > last - at
        name = "Cliff" if found.is_cliff else "Steepest"
        shift = {"xanchor": "right", "xshift": -6} if left else {"xanchor": "left", "xshift": 6}
        worth = pounds(abs(here.pence - after.pence))
        yield _label(f"{name}: {worth}", at, (upper + lower) / 2, ink.worse) | {"yanchor": "middle"} | shift
    if found.held_back:
        most = max(found.held_back, key=lambda place: found.levels[place].before_caps)
        worst = found.levels[most]
        x = max(min(worst.value, last), first)
        side = "left" if x - first < last - x else "right"
        yield _label("Before caps", x, worst.before_caps / 100, ink.quiet) | {"yanchor": "bottom", "xanchor": side}


def _here(found: IncentiveMap, ink: Ink, first: float, last: float) -> dict[str, Any]:
    here = found.levels[found.now]
    side = (
        "left"
        if here.value - first < (last - first) / 3
        else "right"
        if last - here.value < (last - first) / 3
        else "center"
    )
    label = _label(
        f"<b>{here.says.partition(' (')[0]}</b>: {pounds(here.pence)}", here.value, here.pence / 100, ink.text
    )
    # On the page's own colour, since a line may drop just there.
    return label | {"yanchor": "bottom", "yshift": 9, "xanchor": side, "bgcolor": ink.page}


def _label(words: str, x: float, y: float, colour: str) -> dict[str, Any]:
    return {"text": words, "x": x, "y": y, "showarrow": False, "font": {"color": colour, "size": SIZE}}
