"""Relief: the indicators it names exist, and what it changes can be compared with what it would have cost."""

from collections.abc import Iterator

from contracts import months
from contracts.contract import Contract
from contracts.linter.finding import LintFinding
from contracts.linter.incidents import units_of
from contracts.reading import Path
from contracts.relief import BeddingIn, InheritedCases, Suspension
from contracts.wording import listed


def relief_can_be_compared(contract: Contract) -> Iterator[LintFinding]:
    """C71: where relief may be agreed, an indicator's bands cost in one unit, so that relief is never dearer."""
    if contract.relief.agreed is None:
        return
    for place, indicator in enumerate(contract.indicators):
        units = sorted(set(units_of(contract, indicator)))
        if len(units) > 1:
            found = f"bands that cost {listed(units)}, where relief may be agreed"
            remedy = "Let the bands of an indicator cost in one unit: relief must not make a measure dearer."
            path = ("indicators", place, "bands")
            yield LintFinding("C71", path, found, "bands of one unit", remedy, clause=indicator.clause)


def inherited_cases_have_indicators(contract: Contract) -> Iterator[LintFinding]:
    """C72: cases from before the start leave and join indicators that are counted from case records."""
    rule, known = contract.rules.cases_before_start, {one.id: one for one in contract.indicators}
    if not isinstance(rule, InheritedCases):
        return
    for key, name in (("indicator", rule.indicator), ("own_target", rule.own_target)):
        if name not in known or known[name].dataset != "ehc_assessments":
            path = ("rules", "cases_before_start", key)
            expected = "the id of an indicator counted from ehc_assessments"
            yield LintFinding("C72", path, f"“{name}”", expected, "Correct the name.", clause=rule.clause)


def excused_months_lie_inside(contract: Contract) -> Iterator[LintFinding]:
    """C73: bedding-in and suspensions are of months of the contract, in order, and of indicators of the file."""
    known = {one.id for one in contract.indicators}
    if contract.relief.bedding_in is not None:
        yield from _outside(contract, ("relief", "bedding_in"), contract.relief.bedding_in)
    for place, suspended in enumerate(contract.relief.suspensions):
        path = ("relief", "suspensions", place)
        for name in () if suspended.indicators == "all" else suspended.indicators:
            if name not in known:
                remedy = "Correct the name, or describe it."
                yield LintFinding("C73", path, f"“{name}”", "the id of an indicator", remedy, clause=suspended.clause)
        yield from _outside(contract, path, suspended)


def _outside(contract: Contract, path: Path, excused: BeddingIn | Suspension) -> Iterator[LintFinding]:
    if not contract.first_month <= excused.first <= excused.last <= contract.last_month:
        found = f"{months.label(excused.first)} to {months.label(excused.last)}"
        expected = f"months from {months.label(contract.first_month)} to {months.label(contract.last_month)}, in order"
        yield LintFinding("C73", path, found, expected, "Correct the months.", clause=excused.clause)


RULES = (relief_can_be_compared, inherited_cases_have_indicators, excused_months_lie_inside)
