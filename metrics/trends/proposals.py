"""Where a chart might begin anew: proposed with its reason, for a person to decide. Nothing is rebased by itself.

A rebase can hide that things got worse, so a proposal names the direction, and only a person's decision with a reason
makes a ``Rebase`` of it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from contracts.wording import count
from metrics.trends.chart import ControlChart
from metrics.trends.options import ENOUGH
from metrics.trends.words import when


@dataclass(frozen=True)
class Proposal:
    """A rebase that may be right: from which day, and why a person should think about it."""

    series: str
    day: date
    because: str


def proposals(chart: ControlChart, definition_changes: Iterable[date] = ()) -> tuple[Proposal, ...]:
    """Return where a chart might begin anew, oldest first.

    Args:
        chart: as it stands with the rebases decided so far.
        definition_changes: the days from which what is measured was defined anew.
    """
    begun = {group.first for group in chart.groups}
    changed = [*_definitions(chart, definition_changes, begun)]
    shifted = [each for each in _shift(chart) if each.day not in begun]
    return tuple(sorted({each.day: each for each in [*shifted, *changed]}.values(), key=lambda each: each.day))


def _definitions(chart: ControlChart, days: Iterable[date], begun: set[date]) -> Iterator[Proposal]:
    first, last = chart.points[0].day, chart.latest.day
    for day in days:
        if first < day <= last and day not in begun:
            yield Proposal(
                chart.series,
                day,
                f"The definition changed from {when(day)}: figures before and after are not of the same thing.",
            )


def _shift(chart: ControlChart) -> Iterator[Proposal]:
    """Propose a rebase at the beginning of a shift that has lasted long enough for limits of its own."""
    mean, run = chart.current.mean, chart.on_one_side
    if mean is None or chart.current.near_constant:
        return
    if len(run) >= ENOUGH:
        side = "above" if (run[0].value or 0.0) > mean else "below"
        yield Proposal(
            chart.series,
            run[0].day,
            f"The last {count(len(run))} figures, from {when(run[0].day)}, all lie {side} the mean. If the reason is "
            "known and lasting, limits of their own show the next change sooner.",
        )
