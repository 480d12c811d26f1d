"""One incident, one failure: what is compared has one unit, and indicators that are named exist."""

from collections.abc import Iterator

from contracts.bases import lines_of_failure
from contracts.contract import Contract
from contracts.indicators import Indicator, Rung
from contracts.linter.finding import LintFinding
from contracts.reading import Path
from contracts.wording import listed


def incidents_have_one_unit(contract: Contract) -> Iterator[LintFinding]:
    """C70: failures that one incident, or one gap in what was returned, may make cost in one unit."""
    rule, missing = contract.deductions.incidents, contract.rules.when.missing
    if rule is not None:
        touched = [one for one in contract.indicators if rule.indicators == "all" or one.id in rule.indicators]
        yield from _unlike(contract, touched, ("deductions", "incidents"), rule.clause)
    if missing.per != "indicator":
        groups = {one.dataset if missing.per == "dataset" else "return" for one in contract.indicators}
        for group in sorted(groups):
            touched = [one for one in contract.indicators if group in (one.dataset, "return")]
            yield from _unlike(contract, touched, ("rules", "when", "missing", "per"), missing.clause)


def _unlike(contract: Contract, touched: list[Indicator], path: Path, clause: str) -> Iterator[LintFinding]:
    units = sorted({unit for one in touched for unit in units_of(contract, one)})
    if len(units) > 1:
        remedy = "Let them cost in one unit, or leave out those that do not."
        found = f"failures that cost {listed(units)}, which cannot be compared"
        yield LintFinding("C70", path, found, "one unit for all that one event may fail", remedy, clause=clause)


def units_of(contract: Contract, indicator: Indicator) -> Iterator[str]:
    """Yield what an indicator's bands cost in, those that cost nothing left out."""
    for rung in contract.rungs_of(indicator):
        unit = _unit(contract, indicator, rung)
        if unit is not None:
            yield unit


def _unit(contract: Contract, indicator: Indicator, rung: Rung) -> str | None:
    """Return what a band costs in, or None where it costs nothing."""
    at_risk, due = contract.deductions.amount_at_risk, rung.due
    if rung.points:
        return "points"
    if due.pounds or rung.per_unit or (due.share and at_risk and at_risk.pounds):
        return "pounds"
    if due.percent or (due.share and at_risk and at_risk.percent):
        named = lines_of_failure(contract, indicator, "share" if due.percent else "share at risk")
        lines = f"what is paid for {listed(sorted(named))} in" if named else "the charge of"
        of = "all months measured" if _whole_period(indicator) else "a month"
        return f"a percentage of {lines} {of}"
    return None


def _whole_period(indicator: Indicator) -> bool:
    return indicator.base == "measured period"


def incidents_name_indicators(contract: Contract) -> Iterator[LintFinding]:
    """C31: the indicators that one incident may fail are described in the file."""
    rule = contract.deductions.incidents
    known = {one.id for one in contract.indicators}
    for name in () if rule is None or rule.indicators == "all" else rule.indicators:
        if name not in known:
            path: Path = ("deductions", "incidents", "indicators")
            remedy = "Correct the name, or describe it."
            yield LintFinding(
                "C31", path, f"“{name}”", "the id of an indicator", remedy, clause=rule.clause if rule else ""
            )


RULES = (incidents_have_one_unit, incidents_name_indicators)
