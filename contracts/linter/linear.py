"""Linear costs: there is a target to run from, all is due at a value worse than it, and each line is rounded."""

from collections.abc import Iterator
from typing import Final

from contracts import months
from contracts.contract import Contract
from contracts.indicators import Indicator
from contracts.linear import Linear
from contracts.linter import worth
from contracts.linter.bands import number
from contracts.linter.finding import LintFinding
from contracts.months import Month
from contracts.ranges import Range
from contracts.terms.judgement import target_in
from contracts.values import in_force

_OF_ONE_VALUE: Final = (
    "a target, or plan, that is better than the value at which all is due",
    "State the target, or correct “all_due_at”.",
)
_OF_A_RANGE: Final = (
    "values at which all is due on both sides of the range, outside it",
    "State or correct “all_due_outside”.",
)


def linear_costs_run_from_a_target(contract: Contract) -> Iterator[LintFinding]:
    """C94: where a band's cost is linear its indicators have a target, and all is due at values worse than that."""
    for place, one in enumerate(contract.indicators):
        found = next(filter(None, (_wrong(contract, one, month) for month in worth.measured_months(contract, one))), "")
        if found:
            expected, remedy = _OF_A_RANGE if one.within else _OF_ONE_VALUE
            yield LintFinding("C94", ("indicators", place), found, expected, remedy, clause=one.clause)


def _wrong(contract: Contract, one: Indicator, month: Month) -> str:
    table = contract.bands.get(in_force(one.bands, month) or "")
    for linear in (rung.linear for rung in (table.rungs if table else ()) if rung.linear):
        if found := _of_a_range(one.within, linear) if one.within else _of_one_value(one, month, linear):
            return found
    return ""


def _of_one_value(one: Indicator, month: Month, linear: Linear) -> str:
    target, due_at = target_in(one, month), linear.all_due_at
    if due_at is None:
        return "no range, with a cost that is linear from the ends of one"
    if target is None:
        return f"no target, with a cost that is linear up to {number(due_at)}"
    if not (due_at > target if one.better == "lower" else due_at < target):
        return f"all due at {number(due_at)}, with a target of {number(target)} in {months.spoken(month)}"
    return ""


def _of_a_range(within: Range, linear: Linear) -> str:
    outside = linear.all_due_outside
    if outside is None:
        return "a range, with a cost that is linear up to one value"
    if not (outside.from_ < within.from_ and within.to < outside.to):
        return f"all due outside {_spoken(outside)}, with a range of {_spoken(within)}"
    return ""


def _spoken(range_: Range) -> str:
    return f"{number(range_.from_)} to {number(range_.to)}"


_ROUNDED = "line, or bands with “rounded_to”"


def linear_costs_are_rounded_one_by_one(contract: Contract) -> Iterator[LintFinding]:
    """C95: a statement rounded as a whole needs amounts of one common fraction; a share of the way gives others.

    What bands cost has one where their table is rounded by itself.
    """
    linear = any(rung.linear for one in contract.indicators for rung in contract.rungs_unrounded(one))
    if contract.rules.rounding == "statement" and linear:
        remedy = "Correct it after the signed contract."
        yield LintFinding("C95", ("rules", "rounding"), "statement, with bands whose cost is linear", _ROUNDED, remedy)


RULES = (linear_costs_run_from_a_target, linear_costs_are_rounded_one_by_one)
