"""Relief of a failing period never raises what a contract deducts, and no more does one success more.

What has to be left out of that, and why, is in ``left_out``.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from contracts.indicators import Indicator
from contracts.months import Month
from tests.generated.agreement import Made, make
from tests.generated.choices import Seeded
from tests.generated.left_out import left_out_of_improving, left_out_of_relief, plainer
from tests.reference.failures import Judged
from tests.reference.figures import Agreed, AtStage, Figure, Figures, Stated
from tests.reference.mechanism import Result, work_out

SEEDS = range(12_000, 12_500)
OF_EACH = 4
"""How many periods of a contract are tried."""


@cache
def worked_out() -> list[tuple[int, Made, Result]]:
    made = ((seed, plainer(make(Seeded(seed)))) for seed in SEEDS)
    return [(seed, case, work_out(case.contract, case.figures)) for seed, case in made]


def test_relief_of_a_failing_period_never_raises_the_total() -> None:
    tried, dearer = 0, list[str]()
    for seed, case, before in worked_out():
        failing = [one for one in before.judged if one.fails and one.status != "relieved"]
        for one in _some(seed, failing) if not left_out_of_relief(case) else ():
            after = _deducted(work_out(case.contract, _excused(case.figures, one)))
            tried += 1
            dearer += _told(seed, one, _deducted(before), after)
    assert dearer == []
    assert tried > 150


def test_one_success_more_never_raises_the_total() -> None:
    tried, dearer = 0, list[str]()
    for seed, case, before in worked_out():
        for one in _some(seed, list(_improvable(case, before))):
            indicator = case.contract.indicator(one.indicator)
            after = _deducted(work_out(case.contract, _improved(case.figures, indicator, one.month)))
            tried += 1
            dearer += _told(seed, one, _deducted(before), after)
    assert dearer == []
    assert tried > 150


def _improvable(case: Made, before: Result) -> Iterator[Judged]:
    """Yield the periods with a figure of indicators of which one direction is better."""
    one_sided = [one for one in case.contract.indicators if one.better != "within range"]
    named = {one.id for one in one_sided if not left_out_of_improving(case, one)}
    yield from (one for one in before.judged if one.indicator in named and one.status == "reported")


def _some(seed: int, periods: list[Judged]) -> list[Judged]:
    choices = Seeded(seed)
    return [choices.one_of(periods) for _ in range(min(OF_EACH, len(periods)))]


def _told(seed: int, one: Judged, before: int, after: int) -> list[str]:
    return [f"seed {seed}, {one.indicator} in {one.month}: {before} to {after}"] if after > before else []


def _deducted(result: Result) -> int:
    return sum(statement.payment.deducted for statement in result.statements)


def _excused(figures: Figures, one: Judged) -> Figures:
    return replace(figures, relief=(*figures.relief, Agreed("excuse_measure", (one.indicator,), one.month, one.month)))


def _improved(figures: Figures, indicator: Indicator, month: Month) -> Figures:
    """Return figures with one success more, or one failure less where fewer are better, of as many as before."""
    key, step = (indicator.id, month), 1 if indicator.better == "higher" else -1

    def better(figure: Figure) -> Figure:
        return replace(figure, numerator=figure.numerator + step)

    def said(stated: Stated) -> Stated:
        return replace(stated, figure=better(stated.figure)) if stated.figure else stated

    def at_stage(one: AtStage) -> AtStage:
        return replace(one, stated=said(one.stated))

    stated, parts, stages = dict(figures.stated), dict(figures.parts), dict(figures.stages)
    if key in stated:
        stated[key] = said(stated[key])
    if parts.get(key):
        parts[key] = (better(parts[key][0]), *parts[key][1:])
    if key in stages:
        stages[key] = tuple(map(at_stage, stages[key]))
    return replace(figures, stated=stated, parts=parts, stages=stages)
