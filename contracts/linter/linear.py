"""Linear costs: there is a target to run from, all is due at a value worse than it, and each line is rounded."""

from collections.abc import Iterator

from contracts import months
from contracts.contract import Contract
from contracts.indicators import Indicator
from contracts.linter import worth
from contracts.linter.bands import number
from contracts.linter.finding import LintFinding
from contracts.months import Month
from contracts.terms.judgement import target_in
from contracts.values import in_force


def linear_costs_run_from_a_target(contract: Contract) -> Iterator[LintFinding]:
    """C94: where a band's cost is linear its indicators have a target, and all is due at a value worse than that."""
    for place, one in enumerate(contract.indicators):
        found = next(filter(None, (_wrong(contract, one, month) for month in worth.measured_months(contract, one))), "")
        if found:
            expected = "a target, or plan, that is better than the value at which all is due"
            remedy = "State the target, or correct “all_due_at”."
            yield LintFinding("C94", ("indicators", place), found, expected, remedy, clause=one.clause)


def _wrong(contract: Contract, one: Indicator, month: Month) -> str:
    table = contract.bands.get(in_force(one.bands, month) or "")
    for linear in (rung.linear for rung in (table.rungs if table else ()) if rung.linear):
        target, due_at = target_in(one, month), linear.all_due_at
        if one.within is not None:
            return "a range, from which a linear cost has no one value to run"
        if target is None:
            return f"no target, with a cost that is linear up to {number(due_at)}"
        if not (due_at > target if one.better == "lower" else due_at < target):
            return f"all due at {number(due_at)}, with a target of {number(target)} in {months.spoken(month)}"
    return ""


def linear_costs_are_rounded_one_by_one(contract: Contract) -> Iterator[LintFinding]:
    """C95: a statement rounded as a whole needs amounts of one common fraction; a share of the way gives others."""
    linear = any(rung.linear for one in contract.indicators for rung in contract.rungs_of(one))
    if contract.rules.rounding == "statement" and linear:
        remedy = "Correct it after the signed contract."
        yield LintFinding("C95", ("rules", "rounding"), "statement, with bands whose cost is linear", "line", remedy)


RULES = (linear_costs_run_from_a_target, linear_costs_are_rounded_one_by_one)
