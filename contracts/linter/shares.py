"""Guarantees and shares: money that can be settled on, months that fit, slices that join up, savings not paid twice."""

from collections.abc import Iterator

from contracts import months
from contracts.contract import Contract
from contracts.indicators import Indicator
from contracts.linter import worth
from contracts.linter.finding import LintFinding
from contracts.linter.unit_prices import slices_join_up
from contracts.months import Month
from contracts.reading import Path
from contracts.shares import Guarantee, Share
from contracts.terms.shares import settlement_months

_CORRECT = "Correct it after the signed contract."


def _lines(contract: Contract) -> Iterator[tuple[Path, Guarantee | Share]]:
    yield from ((("guarantees", place), line) for place, line in enumerate(contract.guarantees))
    yield from ((("shares", place), line) for place, line in enumerate(contract.shares))


def _indicator(contract: Contract, line: Guarantee | Share) -> Indicator | None:
    name = line.savings if isinstance(line, Guarantee) else line.actual
    return next((one for one in contract.indicators if one.id == name), None)


def savings_in_the_price_stay_there(contract: Contract) -> Iterator[LintFinding]:
    """C87: savings that are in the price already are tracked; to recover a shortfall would deduct them again."""
    for place, line in enumerate(contract.guarantees):
        if line.savings_are == "in the price" and line.shortfall == "recovered":
            found = "a shortfall that is recovered, of savings that are in the price already"
            remedy = "Write “shortfall: tracked” and “caught_up: none”: the authority has these savings in any case."
            path: Path = ("guarantees", place, "shortfall")
            yield LintFinding("C87", path, found, "tracked", remedy, clause=line.clause)


def money_can_be_settled_on(contract: Contract) -> Iterator[LintFinding]:
    """C88: savings, costs and income are an indicator's money, undivided, of which more or less is better."""
    for path, line in _lines(contract):
        one = _indicator(contract, line)
        key, better = ("savings", ("higher",)) if isinstance(line, Guarantee) else ("actual", ("higher", "lower"))
        if one is None or one.unit != "money" or one.measure.of is not None or one.better not in better:
            name = line.savings if isinstance(line, Guarantee) else line.actual
            expected = f"the id of an indicator in money, without a denominator, with “better: {' or '.join(better)}”"
            remedy = "Name such an indicator; its bands may cost nothing."
            yield LintFinding("C88", (*path, key), f"“{name}”", expected, remedy, clause=line.clause)


def settlements_are_measured(contract: Contract) -> Iterator[LintFinding]:
    """C89: amounts stand for months of the contract in which the money is measured; a profile never falls."""
    for path, line in _lines(contract):
        key = "profile" if isinstance(line, Guarantee) else "baseline"
        one = _indicator(contract, line)
        measured = worth.measured_months(contract, one) if one else settlement_months(line)
        for month in settlement_months(line):
            if month not in measured:
                expected = f"months of the contract in which {one.id if one else 'it'} is measured"
                at: Path = (*path, key, months.label(month))
                yield LintFinding("C89", at, f"an amount for {months.label(month)}", expected, _CORRECT, line.clause)
        amounts = [pence for _, pence in (line.profile if isinstance(line, Guarantee) else line.baseline)]
        falls = isinstance(line, Guarantee) and amounts != sorted(amounts)
        if falls or min(amounts) < 0:
            found = "amounts that fall" if falls else "an amount below £0.00"
            expected = "amounts of £0.00 or more; what is to be saved by a later month is never less"
            yield LintFinding("C89", (*path, key), found, expected, _CORRECT, clause=line.clause)


def slices_share_everything(contract: Contract) -> Iterator[LintFinding]:
    """C80: the slices of a gain or a pain begin at 0, rise, join up, and the last has no end."""
    for place, line in enumerate(contract.shares):
        for key, slices in (("gain", line.gain), ("pain", line.pain)):
            if slices is not None:
                yield from slices_join_up(("shares", place, key), slices, line.clause)


def gains_begin_at_a_guarantee(contract: Contract) -> Iterator[LintFinding]:
    """C90: where a gain begins beyond a guarantee, there is one, and its profile has every month of settlement."""
    profiles = {one.id: dict(one.profile) for one in contract.guarantees}
    for place, line in enumerate(contract.shares):
        if line.guarantee is None:
            continue
        path: Path = ("shares", place, "guarantee")
        lacking = [
            months.label(month) for month in settlement_months(line) if month not in profiles.get(line.guarantee, {})
        ]
        if line.guarantee not in profiles:
            found, expected = f"“{line.guarantee}”", "the id of one under “guarantees”"
            yield LintFinding("C90", path, found, expected, "Correct the name.", clause=line.clause)
        elif lacking:
            found = f"a profile without {', '.join(lacking)}"
            expected = "what is guaranteed by each month of settlement"
            yield LintFinding("C90", path, found, expected, "Add the months to the profile.", clause=line.clause)


def settlements_can_stand_alone(contract: Contract) -> Iterator[LintFinding]:
    """C91: what is settled by itself is reported by itself: for each period, or for a contract year at its end."""
    for place, line in enumerate(contract.shares):
        at_year_end = all(_ends_a_year(contract, month) for month in settlement_months(line))
        fits = line.reported == "of each period" or (line.reported != "running total" and at_year_end)
        if line.settled == "each settlement by itself" and not fits:
            found = f"“{line.reported}”, settled by itself"
            expected = "figures of each period, totals of the contract year settled at its end, or everything so far"
            yield LintFinding("C91", ("shares", place, "settled"), found, expected, _CORRECT, clause=line.clause)


def _ends_a_year(contract: Contract, month: Month) -> bool:
    return month == contract.last_month or contract.month_of_year(month) == 12


def savings_are_not_paid_twice(contract: Contract) -> Iterator[LintFinding]:
    """W07: a shortfall of savings is recovered although the annual price falls: the fall may be these savings."""
    prices = [
        worth.year_charge(contract, Month(month)) for month in range(contract.first_month, contract.last_month + 1)
    ]
    # Held against the highest so far: a price may rise before it falls, and need not end below the first.
    falls = prices != sorted(prices)
    for place, line in enumerate(contract.guarantees):
        if line.shortfall == "recovered" and falls:
            found = "a shortfall that is recovered, while the annual price falls"
            expected = "savings that are not in the price already"
            remedy = (
                "Write “savings_are: in the price” and “shortfall: tracked”, or keep it, if the fall has other causes."
            )
            yield LintFinding("W07", ("guarantees", place, "shortfall"), found, expected, remedy, clause=line.clause)


RULES = (
    savings_in_the_price_stay_there,
    money_can_be_settled_on,
    settlements_are_measured,
    slices_share_everything,
    gains_begin_at_a_guarantee,
    settlements_can_stand_alone,
)

WARNINGS = (savings_are_not_paid_twice,)
