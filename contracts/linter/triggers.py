"""Triggers: the statuses and indicators that they name are described in the file."""

from collections.abc import Iterator

from contracts.contract import Contract
from contracts.linter.finding import LintFinding


def triggers_name_what_there_is(contract: Contract) -> Iterator[LintFinding]:
    """C31: a trigger's indicators are described, and its statuses are those of a band of theirs."""
    for place, trigger in enumerate(contract.triggers):
        known = {one.id: {name for _, name in one.bands} for one in contract.indicators}
        named = tuple(known) if trigger.indicators == "all" else trigger.indicators
        for name in named:
            if name not in known:
                path = ("triggers", place, "indicators")
                remedy = "Correct the name, or describe it."
                yield LintFinding("C31", path, f"“{name}”", "the id of an indicator", remedy, clause=trigger.clause)
        tables = {table for name in named for table in known.get(name, ())} & set(contract.bands)
        statuses = {rung.status for table in tables for rung in contract.bands[table].rungs}
        for condition in trigger.when:
            if condition.status is not None and condition.status not in statuses:
                path = ("triggers", place, "when")
                expected, remedy = "a status of the indicators' bands", "Write it as the bands do."
                yield LintFinding("C31", path, f"“{condition.status}”", expected, remedy, clause=trigger.clause)


RULES = (triggers_name_what_there_is,)
