"""Carried statuses: each is a status, as often, of every table by which a month without a figure may be judged later.

A figure's status is carried as the contract's word for it. In a table that has no such band, or another number of them,
nothing says which band that is, and the place that it had in its own table says nothing about its place in another.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from contracts import months
from contracts.contract import Contract
from contracts.indicators import Indicator
from contracts.linter import worth
from contracts.linter.finding import LintFinding
from contracts.months import Month
from contracts.reading import Path
from contracts.terms.calendar import is_excused
from contracts.values import ALWAYS, in_force

_CARRY: Final = "carry last status"


@dataclass(frozen=True)
class _Change:
    """From the last month judged by one table to the first to which its statuses may be carried under another."""

    before: str
    judged: Month
    after: str
    carried_to: Month


def carried_statuses_go_on(contract: Contract) -> Iterator[LintFinding]:
    """C59: a status that may be carried to months of another table has as many bands there as in its own."""
    carried = contract.rules.when.carry_last_status
    if carried is None or not carried.months:
        return
    for place, one in enumerate(contract.indicators):
        told = set[tuple[str, str]]()
        for change in _changes(contract, one):
            for status, found in _lost(contract, change):
                if (status, change.after) not in told:
                    told.add((status, change.after))
                    yield _finding(_entry(place, one, change.carried_to), found, change, one.clause)


def _finding(path: Path, found: str, change: _Change, clause: str) -> LintFinding:
    expected = f"as many bands of that status in “{change.after}” as in “{change.before}”"
    remedy = "Give bands that mean the same one word in both, or take something else where there is no figure."
    return LintFinding("C59", path, found, expected, remedy, clause=clause)


def _changes(contract: Contract, one: Indicator) -> Iterator[_Change]:
    """Yield the changes over which a status may be carried; of those to one table the latest before it come first."""
    last_judged, found = dict[str, Month](), set[tuple[str, str]]()
    for month in worth.measured_months(contract, one):
        table = in_force(one.bands, month)
        if table is None or is_excused(contract, one, month):
            continue
        for before, judged in sorted(last_judged.items(), key=lambda each: -each[1]):
            if before != table and (before, table) not in found and _may_be_carried_to(contract, one, month):
                found.add((before, table))
                yield _Change(before, judged, table, month)
        if _is_measurable(one, month):
            last_judged[table] = month


def _may_be_carried_to(contract: Contract, one: Indicator, month: Month) -> bool:
    """Say whether a month that nothing excuses may take the last status."""
    when = contract.rules.when
    if not _is_measurable(one, month):
        return when.not_measurable.take == _CARRY
    has_minimum = (in_force(one.minimum_denominator or (), month) or 0) > 0
    taken = {when.missing.take, when.nil_activity.take, when.below_minimum.taken_alone if has_minimum else ""}
    return _CARRY in taken


def _is_measurable(one: Indicator, month: Month) -> bool:
    return in_force(one.measurable or (), month) is not False


def _lost(contract: Contract, change: _Change) -> Iterator[tuple[str, str]]:
    """Yield each status that has no band in the later table, or another number of them, and what was found of it."""
    if not {change.before, change.after} <= set(contract.bands):
        return
    before, after = (_bands_by_status(contract, table) for table in (change.before, change.after))
    way = f"carried from {months.spoken(change.judged)} to {months.spoken(change.carried_to)}"
    for status, count in before.items():
        if after[status] != count:
            has = {0: "no band", 1: "1 band"}.get(after[status], f"{after[status]} bands")
            there = f"{has} of that status" + (f" and not {count}" if after[status] else "")
            yield status, f"“{status}” of “{change.before}”, {way}, where “{change.after}” has {there}"


def _bands_by_status(contract: Contract, table: str) -> Counter[str]:
    return Counter(rung.status for rung in contract.bands[table].rungs)


def _entry(place: int, one: Indicator, month: Month) -> Path:
    """Return the place in the file of the entry that says by which table a month is judged."""
    start = max(start for start, _ in one.bands if start <= month)
    return ("indicators", place, "bands", *(() if start == ALWAYS else (months.label(start),)))


RULES = (carried_statuses_go_on,)
