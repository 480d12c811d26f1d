"""An indicator with its control chart: what its latest month signals, in words. Status has no part in it."""

from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import Final, Literal

from contracts import months
from contracts.indicators import Indicator
from contracts.months import Month
from contracts.wording import count
from metrics.control_chart import ENOUGH, ControlChart, NothingToChart, Signal, control_chart
from statements.documents import IndicatorHistory, MonthOfHistory

Variation = Literal["better", "worse", "other", "usual"]

LEAST: Final = 7
"""With fewer figures nothing is said of usual variation, not even provisionally: a run takes seven."""

_NAMES: dict[Variation, str] = {
    "better": "Better than usual",
    "worse": "Worse than usual",
    "other": "More than usual",
    "usual": "Usual variation",
}


@dataclass(frozen=True)
class Charted:
    """An indicator as agreed and its history up to the month in view."""

    agreed: Indicator
    history: IndicatorHistory

    @property
    def month(self) -> Month:
        """The month in view."""
        return months.parse(self.history.month)

    @property
    def run(self) -> tuple[MonthOfHistory, ...]:
        """Every measured month, oldest first."""
        return self.history.months

    @property
    def latest(self) -> MonthOfHistory | None:
        """The last measured month, if there was one."""
        return self.run[-1] if self.run else None

    @property
    def known(self) -> int:
        """How many months have a figure that can be drawn."""
        return sum(each.value is not None for each in self.run)

    @property
    def follows_a_plan(self) -> bool:
        """Whether the indicator is to follow a plan from month to month, so that no month is like the one before."""
        return self.agreed.plan is not None

    @cached_property
    def chart(self) -> ControlChart | None:
        """The control chart, or ``None`` where usual variation cannot be told."""
        if self.follows_a_plan or self.agreed.unit == "milestone" or self.known < LEAST:
            return None
        try:
            return control_chart([each.value for each in self.run])
        except NothingToChart:
            return None

    @property
    def can_be_drawn(self) -> bool:
        """Whether two months or more have a figure, and one that is a size."""
        return self.agreed.unit != "milestone" and self.known > 1

    def variation(self, place: int) -> Variation:
        """Say whether a month is better or worse than usual variation, or other where the target is a range."""
        signal = self.chart.signals[place] if self.chart else None
        if signal is None:
            return "usual"
        if self.agreed.better == "within range":
            return "other"
        return "better" if (signal.side > 0) == (self.agreed.better == "higher") else "worse"

    @property
    def signal(self) -> str:
        """Name what the latest month signals."""
        if self.chart is None or self.latest is None or self.latest.value is None:
            return "Not known"
        return _NAMES[self.variation(len(self.run) - 1)]

    @property
    def standing(self) -> str:
        """Say why there is no signal, or how many figures the limits rest on while that is too few."""
        if self.follows_a_plan:
            return "It follows a plan: no month is like another"
        if self.chart is None:
            return "Too few figures to tell"
        if self.latest is None or self.latest.value is None:
            return "The latest month has no figure of its own"
        return (
            f"Provisional: {self.known} of {ENOUGH} figures" if self.chart.provisional else f"From {self.known} figures"
        )

    @property
    def finding(self) -> str:
        """Say in one sentence what the chart shows of the latest month, and no more than its rules show."""
        if self.follows_a_plan and self.latest:
            return f"{self._from_plan}."
        if self.chart is None:
            return "Too few figures to tell usual variation."
        if self.latest is None or self.latest.value is None:
            return "The latest month has no figure of its own to tell usual variation by."
        signal = self.chart.signals[-1]
        return self._says(signal) if signal else "The latest figure is usual variation."

    def _says(self, signal: Signal) -> str:
        if signal.reason == "outside":
            side = "above the upper" if signal.side > 0 else "below the lower"
            return f"The latest figure is {side} limit of usual variation."
        side = "above" if signal.side > 0 else "below"
        return f"{count(self._in_a_row(signal.side))} in a row {side} the mean are more than usual variation."

    def _in_a_row(self, side: int) -> int:
        mean = self.chart.mean if self.chart else 0.0
        newest_first = (each.value for each in reversed(self.run))
        return sum(1 for _ in takewhile(lambda value: value is not None and (value - mean) * side > 0, newest_first))

    @property
    def _from_plan(self) -> str:
        if self.latest is None or self.latest.value is None or not self.latest.targets:
            return "No figure to hold against the plan"
        ahead = self.latest.value - self.latest.targets[0]
        if self.agreed.better == "lower":
            ahead = -ahead
        said = f"{abs(ahead):,.1f}".removesuffix(".0")
        return f"{said} {'ahead of' if ahead > 0 else 'behind'} the plan" if ahead else "Exactly on the plan"
