"""Caps: what a contract year that is not whole allows is stated."""

from collections.abc import Iterator

from contracts import months
from contracts.contract import Contract
from contracts.linter.finding import LintFinding
from contracts.months import Month


def part_years_have_their_own_cap(contract: Contract) -> Iterator[LintFinding]:
    """C58: a cap in pounds on a contract year says by entries of their own what a part year and a whole one allow.

    A percentage of the year's charge is less in a part year by itself. A contract of one contract year states what
    that year allows, whole or not.
    """
    for place, cap in enumerate(contract.caps):
        if cap.per != "contract year" or cap.amount is None:
            continue
        stated = {start for start, _ in cap.amount}
        for start, part in _changes(contract):
            if start not in stated:
                found = f"no entry for {months.label(start)}"
                expected = f"what a year allows from then on: {part} is a part year"
                remedy = "State it by month; the same amount again where the contract allows as much."
                yield LintFinding("C58", ("caps", place, "amount"), found, expected, remedy, clause=cap.clause)


def _changes(contract: Contract) -> Iterator[tuple[Month, str]]:
    """Yield the months in which a whole contract year follows a part one, or a part year another one."""
    first, last = contract.first_month, contract.last_month
    second = Month(first + 13 - contract.month_of_year(first))
    final = Month(last + 1 - contract.month_of_year(last))
    begins_late = second - first < 12 or contract.contract.first_day > months.first_day(first)
    ends_early = last - final < 11 or contract.contract.last_day < months.last_day(last)
    if begins_late and second <= last:
        yield second, f"{months.label(first)} to {months.label(Month(second - 1))}"
    if ends_early and final > first and not (begins_late and final == second):
        yield final, f"{months.label(final)} to {months.label(last)}"


RULES = (part_years_have_their_own_cap,)
