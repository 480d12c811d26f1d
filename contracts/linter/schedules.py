"""Dated terms: each says what holds from the first month on, and nothing about months outside the contract."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from contracts import months
from contracts.contract import Contract
from contracts.earned import earned_places
from contracts.linter.finding import LintFinding
from contracts.months import Month
from contracts.outcomes import Outcome
from contracts.reading import Path
from contracts.unit_prices import UnitPrice
from contracts.values import ALWAYS

Schedule = tuple[tuple[Month, Any], ...]


def dated_terms(contract: Contract) -> Iterator[tuple[Path, str, Schedule]]:
    """Yield every dated term of a contract with its place and clause."""
    for place, indicator in enumerate(contract.indicators):
        for key in ("target", "bands", "weight", "minimum_denominator", "measurable", "definition"):
            yield from _term(("indicators", place, key), indicator.clause, getattr(indicator, key))
        floor = indicator.baseline_floor
        for key in ("value", "measured_over", "source", "tolerance", "band"):
            path = ("indicators", place, "baseline_floor", key)
            yield from _term(path, getattr(floor, "clause", ""), getattr(floor, key, None))
    for place, cap in enumerate(contract.caps):
        for key in ("amount", "percent", "prices_of"):
            yield from _term(("caps", place, key), cap.clause, getattr(cap, key))
    for part in ("repeat", "free_points", "point", "amount_at_risk", "reporting_failure"):
        rule = getattr(contract.deductions, part)
        for key in ("multiplier", "points", "pounds", "percent", "late", "missing", "prices_of"):
            yield from _term(("deductions", part, key), getattr(rule, "clause", ""), getattr(rule, key, None))
    yield from _of_payment(contract)


def _of_payment(contract: Contract) -> Iterator[tuple[Path, str, Schedule]]:
    for code, schedule in (contract.statement.vat.rates if contract.statement.vat else {}).items():
        yield from _term(("statement", "vat", "rates", code), contract.statement.clause, schedule)
    interest = contract.statement.interest
    if interest is not None:
        yield from _term(("statement", "interest", "base_rate"), interest.clause, interest.base_rate)
    for path, line in earned_places(contract):
        if isinstance(line, Outcome | UnitPrice):
            yield from _term((*path, "prices_of"), line.clause, line.prices_of)


def _term(path: Path, clause: str, schedule: Schedule | None) -> Iterator[tuple[Path, str, Schedule]]:
    if schedule is not None:
        yield path, clause, schedule


def terms_hold_from_the_start(contract: Contract) -> Iterator[LintFinding]:
    """C33: a dated term has an entry for the first month of the contract."""
    for path, clause, schedule in dated_terms(contract):
        # A floor may begin once a baseline was measured; what it then lacks is its own fault.
        may_begin_later = path[-1] in ("weight", "minimum_denominator") or "baseline_floor" in path
        if schedule[0][0] > contract.first_month and not may_begin_later:
            found = f"a first entry for {months.label(schedule[0][0])}"
            expected = f"what holds from {months.label(contract.first_month)}, the first month"
            yield LintFinding("C33", path, found, expected, "Add an entry for the first month.", clause=clause)


def terms_lie_inside(contract: Contract) -> Iterator[LintFinding]:
    """C34: no entry of a dated term lies outside the contract's dates."""
    for path, clause, schedule in dated_terms(contract):
        for start, _ in schedule:
            # What is paid after the last day may bear interest still.
            if path[-1] != "base_rate" and start != ALWAYS and not contract.first_month <= start <= contract.last_month:
                found = f"an entry for {months.label(start)}"
                entry = (*path, months.label(start))
                yield LintFinding("C34", entry, found, _term_of(contract), "Correct the month.", clause=clause)


def _term_of(contract: Contract) -> str:
    return f"months from {months.label(contract.first_month)} to {months.label(contract.last_month)}"


def prices_hold_from_the_start(contract: Contract) -> Iterator[LintFinding]:
    """C35: each charge line has its prices inside the contract's dates."""
    first, last = contract.contract.first_day, contract.contract.last_day
    for place, line in enumerate(contract.charge.lines):
        for start, _ in line.annual:
            if not months.first_day(months.of_day(first)) <= start <= last:
                expected = f"days from {first.isoformat()} to {last.isoformat()}"
                path = ("charge", "lines", place, "annual")
                yield LintFinding("C35", path, f"a price from {start.isoformat()}", expected, "Correct the day.")


def variations_are_dated(contract: Contract) -> Iterator[LintFinding]:
    """C36: a variation is effective within the contract, from a month (a price: from a day), known once signed."""
    for place, variation in enumerate(contract.variations):
        path: Path = ("variations", place, "effective")
        prices_only = all(change.startswith("charge.lines.") for change in variation.changes)
        start = read_effective(variation.effective, days_allowed=prices_only)
        if start is None:
            found, expected = (
                f"“{variation.effective}”",
                "a month such as 2016-09; a day only where prices alone change",
            )
            yield LintFinding("C36", path, found, expected, "Name the first month on the new terms.")
        elif not months.first_day(contract.first_month) <= start <= contract.contract.last_day:
            yield LintFinding("C36", path, f"“{variation.effective}”", _term_of(contract), "Correct the month.")
        if variation.known < variation.signed:
            found = f"known on {variation.known.isoformat()}, signed on {variation.signed.isoformat()}"
            path = ("variations", place, "known")
            yield LintFinding("C36", path, found, "a day on or after its signature", "Correct one of the two days.")


def read_effective(text: str, *, days_allowed: bool) -> date | None:
    """Return the first day on a variation's terms, or None where the text is no month, or no day that is allowed."""
    try:
        return date.fromisoformat(text) if days_allowed and len(text) == 10 else months.first_day(months.parse(text))
    except (ValueError, months.NotAMonth):
        return None


RULES = (terms_hold_from_the_start, terms_lie_inside, prices_hold_from_the_start, variations_are_dated)
