"""The control chart of an indicator as it is drawn: values, limits, mean and target, each labelled where it stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile
from math import fsum
from typing import Any, Final

import plotly.graph_objects as go

from contracts import months
from dashboard.figures import fan
from dashboard.figures.charted import Charted
from dashboard.figures.flags import flags_of
from dashboard.figures.ink import INKS, SIZE, Ink, layout
from dashboard.figures.judged import mark_of, short_month
from dashboard.marks import Theme
from metrics.trends.chart import Variation
from metrics.trends.words import short
from statements.documents import MonthOfHistory
from statements.outlook.words import written

HEIGHT: Final = 340
_DRAWN: Final = HEIGHT - 24 - 44
"""Pixels between the two ends of the value axis."""
_LINE: Final = 18
"""Pixels that a line of a label takes."""
_LABELLED: Final = 6
"""With more figures than this, only the highest, the lowest and the latest are written beside their markers."""
_QUARTERLY: Final = 26
"""Over more months than this the names of quarters would run together on a narrow screen."""
_BACK: Final = 4
"""On a narrow screen the words of the latest figure lie over so many months before it."""
_STEPS: Final = 3
"""With more levels of target than this, only the latest is written out."""
_STEEP: Final = 0.1
"""A line that rises by more than this share of all there is drawn would cross a figure written above its marker."""
_NEAR: Final = 6
"""A label beside the values lies over about so many months."""
_FLAT: Final = 0.8
"""Values whose least is more than this share of their greatest would lie flat on an axis from nought."""
_NARROW: Final = 20
"""Points of per cent within which figures and targets lie close together."""

_MARKERS: dict[Variation, tuple[str, int]] = {
    "better": ("circle", 10),
    "worse": ("diamond", 11),
    "other": ("square", 9),
    "usual": ("circle", 6),
}
_SIGNS: dict[str, tuple[str, str]] = {"percent": ("", "%"), "money": ("£", ""), "days": ("", "")}


@dataclass(frozen=True)
class Axis:
    """The stretch of values that is drawn; ``is_cut`` if it does not begin at nought."""

    first: float
    last: float
    is_cut: bool


@dataclass(frozen=True)
class Label:
    """Words beside the drawing, at a value: ``<br>`` in them begins another line."""

    words: str
    at: float
    colour: str

    @property
    def lines(self) -> int:
        """How many lines the words take."""
        return self.words.count("<br>") + 1


def figure(charted: Charted, theme: Theme) -> go.Figure:
    """Return the drawing of an indicator that can be drawn; nobody may change it."""
    if theme not in charted.drawn:
        charted.drawn[theme] = _figure(charted, theme)
    return charted.drawn[theme]


def _figure(charted: Charted, theme: Theme) -> go.Figure:
    ink, axis = INKS[theme], axis_of(charted)
    whole = layout(ink)
    before, after = _places(charted)[0] - 0.5, _end(charted) + 0.5
    prefix, suffix = _SIGNS.get(charted.agreed.unit, ("", ""))
    flags = flags_of(charted)
    whole["height"] = HEIGHT + flags.height
    whole["margin"] = whole["margin"] | {"t": whole["margin"]["t"] + flags.height}
    whole["xaxis"] |= {"range": [before, after], **_ticks(charted)}
    whole["yaxis"] |= {
        "range": [axis.first, axis.last],
        "tickprefix": prefix,
        "ticksuffix": suffix,
        "nticks": 6,
        "separatethousands": True,
    }
    whole["shapes"] = [*_limits(charted, axis, ink), *_tear(axis, ink), *flags.lines(ink)]
    whole["annotations"] = [
        *_margin_labels(charted, axis, ink),
        *_earlier_targets(charted, axis, ink),
        *flags.labels(ink),
    ]
    traces = [*fan.traces(charted, ink), *_target_lines(charted, after, ink), _values(charted, ink)]
    return go.Figure({"data": traces, "layout": whole}, skip_invalid=False)


def axis_of(charted: Charted) -> Axis:
    """Return the axis: a percentage from 0 to 100, to 10 where all lies below, or cut where all lies close together.

    Twenty points of a hundred are a fifth of the chart's height: drawn on the whole axis, a fall that costs thousands
    would look flat, and its labels would stand on top of each other.
    """
    values = [each.value for each in charted.run if each.value is not None]
    drawn = [*values, *(target for each in charted.held for target in each.targets), *fan.drawn(charted)]
    least, most = min(drawn), max(drawn)
    if charted.agreed.unit == "percent" and least >= 0:
        if least > _NARROW and most - least <= _NARROW:
            return Axis(least // 10 * 10, min(-(-most // 10) * 10, 100) + 0.4, True)
        return Axis(0, 10 if most <= 10 else max(101, most * 1.05), False)
    room = (most - least) * 0.12 or 1
    if least > _FLAT * most:
        return Axis(least - room, most + room, True)
    return Axis(0 if least >= 0 else least - room, most + room, False)


def _places(charted: Charted) -> list[int]:
    return [months.parse(each.shown.month) for each in charted.run]


def _end(charted: Charted) -> int:
    """Return the last month that is drawn: of the outlook, where there is one."""
    return max([_places(charted)[-1], *fan.places(charted)])


def _ticks(charted: Charted) -> dict[str, Any]:
    """Name each month, or of a long run the first of each quarter or half year, with the year where it begins."""
    first, last = _places(charted)[0], _end(charted)
    apart = 1 if last - first <= _LABELLED else 3 if last - first <= _QUARTERLY else 6
    shown = [at for at in range(first, last + 1) if at % apart == 0]
    texts = [short_month(at) + (f"<br>{at // 12}" if at == shown[0] or at % 12 == 0 else "") for at in shown]
    return {"tickmode": "array", "tickvals": shown, "ticktext": texts, "tickangle": 0}


def _limits(charted: Charted, axis: Axis, ink: Ink) -> Iterator[dict[str, Any]]:
    """Draw the limits and the mean of each stretch between rebases, from its first month to its last."""
    for group in charted.chart.groups if charted.chart else ():
        if group.mean is None or group.lower is None or group.upper is None:
            continue
        first, last = months.of_day(group.first) - 0.5, months.of_day(group.last) + 0.5
        across = {"x0": first, "x1": last, "layer": "below"}
        if charted.limits == "by range":
            yield across | _band(group.lower, group.upper, axis, ink)
        mean = {"color": ink.control, "width": 1}
        yield {**across, "type": "line", "y0": group.mean, "y1": group.mean, "line": mean}
    if charted.limits == "by denominator":
        yield from _limits_by_month(charted, axis, ink)


def _limits_by_month(charted: Charted, axis: Axis, ink: Ink) -> Iterator[dict[str, Any]]:
    """Draw limits that each month has for itself, from its count; a month without one has none."""
    for point in charted.chart.points if charted.chart else ():
        if point.lower is not None and point.upper is not None:
            at = months.of_day(point.day)
            yield {"x0": at - 0.5, "x1": at + 0.5, "layer": "below"} | _band(point.lower, point.upper, axis, ink)


def _band(lower: float, upper: float, axis: Axis, ink: Ink) -> dict[str, Any]:
    low, high = max(lower, axis.first), min(upper, axis.last)
    return {"type": "rect", "y0": low, "y1": high, "fillcolor": ink.band, "line": {"width": 0}}


def _tear(axis: Axis, ink: Ink) -> Iterator[dict[str, Any]]:
    """Tear the foot of an axis that does not begin at nought."""
    if axis.is_cut:
        yield {
            "type": "path",
            "path": "M 0 0 L 0 3 L -5 6 L 5 11 L -5 16 L 0 19 L 0 26",
            "xref": "paper", "yref": "paper", "xanchor": 0, "yanchor": 0, "xsizemode": "pixel", "ysizemode": "pixel",
            "line": {"color": ink.quiet, "width": 1.5},
        }  # fmt: skip


def _margin_labels(charted: Charted, axis: Axis, ink: Ink) -> Iterator[dict[str, Any]]:
    """Name limits, mean and the latest target at the right end of their lines, moved apart where they lie close."""
    labels = list(_right(charted, ink))
    pixels = _DRAWN / (axis.last - axis.first)
    wanted = [(min(max(each.at, axis.first), axis.last) - axis.first) * pixels for each in labels]
    order = sorted(range(len(labels)), key=lambda place: wanted[place])
    places = moved_apart([wanted[place] for place in order], [labels[place].lines * _LINE for place in order])
    for place, at in zip(order, places, strict=True):
        label = _label(labels[place].words, 1, axis.first + at / pixels, labels[place].colour)
        yield label | {"xref": "paper", "xshift": 6, "yanchor": "middle", "align": "left"}


def _right(charted: Charted, ink: Ink) -> Iterator[Label]:
    levels = _levels(charted)
    if charted.ahead:
        yield Label(fan.LABEL, fan.middle(charted), ink.line)
    if charted.chart is not None:
        now = charted.chart.current
        for name, at_ in (("Upper limit", now.upper), ("Mean", now.mean), ("Lower limit", now.lower)):
            if at_ is not None:
                yield Label(f"{name} {short(at_)}", at_, ink.quiet)
    if levels:
        at, level = levels[-1]
        name = "Plan" if charted.follows_a_plan else "Target"
        dated = len(levels) > 1 and not charted.follows_a_plan
        yield from _asked_at_last(charted, name, level, ink)
        since = f"<br>from {months.short(months.parse(at.shown.month))}" if dated else ""
        since = f"<br>ended {months.short(charted.plan_ended)}" if charted.plan_ended else since
        yield Label(f"{name} {at.shown.target.replace(' or ', '<br>or ')}{since}", level, ink.text)


def _asked_at_last(charted: Charted, name: str, now: float, ink: Ink) -> Iterator[Label]:
    """Name what is asked in the last month to come, where that is another than now."""
    last = charted.ahead[-1] if charted.ahead else None
    if last is not None and last.target is not None and last.target != now:
        month = months.short(months.parse(last.month))
        yield Label(f"{name} {written(charted.agreed.unit, last.target)}<br>in {month}", last.target, ink.text)


def moved_apart(places: list[float], heights: list[float]) -> list[float]:
    """Return places, given from the lowest up, so that none overlaps the next and the highest stays where it is."""
    moved = list(places)
    for place in range(len(moved) - 2, -1, -1):
        apart = (heights[place] + heights[place + 1]) / 2
        moved[place] = min(moved[place], moved[place + 1] - apart)
    return moved


def _label(words: str, x: float, y: float, colour: str) -> dict[str, Any]:
    font = {"color": colour, "size": SIZE}
    return {"text": words, "x": x, "y": y, "xanchor": "left", "showarrow": False, "font": font}


def _levels(charted: Charted) -> list[tuple[MonthOfHistory, float]]:
    """Return each month in which a target is another than before, with it: of a range, its upper end."""
    runs = groupby(charted.held, key=lambda each: each.targets)
    return [(next(months_of), targets[-1]) for targets, months_of in runs]


def _earlier_targets(charted: Charted, axis: Axis, ink: Ink) -> Iterator[dict[str, Any]]:
    """Name the levels before the latest where they begin, on the side of the line away from the values.

    Where the mean would run through the words there, they stand on the other side.
    """
    line = _LINE * (axis.last - axis.first) / _DRAWN
    means = [group.mean for group in charted.chart.groups if group.mean is not None] if charted.chart else []
    levels = _levels(charted)[:-1]
    for at, level in levels if len(levels) < _STEPS else []:
        first = charted.run.index(at)
        near = [each.value for each in charted.run[first : first + _NEAR] if each.value is not None]
        over = not near or fsum(near) / len(near) < level
        ends = level + (line if over else -line)
        over ^= any(min(level, ends) < mean < max(level, ends) for mean in means)
        name = "Target " if _held_long(charted, at) else ""
        label = _label(f"{name}{at.shown.target}", months.parse(at.shown.month) - 0.4, level, ink.text)
        yield label | {"yanchor": "bottom" if over else "top"}


def _held_long(charted: Charted, first: MonthOfHistory) -> bool:
    """Say whether a level was held for a quarter of what is drawn: a shorter line has no room for more than a figure.

    On a narrow screen a longer label would run into the step, and into the values that climb across it.
    """
    places = _places(charted)
    held = takewhile(lambda each: each.targets in ((), first.targets), charted.run[charted.run.index(first) :])
    return sum(1 for _ in held) * 4 > places[-1] - places[0] + 1


def _target_lines(charted: Charted, after: float, ink: Ink) -> Iterator[dict[str, Any]]:
    """Yield a dashed step for a target, two for the ends of a range; it ends with the last month that has one."""
    for end in range(max((len(each.targets) for each in charted.held), default=0)):
        held = [(each.shown.month, each.targets[end]) for each in charted.held]
        held += [(each.month, each.target) for each in charted.ahead if each.target is not None]
        ends = months.parse(held[-1][0]) + 0.5 if charted.plan_ended else after
        yield {
            "type": "scatter",
            "name": "Target",
            "x": [*(months.parse(month) - 0.5 for month, _ in held), ends],
            "y": [target for _, target in [*held, held[-1]]],
            "mode": "lines",
            "line": {"shape": "hv", "dash": "6px,4px", "color": ink.text, "width": 1.75},
            "hoverinfo": "skip",
        }


def _values(charted: Charted, ink: Ink) -> dict[str, Any]:
    kinds = [charted.variation(place) for place in range(len(charted.run))]
    colours = [ink.worse if kind == "worse" else ink.line for kind in kinds]
    breaks = [place for place in range(1, len(charted.run)) if _is_defined_anew(charted, place)]
    return {
        "type": "scatter",
        "name": "Value",
        "x": _broken(_places(charted), breaks),
        "y": _broken([each.value for each in charted.run], breaks),
        "mode": "lines+markers+text",
        "line": {"color": ink.line, "width": 2},
        "marker": {
            "symbol": _broken([_MARKERS[kind][0] for kind in kinds], breaks, "circle"),
            "size": _broken([_MARKERS[kind][1] for kind in kinds], breaks, 0),
            "color": _broken(colours, breaks, ink.line),
            "opacity": 1,
            "line": {"color": ink.page, "width": 1.5},
        },
        "text": _broken(list(_texts(charted)), breaks, ""),
        "textposition": _broken(_positions(charted), breaks, "top center"),
        "cliponaxis": False,
        "customdata": _broken([_said(each) for each in charted.run], breaks, ""),
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _is_defined_anew(charted: Charted, place: int) -> bool:
    return not charted.same_definition(charted.run[place - 1], charted.run[place])


def _broken(column: Sequence[Any], breaks: Sequence[int], blank: Any = None) -> list[Any]:
    """Return a column with an empty point before each break: no line joins figures of two definitions."""
    return [part for place, each in enumerate(column) for part in ([blank, each] if place in breaks else [each])]


def _texts(charted: Charted) -> Iterator[str]:
    """Write the latest figure beside its marker, and of the others all of a few or else the highest and the lowest."""
    places = [place for place, each in enumerate(charted.run) if each.value is not None]
    by_value = sorted(places, key=lambda place: charted.run[place].value or 0.0)
    labelled = places if len(places) <= _LABELLED else (by_value[0], by_value[-1], places[-1])
    for place, each in enumerate(charted.run):
        words, _, _ = each.shown.measure.partition(" (")
        shown = f"<b>{words}</b>" if place == places[-1] else words
        yield shown if place in labelled else ""


def _positions(charted: Charted) -> list[str]:
    """Write a figure below its marker where the line comes from above, else above it; the first clear of the axis."""
    values = [each.value for each in charted.run]
    known = [value for value in values if value is not None]
    steep = (max(known) - min(known)) * _STEEP
    beside = list(zip([None, *values[:-1]], values, [*values[1:], None], strict=True))
    sides = ["bottom" if _is_low(*each, steep if place else 0) else "top" for place, each in enumerate(beside)]
    # On a narrow screen the latest figure's words reach back over the markers of the months before.
    before = max((each for each in values[-1 - _BACK : -1] if each is not None), default=None)
    sides[-1] = "bottom" if _is_low(before, values[-1], None, steep) else sides[-1]
    # In the middle they reach as far to the right, and above the marker into the outlook that begins there.
    is_free = len(sides) <= _LABELLED or (sides[-1] == "top" and not charted.ahead)
    ends = "center" if is_free else "left"
    return [f"{side} {'center' if place else 'right'}" for place, side in enumerate(sides[:-1])] + [
        f"{sides[-1]} {ends}"
    ]


def _is_low(before: float | None, value: float | None, after: float | None, steep: float) -> bool:
    near = [each for each in (before, after) if each is not None]
    return value is not None and bool(near) and value <= min(near) and max(near) - value > steep


def _said(each: MonthOfHistory) -> str:
    shown = each.shown
    status = mark_of(shown).word
    held = f", against {shown.target}" if shown.target else ""
    return f"{months.spoken(months.parse(shown.month))}: {shown.measure}{held}. {status}"
