"""A control chart in the words of a councillor: what the latest figure shows, and no more than its rules show."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from contracts import months
from contracts.wording import MINUS, count, day_short
from metrics.trends.chart import ControlChart, Group, Variation
from metrics.trends.options import ENOUGH

SIGNALS: Final[dict[Variation, str]] = {
    "better": "Better than usual",
    "worse": "Worse than usual",
    "other": "More than usual",
    "usual": "Usual variation",
}
ASSURANCES: Final = {
    "pass": "Usually meets the target",
    "fail": "Usually misses the target",
    "inconsistent": "Usually on either side of the target",
}
_BECAUSE: Final = {
    "pass": "Usual variation lies wholly on the good side of the target",
    "fail": "Usual variation lies wholly on the wrong side of the target",
    "inconsistent": "The target lies within usual variation",
}
_WHILE_USUAL: Final = {
    "pass": "it will be met while nothing changes",
    "fail": "it will be missed while nothing changes",
    "inconsistent": "some months will meet it and some will not",
}
_NO_FIGURE: Final = "Not known"


def signal(chart: ControlChart) -> str:
    """Name what the latest point signals."""
    return _NO_FIGURE if chart.latest.value is None or not has_limits(chart) else SIGNALS[chart.latest.variation]


def has_limits(chart: ControlChart) -> bool:
    """Whether usual variation can be told at all."""
    return chart.current.upper is not None


def finding(chart: ControlChart) -> str:
    """Say in one sentence what the chart shows of the latest point."""
    if chart.known == 0:
        return "There is no figure to chart."
    if chart.latest.value is None:
        return "The latest month has no figure of its own to tell usual variation by."
    if not has_limits(chart):
        return "Too few figures to tell usual variation."
    if chart.latest.rule is None:
        return "The latest figure is usual variation."
    high, run = chart.latest.sign > 0, count(chart.run)
    return {
        "outside": f"The latest figure is {'above the upper' if high else 'below the lower'} limit of usual variation.",
        "trend": f"{run} figures in a row, each {'higher' if high else 'lower'} than the last, "
        "are more than usual variation.",
        "two of three": f"Two of the last three figures near the {'upper' if high else 'lower'} limit "
        "are more than usual variation.",
        "shift": f"{run} in a row {'above' if high else 'below'} the mean are more than usual variation.",
    }[chart.latest.rule]


def standing(chart: ControlChart) -> str:
    """Say on how many figures the limits rest."""
    known = chart.current.known
    return f"Provisional: {known} of {ENOUGH} figures" if chart.current.provisional else f"From {known} figures"


def assurance(chart: ControlChart) -> str | None:
    """Say whether usual variation meets the latest target, or nothing where there is no target or too few figures.

    Where the latest figure is no usual variation, what is usual may be changing, and nothing is said of what will be.
    """
    if chart.assurance is None or chart.current.provisional or not has_limits(chart):
        return None
    if chart.latest.rule:
        return f"{_BECAUSE[chart.assurance]}, but the latest figure is not usual: that may be changing."
    return f"{_BECAUSE[chart.assurance]}: {_WHILE_USUAL[chart.assurance]}."


def remarks(chart: ControlChart) -> Iterator[str]:
    """Yield what a reader should know of the limits, a sentence each."""
    group = chart.current
    if chart.known and not has_limits(chart):
        yield "There are no limits yet: that takes two figures next to each other."
    elif chart.known and group.provisional:
        yield f"The limits rest on {_figures(group.known)} and are provisional until there are {ENOUGH}."
    if group.near_constant:
        yield (
            "Nearly all figures are the same, so no month-to-month change was left out of the limits and only figures "
            "outside them count as more than usual."
        )
    elif group.upper is not None and group.lower == group.upper:
        yield "All figures that the limits come from are the same: any other figure lies outside them."
    if group.screened_out:
        yield f"{_changes(group)} too wide to be usual and left out of the limits."


def _changes(group: Group) -> str:
    one = group.screened_out == 1
    return (
        f"{count(group.screened_out)} change{'' if one else 's'} from one figure to the next {'is' if one else 'are'}"
    )


def _figures(number: int) -> str:
    return "1 figure" if number == 1 else f"{count(number)} figures"


def short(value: float | None) -> str:
    """Write a number of a chart to three figures or one place, nothing where there is none: a label decides nothing."""
    if value is None:
        return ""
    places = 0 if abs(value) >= 1000 else 1 if abs(value) >= 10 else 2
    return f"{value:,.{places}f}".replace("-", MINUS)


def when(day: date) -> str:
    """Name a point's month, or its day where it is no first of a month."""
    return months.short(months.of_day(day)) if day.day == 1 else day_short(day)
