"""An indicator with its control chart: what its latest month signals, in words. Status has no part in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import plotly.graph_objects as go

from contracts import months
from contracts.indicators import Indicator
from contracts.months import Month
from dashboard.marks import Theme
from metrics.trends import words
from metrics.trends.chart import ControlChart, Variation
from metrics.trends.claims import not_borne_out
from metrics.trends.options import Event, Rebase
from metrics.trends.proposals import Proposal, proposals
from statements import trends
from statements.documents import IndicatorHistory, MonthOfHistory
from statements.outlook.documents import MonthAhead


@dataclass(frozen=True)
class Charted:
    """An indicator as agreed and its history up to the month in view.

    ``rebases`` are the decisions to begin its chart anew, ``events`` what a reader should know of, ``ahead`` the ranges
    of the months to come, ``limits`` where those of usual variation come from.
    """

    agreed: Indicator
    history: IndicatorHistory
    rebases: tuple[Rebase, ...] = ()
    events: tuple[Event, ...] = ()
    ahead: tuple[MonthAhead, ...] = ()
    limits: trends.Limits = "by range"

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
        return trends.follows_a_plan(self.agreed)

    @property
    def plan_ended(self) -> Month | None:
        """The last month of a plan that is over: the contract has nothing more measured against it."""
        if self.agreed.plan is None or self.latest is None or self.latest.shown.data_status != "not measurable":
            return None
        last = max(month for month, _ in self.agreed.plan.points)
        return last if last < months.parse(self.latest.shown.month) else None

    @property
    def held(self) -> tuple[MonthOfHistory, ...]:
        """The months in which a figure is held against a target: what is not measurable has none to meet."""
        return tuple(each for each in self.run if each.targets and each.shown.data_status != "not measurable")

    @cached_property
    def drawn(self) -> dict[Theme, go.Figure]:
        """The drawings of the chart that were made before: a page shows the same one at every rerun."""
        return {}

    @cached_property
    def _steps(self) -> list[trends.Step]:
        return [
            trends.Step(months.parse(each.shown.month), each.value, trends.single(each.targets), each.counts)
            for each in self.run
        ]

    @cached_property
    def chart(self) -> ControlChart | None:
        """The control chart, or ``None`` where usual variation cannot be told."""
        found = trends.charts_of([(self.agreed, self._steps)], self.rebases, self.limits).get(self.agreed.id)
        return found if found and words.has_limits(found) else None

    @property
    def has_small_counts(self) -> bool:
        """Whether limits from each month's count may be drawn in place of those from the changes between months."""
        return self.chart is not None and trends.has_small_counts(self.agreed, self._steps)

    @property
    def can_be_drawn(self) -> bool:
        """Whether two months or more have a figure, and one that is a size."""
        return self.agreed.unit != "milestone" and self.known > 1

    def variation(self, place: int) -> Variation:
        """Say whether a month is better or worse than usual variation, or other where the target is a range."""
        return self.chart.points[place].variation if self.chart else "usual"

    @property
    def signal(self) -> str:
        """Name what the latest month signals."""
        return words.signal(self.chart) if self.chart else "Not known"

    @property
    def standing(self) -> str:
        """Say why there is no signal, or how many figures the limits rest on while that is too few."""
        if self.plan_ended:
            return f"Its plan ended in {months.spoken(self.plan_ended)}"
        if self.follows_a_plan:
            return "It follows a plan: no month is like another"
        if self.chart is None:
            return "Too few figures to tell"
        if self.latest is None or self.latest.value is None:
            return "The latest month has no figure of its own"
        return words.standing(self.chart)

    @property
    def finding(self) -> str:
        """Say in one sentence what the chart shows of the latest month, and no more than its rules show."""
        if self.follows_a_plan and self.latest:
            return f"{self._from_plan}."
        return words.finding(self.chart) if self.chart else "Too few figures to tell usual variation."

    @property
    def remarks(self) -> Iterator[str]:
        """Yield what the chart says of the target, of its limits, and where it might begin anew, a sentence each."""
        if self.chart is None:
            return
        if said := words.assurance(self.chart):
            yield said
        yield from words.remarks(self.chart)
        said = trends.of_small_counts(self.agreed, self._steps, self.chart)
        if said and self.limits == "by range":
            yield said
        for each in self._proposals:
            yield f"Proposed: a chart that begins anew in {words.when(each.day)}. {each.because}"
        across = [each for each in self._proposals if months.of_day(each.day) in self.defined_anew]
        if across:
            yield (
                f"Until an officer begins it anew, the mean and the limits run across {words.when(across[-1].day)} and "
                "rest on figures of both definitions: do not read a change there from them."
            )

    @property
    def defined_anew(self) -> tuple[Month, ...]:
        """The months from which what is measured is defined anew: figures before and after are not held together."""
        return tuple(months.of_day(day) for day in trends.definition_changes(self.agreed))

    def same_definition(self, earlier: MonthOfHistory, later: MonthOfHistory) -> bool:
        """Say whether two months' figures are of the same thing."""
        first, last = (months.parse(each.shown.month) for each in (earlier, later))
        return not any(first < begun <= last for begun in self.defined_anew)

    @property
    def _proposals(self) -> tuple[Proposal, ...]:
        return proposals(self.chart, trends.definition_changes(self.agreed)) if self.chart else ()

    @property
    def proposed(self) -> tuple[Month, ...]:
        """The months from which the chart might begin anew, if a person so decides."""
        return tuple(months.of_day(each.day) for each in self._proposals)

    @property
    def claims(self) -> tuple[str, ...]:
        """Say which words of the provider's on the latest month the chart does not bear out."""
        if self.chart is None or self.latest is None:
            return ()
        return not_borne_out(self.latest.shown.commentary, self.chart)

    @property
    def _from_plan(self) -> str:
        if self.plan_ended:
            return f"The plan ended in {months.spoken(self.plan_ended)}{''.join(self._at_its_end)}"
        if self.latest is None or self.latest.value is None or not self.latest.targets:
            return "No figure to hold against the plan"
        return self._against_plan(self.latest)

    @property
    def _at_its_end(self) -> Iterator[str]:
        for each in self.held:
            if months.parse(each.shown.month) == self.plan_ended and each.value is not None:
                said = self._against_plan(each)
                yield f", {said[:1].lower()}{said[1:]}"

    def _against_plan(self, of: MonthOfHistory) -> str:
        ahead = (of.value or 0) - of.targets[0]
        if self.agreed.better == "lower":
            ahead = -ahead
        said = f"{abs(ahead):,.1f}".removesuffix(".0")
        return f"{said} {'ahead of' if ahead > 0 else 'behind'} the plan" if ahead else "Exactly on the plan"
