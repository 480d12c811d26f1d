"""Step 3, stages: which of the figures that stand at one stage or another is priced."""

from dataclasses import replace
from datetime import UTC, datetime, time

from contracts import months
from contracts.contract import Contract
from contracts.indicators import Indicator
from contracts.london import LONDON
from contracts.months import Month
from contracts.stages import STAGES, StageRule
from contracts.terms.deadlines import due_at
from tests.reference.figures import AtStage, Figures, Stated


def at_priced_stage(contract: Contract, figures: Figures) -> Figures:
    """Return the figures with what each stage rule prices as what was stated, and when that came."""
    stated, received = dict(figures.stated), dict(figures.indicator_received)
    for indicator in contract.indicators:
        for month in map(Month, range(contract.first_month, contract.last_month + 1)):
            key, rule = (indicator.id, month), indicator.stages
            if rule is None:
                continue
            chosen = _chosen(contract, figures, indicator, rule, month)
            stated[key] = chosen.stated if chosen else Stated(None)
            if rule.priced != "provisional":
                received.pop(key, None)
                received |= {key: chosen.received} if chosen else {}
    return replace(figures, stated=stated, indicator_received=received)


def waits(indicator: Indicator) -> bool:
    """Say whether an indicator's figures have to reach a stage."""
    return indicator.stages is not None and indicator.stages.priced != "provisional"


def is_over(contract: Contract, rule: StageRule, month: Month, moment: datetime) -> bool:
    """Say whether a moment is too late for a later stage of a month: past its last month, and the return's own time."""
    assert rule.by is not None
    following = months.first_day(Month(month + rule.by.months + 1))
    end = datetime.combine(following, time(), LONDON).astimezone(UTC).replace(tzinfo=None)
    due, late = contract.returns.due, contract.rules.when.missing.money == "withheld"
    return moment >= end and moment > due_at(Month(month + late), due.working_days, due.by)


def _chosen(
    contract: Contract, figures: Figures, indicator: Indicator, rule: StageRule, month: Month
) -> AtStage | None:
    standing = figures.stages.get((indicator.id, month), ())
    if rule.by is not None:
        standing = tuple(one for one in standing if not is_over(contract, rule, month, one.received))
    reached = [one for one in standing if STAGES.index(one.stage) >= STAGES.index(rule.priced)]
    if reached:
        return reached[-1 if rule.trued_up else 0]
    if standing and rule.after_that == "the latest figure" and is_over(contract, rule, month, figures.cut_off):
        return standing[-1]
    return None
