"""Indexation: every amount of money says at which month's prices it is, and the months fit the index."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from contracts import months
from contracts.contract import Contract
from contracts.earned import earned_places
from contracts.indexation import Index
from contracts.linter.finding import LintFinding, entry_of
from contracts.reading import Path


@dataclass(frozen=True)
class _Rate:
    """An amount of money, or several stated together: where it stands, whether it is in pounds, its price months."""

    path: Path
    clause: str
    in_pounds: bool
    prices_of: Any
    begins: Any = None


def _rates(contract: Contract) -> Iterator[_Rate]:
    for place, line in enumerate(contract.charge.lines):
        yield _Rate(("charge", "lines", place), line.clause, True, line.prices_of, line.annual[0][0])
    for name, table in contract.bands.items():
        in_pounds = any(rung.due.pounds or rung.per_unit for rung in table.rungs)
        yield _Rate(("bands", name), table.clause, in_pounds, table.prices_of)
    rules = contract.deductions
    for key in ("point", "amount_at_risk", "reporting_failure"):
        rule = getattr(rules, key)
        if rule is not None:
            in_pounds = key == "reporting_failure" or rule.pounds is not None
            yield _Rate(("deductions", key), rule.clause, in_pounds, rule.prices_of)
    for place, cap in enumerate(contract.caps):
        yield _Rate(("caps", place), cap.clause, cap.amount is not None, cap.prices_of)
    for path, earned in earned_places(contract):
        yield _Rate(path, earned.clause, True, earned.prices_of)


def rates_say_at_whose_prices(contract: Contract) -> Iterator[LintFinding]:
    """C50: with an index every amount of money says at which month's prices it is; without one, or a percent, none."""
    indexed = contract.charge.index != "none"
    for rate in _rates(contract):
        if indexed and rate.in_pounds and rate.prices_of is None:
            expected = "“prices_of”: a month, or not indexed, since the contract has an index"
            yield _finding("C50", rate.path, "an amount of money without its price month", expected, rate.clause)
        elif rate.prices_of is not None and not (indexed and rate.in_pounds):
            expected = "no “prices_of”, since no index moves it"
            yield _finding("C50", (*rate.path, "prices_of"), "a price month", expected, rate.clause)


def price_months_fit_the_index(contract: Contract) -> Iterator[LintFinding]:
    """C51: a price month lies whole years from the month whose index value is taken, and is known from the start."""
    index = contract.charge.index
    if not isinstance(index, Index):
        return
    for rate in _rates(contract):
        path: Path = (*rate.path, "prices_of")
        schedule = rate.prices_of if isinstance(rate.prices_of, tuple) else ()
        for start, base in schedule:
            if base is not None and (base - index.value_of) % 12:
                expected = f"a {months.NAMES[index.value_of % 12]}, as index values are taken of that month"
                yield _finding("C51", entry_of(path, start), f"prices of {months.spoken(base)}", expected, rate.clause)
        if rate.begins is not None and schedule and schedule[0][0] > rate.begins:
            expected = f"what holds from {rate.begins.isoformat()}, when the price begins"
            yield _finding("C51", path, f"a first entry for {schedule[0][0].isoformat()}", expected, rate.clause)


def indexation_begins_inside(contract: Contract) -> Iterator[LintFinding]:
    """C52: the first month at indexed prices, and each change of a price month, lie within the contract."""
    index = contract.charge.index
    term = f"months from {months.label(contract.first_month)} to {months.label(contract.last_month)}"
    if isinstance(index, Index) and not contract.first_month <= index.from_ <= contract.last_month:
        yield _finding("C52", ("charge", "index", "from"), months.label(index.from_), term, index.clause)
    first = months.first_day(contract.first_month)
    for place, line in enumerate(contract.charge.lines):
        for start, _ in line.prices_of or ():
            if start != date.min and not first <= start <= contract.contract.last_day:
                entry = entry_of(("charge", "lines", place, "prices_of"), start)
                yield _finding("C52", entry, f"an entry for {start.isoformat()}", term, line.clause)


def _finding(code: str, path: Path, found: str, expected: str, clause: str) -> LintFinding:
    return LintFinding(code, path, found, expected, "Correct it after the signed contract.", clause=clause)


RULES = (rates_say_at_whose_prices, price_months_fit_the_index, indexation_begins_inside)
