"""What a control chart shows, as a document: for the command line, for programs, and for pages alike."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from contracts import months
from metrics.trends import words
from metrics.trends.chart import Assurance, ControlChart, Group, Point, Rule, Variation
from metrics.trends.proposals import Proposal
from metrics.watch.question import Kind
from statements.documents import ChartNoteShown, Document


class TrendPoint(Document):
    """One step of a series; ``lower`` and ``upper`` are the limits of usual variation that hold there.

    ``rule`` is why the figure is more than usual variation, ``direction`` whether that is high (or rising) or low.
    """

    at: str
    value: float | None
    target: float | None
    lower: float | None
    upper: float | None
    rule: Rule | None
    direction: Literal["high", "low"] | None
    variation: Variation


class TrendGroup(Document):
    """A stretch between rebases, with its mean and its limits; ``first`` and ``last`` are its steps."""

    first: str
    last: str
    known: int
    mean: float | None
    lower: float | None
    upper: float | None
    screened_out: int
    near_constant: bool
    provisional: bool


class ProposedRebase(Document):
    """A step from which a chart might begin anew, if a person so decides, and why."""

    at: str
    because: str


class QuestionShown(Document):
    """Something worth asking about, and how often it is asked where nothing is wrong; never a finding."""

    question: Kind
    words: str
    rate: str


class Trend(Document):
    """What the control chart of one series shows. ``groups`` and ``points`` are empty where it has no chart.

    ``signal`` and ``finding`` are of the latest step. ``assurance`` holds the latest target against the current limits;
    ``assured`` says so in words once the limits are no longer provisional. ``remarks`` are on the limits, ``notes`` on
    what was unexpected in the rows and what was made of it. ``claims`` are words of the provider's
    commentary on the latest step that the chart does not bear out. ``noted`` are the events and rebases on record,
    ``questions`` what the figures make worth asking about.
    """

    series: str
    title: str
    unit: str
    better: str | None
    variation: Variation | None
    signal: str
    finding: str
    standing: str
    assurance: Assurance | None
    assured: str | None
    remarks: tuple[str, ...]
    notes: tuple[str, ...]
    claims: tuple[str, ...]
    proposed_rebases: tuple[ProposedRebase, ...]
    groups: tuple[TrendGroup, ...]
    points: tuple[TrendPoint, ...]
    noted: tuple[ChartNoteShown, ...] = ()
    questions: tuple[QuestionShown, ...] = ()


def of_chart(  # noqa: PLR0913 -- a document has its parts
    chart: ControlChart,
    *,
    title: str,
    unit: str,
    proposed: Sequence[Proposal] = (),
    claims: Sequence[str] = (),
    besides: str | None = None,
    noted: tuple[ChartNoteShown, ...] = (),
    by_month: bool = True,
) -> Trend:
    """Return a chart as a document, its steps named by their months or by their days; ``besides`` is a remark more."""
    known = chart.latest.value is not None and words.has_limits(chart)
    return Trend(
        series=chart.series,
        title=title,
        unit=unit,
        better=chart.better,
        variation=chart.latest.variation if known else None,
        signal=words.signal(chart),
        finding=words.finding(chart),
        standing=words.standing(chart),
        assurance=chart.assurance,
        assured=words.assurance(chart),
        remarks=(*words.remarks(chart), *([besides] if besides else [])),
        notes=chart.notes,
        claims=tuple(claims),
        proposed_rebases=tuple(ProposedRebase(at=_at(each.day, by_month), because=each.because) for each in proposed),
        groups=tuple(_group(each, by_month) for each in chart.groups),
        points=tuple(_point(each, by_month) for each in chart.points),
        noted=noted,
    )


def without_a_chart(series: str, title: str, unit: str, why: str, noted: tuple[ChartNoteShown, ...] = ()) -> Trend:
    """Return the document of a series that has no chart."""
    return Trend(
        series=series, title=title, unit=unit, better=None, variation=None, signal="Not known", finding=why,
        standing="", assurance=None, assured=None, remarks=(), notes=(), claims=(), proposed_rebases=(), groups=(),
        points=(), noted=noted,
    )  # fmt: skip


def _at(day: date, by_month: bool) -> str:
    return months.label(months.of_day(day)) if by_month else day.isoformat()


def _group(group: Group, by_month: bool) -> TrendGroup:
    return TrendGroup(
        first=_at(group.first, by_month),
        last=_at(group.last, by_month),
        known=group.known,
        mean=group.mean,
        lower=group.lower,
        upper=group.upper,
        screened_out=group.screened_out,
        near_constant=group.near_constant,
        provisional=group.provisional,
    )


def _point(point: Point, by_month: bool) -> TrendPoint:
    direction: Literal["high", "low"] = "high" if point.sign > 0 else "low"
    return TrendPoint(
        at=_at(point.day, by_month),
        value=point.value,
        target=point.target,
        lower=point.lower,
        upper=point.upper,
        rule=point.rule,
        direction=direction if point.rule else None,
        variation=point.variation,
    )
