"""Made-up stages: what stands of a month at some of them, and when each came; it likes to be at the end of its time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from contracts.contract import Contract
from contracts.indicators import Indicator
from contracts.months import Month
from contracts.stages import STAGES
from contracts.terms.deadlines import end_of
from tests.generated.choices import Choices
from tests.reference.exact import measured_months
from tests.reference.figures import AtStage, Figures, Stated

Say = Callable[[Choices, Contract, Indicator, Month], Stated]


def with_stages(choices: Choices, contract: Contract, figures: Figures, say: Say) -> Figures:
    """Return figures with stages for the indicators that have them; what was stated last is the last stage."""
    received, stated, stages = dict(figures.indicator_received), dict(figures.stated), {}
    for indicator in contract.indicators:
        for month in measured_months(contract, indicator) if indicator.stages else ():
            key, came = (indicator.id, month), figures.dataset_received.get((indicator.dataset, month))
            received.pop(key, None)
            stated.pop(key, None)
            found = [] if came is None else _standing(choices, contract, indicator, month, came, say)
            known = tuple(one for one in found if one.received <= figures.cut_off)
            if known:
                stages[key], stated[key] = known, known[-1].stated
                received[key] = min(one.received for one in known)
    return replace(figures, indicator_received=received, stated=stated, stages=stages)


def _standing(  # noqa: PLR0917 -- it depends on all of them
    choices: Choices, contract: Contract, indicator: Indicator, month: Month, came: datetime, say: Say
) -> list[AtStage]:
    rule = indicator.stages
    end = end_of(Month(month + (rule.by.months if rule and rule.by else 3)))
    moments = (came, came, end, end + timedelta(microseconds=1), came + timedelta(days=40))
    stages = choices.some(STAGES, at_least=1)
    return [AtStage(one, say(choices, contract, indicator, month), choices.one_of(moments)) for one in stages]
