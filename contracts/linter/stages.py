"""Stages of figures: a return states them, and a stage that is waited for still counts when it comes."""

from collections.abc import Iterator

from contracts.contract import Contract
from contracts.linter.finding import LintFinding


def stages_are_stated(contract: Contract) -> Iterator[LintFinding]:
    """C96: an indicator with stages has its figures from the indicators dataset, whose rows say their stage."""
    for place, indicator in enumerate(contract.indicators):
        if indicator.stages is not None and indicator.dataset != "indicators":
            yield LintFinding(
                "C96",
                ("indicators", place, "stages"),
                f"stages of a figure that is worked out from {indicator.dataset}",
                "a figure from the dataset indicators, where a return says its stage",
                "Take the figure from indicators, or leave the stages out.",
                clause=indicator.stages.clause,
            )


def stages_come_before_a_month_is_closed(contract: Contract) -> Iterator[LintFinding]:
    """C97: a later stage is not waited for beyond the last date on which its month may be restated."""
    closed = contract.statement.reopening
    for place, indicator in enumerate(contract.indicators):
        by = indicator.stages.by if indicator.stages else None
        if indicator.stages is not None and by is not None and closed is not None and by.months > closed.months:
            yield LintFinding(
                "C97",
                ("indicators", place, "stages", "by"),
                f"{by.months} months, while a month may be reopened for {closed.months}",
                f"{closed.months} months or fewer",
                "Let the stage come before the last date for reopening, or keep months open for longer.",
                clause=indicator.stages.clause,
            )


RULES = (stages_are_stated, stages_come_before_a_month_is_closed)
