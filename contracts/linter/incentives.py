"""Warnings of what rewards the wrong thing: doing better that costs more, and one event that is charged twice."""

from collections.abc import Iterator
from itertools import combinations, pairwise

from contracts import months
from contracts.contract import Contract
from contracts.indicators import FromCases, FromIndicators, FromRows, Indicator
from contracts.linter import worth
from contracts.linter.finding import LintFinding
from contracts.months import Month
from contracts.relief import InheritedCases
from contracts.terms.calendar import definition_in

_BETTER = "better performance never to cost more"


def better_bands_are_cheaper(contract: Contract) -> Iterator[LintFinding]:
    """W04: no band costs more than the worse one beside it."""
    for place, one in enumerate(contract.indicators):
        found = next(
            filter(None, (_dearer(contract, one, month) for month in worth.measured_months(contract, one))), ""
        )
        if found:
            remedy = "Let the better band cost no more than the worse one."
            yield LintFinding("W04", ("indicators", place, "bands"), found, _BETTER, remedy, clause=one.clause)


def _dearer(contract: Contract, one: Indicator, month: Month) -> str:
    for better, worse in pairwise(worth.bands_of(contract, one, month)):
        at = worth.places(one, month, better.lowest)
        if any(worth.cost(contract, better, place) > worth.cost(contract, worse, place) for place in at):
            return f"“{better.rung.status}” dearer than “{worse.rung.status}” in {months.spoken(month)}"
    return ""


def minima_reward_nothing(contract: Contract) -> Iterator[LintFinding]:
    """W04: one success more does not bring a month, or a pool, to the minimum from which on it is charged."""
    rule, with_minimum = (
        contract.rules.when.below_minimum,
        [one for one in contract.indicators if one.minimum_denominator],
    )
    if not with_minimum:
        return
    path = ("rules", "when", "below_minimum")
    names = ", ".join(one.id for one in with_minimum)
    if rule.taken_alone in ("no deduction", "worst band", "carry last status"):
        found = (
            f"“{rule.taken_alone}” for {names} below the minimum, whatever the figure, and the figure itself from it on"
        )
        remedy = "Add months together (“take: pool”, “kind: forward”), or keep it, if it is meant."
        yield LintFinding("W04", path, found, _BETTER, remedy, clause=rule.clause)
    changing = any(
        definition_in(one, contract.first_month) != definition_in(one, contract.last_month) for one in with_minimum
    )
    for dropped, key in ((True, "at_year_end"), (changing, "at_changed_definition")):
        if dropped and getattr(rule, key) == "drop":
            found = f"a pool of {names} that is dropped below the minimum, and charged once one success more reaches it"
            remedy = "Charge it or carry it on, or keep it, if it is meant."
            yield LintFinding("W04", (*path, key), found, _BETTER, remedy, clause=rule.clause)


def relief_ends_runs_too(contract: Contract) -> Iterator[LintFinding]:
    """W04: a month that is excused does not carry on a run of failures which its own figure would have ended."""
    relieved, relief = contract.rules.when.relieved, contract.relief
    excuses = relief.bedding_in or relief.suspensions or relief.agreed
    if contract.deductions.repeat is not None and excuses and relieved.run == "extends":
        found = "“extends”: an excused month carries a run on that its own figure may have ended"
        remedy = "Write “skipped”, or keep it, if it is meant."
        yield LintFinding("W04", ("rules", "when", "relieved", "run"), found, _BETTER, remedy, clause=relieved.clause)


def one_event_fails_one(contract: Contract) -> Iterator[LintFinding]:
    """W05: no two indicators that cost something count the same records, unless an incident counts as one failure."""
    rule = contract.deductions.incidents
    once = {one.id for one in contract.indicators if rule and (rule.indicators == "all" or one.id in rule.indicators)}
    costly = [(place, one) for place, one in enumerate(contract.indicators) if _costs(contract, one)]
    for (_, first), (place, second) in combinations(costly, 2):
        if not {first.id, second.id} <= once and _same_records(contract, first, second):
            found = f"{second.id}, which counts what {first.id} counts"
            remedy = "State under “incidents” that only the dearest counts, or keep it, if both are meant."
            path = ("indicators", place, "measure")
            yield LintFinding("W05", path, found, "one indicator to fail on one event", remedy, clause=second.clause)


def _costs(contract: Contract, one: Indicator) -> bool:
    rungs = contract.rungs_of(one)
    return any(rung.points or rung.due.pounds or rung.due.percent or rung.due.share or rung.per_unit for rung in rungs)


def _same_records(contract: Contract, first: Indicator, second: Indicator) -> bool:
    one, other, inherited = first.measure, second.measure, contract.rules.cases_before_start
    if isinstance(inherited, InheritedCases) and {first.id, second.id} == {inherited.indicator, inherited.own_target}:
        return False
    if isinstance(one, FromCases) and isinstance(other, FromCases):
        return bool(set(one.case_types) & set(other.case_types))
    if isinstance(one, FromRows) and isinstance(other, FromRows):
        apart = any(one.only[key] != other.only[key] for key in one.only.keys() & other.only.keys())
        return (one.from_, one.sum) == (other.from_, other.sum) and not apart
    if isinstance(one, FromIndicators) and isinstance(other, FromIndicators):
        return one.counts.casefold() == other.counts.casefold()
    return False


WARNINGS = (
    better_bands_are_cheaper,
    minima_reward_nothing,
    relief_ends_runs_too,
    one_event_fails_one,
)
