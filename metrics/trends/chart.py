"""One control chart, read from the frames of many: what a page draws and a command prints."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import takewhile
from typing import Any, Final, Literal

from metrics.trends.charts import Charts
from metrics.trends.options import ENOUGH, Better

Rule = Literal["outside", "trend", "two of three", "shift"]
Variation = Literal["better", "worse", "other", "usual"]
Assurance = Literal["pass", "fail", "inconsistent"]

_VARIATIONS: Final[Mapping[str, Variation]] = {
    "special_cause_improvement": "better",
    "special_cause_concern": "worse",
    "special_cause_neutral_high": "other",
    "special_cause_neutral_low": "other",
    "common_cause": "usual",
}


@dataclass(frozen=True)
class Point:
    """One step of a series with the limits that hold there, its figure missing where there was none.

    ``rule`` says why it is more than usual variation; ``sign`` is 1 where that means high or rising, -1 where it means
    low or falling. ``variation`` is what that means for the better.
    """

    day: date
    value: float | None
    target: float | None
    lower: float | None
    upper: float | None
    group: int
    rule: Rule | None
    sign: int
    variation: Variation


@dataclass(frozen=True)
class Group:
    """A stretch between rebases, with its mean and limits; there are none where no two neighbours are known.

    ``screened_out`` counts ranges too wide to be usual. ``near_constant`` says that screening would have left nothing,
    so that no range was left out and only figures outside the limits are signals. Limits of a p-chart differ from row
    to row: these are the latest's.
    """

    number: int
    first: date
    last: date
    known: int
    mean: float | None
    lower: float | None
    upper: float | None
    screened_out: int
    near_constant: bool

    @property
    def provisional(self) -> bool:
        """Whether the limits rest on fewer than 13 figures."""
        return self.known < ENOUGH


@dataclass(frozen=True)
class ControlChart:
    """A series with its groups, oldest first, and what was unexpected in its rows; there is at least one point."""

    series: str
    better: Better | None
    points: tuple[Point, ...]
    groups: tuple[Group, ...]
    assurance: Assurance | None
    notes: tuple[str, ...]

    @property
    def current(self) -> Group:
        """The last group: its limits are those that hold now."""
        return self.groups[-1]

    @property
    def latest(self) -> Point:
        """The last point, whether or not it has a figure."""
        return self.points[-1]

    @cached_property
    def known(self) -> int:
        """How many points have a figure, over all groups."""
        return sum(each.value is not None for each in self.points)

    @cached_property
    def run(self) -> int:
        """How many points lead without a break to the latest by the latest's rule; 0 where it shows none."""
        match self.latest.rule:
            case None:
                return 0
            case "outside":
                return 1
            case "trend":
                return _trend([each.value for each in self._of_now], self.latest.sign)
            case _:
                return len(self.on_one_side)

    @cached_property
    def on_one_side(self) -> tuple[Point, ...]:
        """The points that lead without a break to the latest, all strictly on its side of the mean."""
        latest, mean = self.latest.value, self.current.mean
        if latest is None or mean is None:
            return ()
        newest_first = takewhile(
            lambda each: each.value is not None and (each.value - mean) * (latest - mean) > 0, reversed(self._of_now)
        )
        return tuple(newest_first)[::-1]

    @property
    def _of_now(self) -> tuple[Point, ...]:
        return tuple(each for each in self.points if each.group == self.latest.group)


def _trend(group: Sequence[float | None], sign: int) -> int:
    """Count the figures at the end each of which goes on from the one before."""
    counted = 1
    while counted < len(group):
        before, after = group[-counted - 1], group[-counted]
        if before is None or after is None or (after - before) * sign <= 0:
            break
        counted += 1
    return counted


def read_charts(charts: Charts) -> dict[str, ControlChart]:
    """Return every chart that was not refused, by its series."""
    groups = _by_series(charts.groups)
    noted: dict[str, list[str]] = {}
    for series, note in charts.notes.iter_rows():
        noted.setdefault(series, []).append(note)
    shown = {row["series"]: row for row in charts.series.iter_rows(named=True)}
    return {
        series: ControlChart(
            series=series,
            better=shown[series]["better"],
            points=tuple(_point(row) for row in rows),
            groups=tuple(_group(row) for row in groups[series]),
            assurance=shown[series]["assurance_icon"],
            notes=tuple(noted.get(series, ())),
        )
        for series, rows in _by_series(charts.points).items()
    }


def refusals(charts: Charts) -> dict[str, str]:
    """Return why a series was refused, by its id."""
    refused = charts.series.drop_nulls("refused")
    return dict(refused.select("series", "refused").iter_rows())


def _by_series(frame: Any) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in frame.iter_rows(named=True):
        found.setdefault(row["series"], []).append(row)
    return found


def _point(row: dict[str, Any]) -> Point:
    return Point(
        day=row["date"],
        value=row["value"],
        target=row["target"],
        lower=row["lower"],
        upper=row["upper"],
        group=row["group"],
        rule=row["rule"],
        sign=row["sign"],
        variation=_VARIATIONS[row["kind"]],
    )


def _group(row: dict[str, Any]) -> Group:
    return Group(
        number=row["group"],
        first=row["first"],
        last=row["last"],
        known=row["known"],
        mean=row["mean"],
        lower=row["lower"],
        upper=row["upper"],
        screened_out=row["screened_out"],
        near_constant=row["near_constant"],
    )
