"""Relief as terms: which cases an indicator counts, by the day their clock started."""

from datetime import date
from typing import Any

from contracts.contract import Contract
from contracts.indicators import Indicator
from contracts.relief import InheritedCases

Row = dict[str, Any]

RELIEF_SCALE = 10_000
"""Agreed relief takes off so many hundredths of a per cent."""


def cases_counted(contract: Contract, indicator: Indicator) -> Row:
    """Return the days, half-open, on which the clock of a case that an indicator counts may have started."""
    earliest, end = date.min.toordinal(), date.max.toordinal()
    start, rule = contract.contract.first_day.toordinal(), contract.rules.cases_before_start
    leave = rule == "excluded" or (isinstance(rule, InheritedCases) and rule.indicator == indicator.id)
    join = isinstance(rule, InheritedCases) and rule.own_target == indicator.id
    return {"first_start": start if leave else earliest, "end_start": start if join else end}
