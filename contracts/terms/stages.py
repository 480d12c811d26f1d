"""Stages of figures by month: which one is priced, and until when a later one counts."""

from collections.abc import Iterator
from typing import Any

from contracts.contract import Contract
from contracts.indicators import Indicator
from contracts.months import Month
from contracts.stages import place_of
from contracts.terms import calendar

Row = dict[str, Any]


def rows(contract: Contract, number: int, indicator: Indicator) -> Iterator[Row]:
    """Yield `term_stage`: one row for each month in which an indicator with stages is measured."""
    rule = indicator.stages
    if rule is None:
        return
    for month in map(Month, calendar.contract_months(contract)):
        if calendar.is_measured(indicator, month):
            yield {
                "indicator": number,
                "month": month,
                "priced": place_of(rule.priced),
                "is_trued_up": int(rule.trued_up),
                "takes_latest": int(rule.after_that == "the latest figure"),
                "by_at": calendar.stage_by(contract, rule, month),
            }
