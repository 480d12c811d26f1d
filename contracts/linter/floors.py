"""Baseline floors: all of one is said wherever it holds, its band is one of the table's, and it changes something."""

from collections.abc import Iterator

from contracts import months
from contracts.contract import Contract
from contracts.floors import BaselineFloor
from contracts.indicators import Indicator
from contracts.linter import worth
from contracts.linter.bands import number
from contracts.linter.finding import LintFinding, entry_of
from contracts.months import Month
from contracts.reading import Path
from contracts.terms.floors import Floor, floor_in
from contracts.terms.judgement import on_goodness, stated_bands
from contracts.values import in_force

_PARTS = ("measured_over", "source", "tolerance", "band")


def floors_are_whole(contract: Contract) -> Iterator[LintFinding]:
    """C93: wherever a floor holds, all of it is said, and the band that it names stands once in the table in force."""
    for place, one in enumerate(contract.indicators):
        if one.baseline_floor is not None:
            path: Path = ("indicators", place, "baseline_floor")
            for month in _changes(contract, one, one.baseline_floor):
                yield from _unsaid(path, one.baseline_floor, month)
                yield from _of_table(contract, path, one, month)
            yield from _tolerances(path, one.baseline_floor)


def _changes(contract: Contract, one: Indicator, floor: BaselineFloor) -> list[Month]:
    """Return the months in which a floor, or the table beside it, begins to be another, since the floor holds."""
    schedules = (one.bands, floor.value, *(getattr(floor, part) for part in _PARTS))
    starts = {max(start, contract.first_month) for schedule in schedules for start, _ in schedule}
    return sorted(Month(start) for start in starts if in_force(floor.value, Month(start)) is not None)


def _unsaid(path: Path, floor: BaselineFloor, month: Month) -> Iterator[LintFinding]:
    for part in _PARTS:
        if in_force(getattr(floor, part), month) is None:
            found = f"no {part} in {months.spoken(month)}, in which the floor holds"
            remedy = "Let it begin with the value."
            yield LintFinding("C93", (*path, part), found, "an entry for that month", remedy, clause=floor.clause)


def _of_table(contract: Contract, path: Path, one: Indicator, month: Month) -> Iterator[LintFinding]:
    floor = floor_in(one, month)
    name = in_force(one.bands, month)
    table = contract.bands.get(name or "")
    statuses = [rung.status for rung in table.rungs] if table else []
    if floor is not None and floor.band and table and statuses.count(floor.band) != 1:
        times = "twice" if floor.band in statuses else "not a band"
        found = f"“{floor.band}”, {times} in “{name}”, the table of {months.spoken(month)}"
        remedy = "Write it as the table does, or change both in one month."
        expected = f"one of {', '.join(statuses)}"
        yield LintFinding("C93", (*path, "band"), found, expected, remedy, clause=floor.clause)


def _tolerances(path: Path, floor: BaselineFloor) -> Iterator[LintFinding]:
    for start, tolerance in floor.tolerance:
        if tolerance < 0:
            remedy = "State how much worse a measure may be, 0 where it may not be worse at all."
            found = f"a tolerance of {number(tolerance)}"
            entry = entry_of((*path, "tolerance"), start)
            yield LintFinding("C93", entry, found, "0 or more", remedy, clause=floor.clause)


def floors_change_something(contract: Contract) -> Iterator[LintFinding]:
    """W09: in some month something that is worse than the floor would have a better band without it."""
    for place, one in enumerate(contract.indicators):
        held = [(month, floor) for month in worth.measured_months(contract, one) if (floor := floor_in(one, month))]
        if held and not any(_bites(contract, one, month, floor) for month, floor in held):
            path: Path = ("indicators", place, "baseline_floor")
            found = f"a floor of “{held[0][1].band}”, which everything below it has by its own band"
            remedy = "Name a worse band or correct the value, or keep it, if it is meant."
            expected = "a floor that changes the band of some value"
            yield LintFinding("W09", path, found, expected, remedy, clause=held[0][1].clause)


def _bites(contract: Contract, one: Indicator, month: Month, floor: Floor) -> bool:
    edge = on_goodness(contract, one, month, floor.edge)
    ladder = stated_bands(contract, one, month)
    better = next(band for band in ladder if band.rung.status == floor.band).rank - 1
    lowest = ladder[better - 1].lowest if better else None
    return lowest is not None and lowest < edge


RULES = (floors_are_whole,)
WARNINGS = (floors_change_something,)
