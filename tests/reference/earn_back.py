"""Step 19: what was taken comes back once an indicator was good for long enough."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from contracts.contract import Contract
from contracts.earn_back import EarnBack
from contracts.months import Month
from tests.reference.caps import Charged, ComesBack, Piece
from tests.reference.exact import delay, half_up
from tests.reference.failures import Judged
from tests.reference.money import Line

Returned = tuple[Month, Month, Line, int]
"""In which month an amount was taken and in which it comes back, of which line, and what comes back of it."""


def with_what_comes_back(contract: Contract, charged: Charged, judged: Iterable[Judged]) -> Charged:
    """Return what is charged in each month with pieces of less than nothing for what is given back there."""
    result = {month: list(pieces) for month, pieces in charged.items()}
    for _, returned_in, line, pence in _returned(contract, charged, judged):
        result[returned_in].append(Piece(replace(line, kind="earn back", unit=None), -pence))
    return result


def room_that_comes_back(contract: Contract, judged: Iterable[Judged]) -> ComesBack:
    """Return what says how much room comes back in a month, of what was taken when and of which line."""
    known = tuple(judged)

    def comes_back(charged: Charged, month: Month) -> Iterator[tuple[Month, Line, int]]:
        if contract.earn_back is not None and contract.earn_back.restores_headroom:
            for taken_in, returned_in, line, pence in _returned(contract, charged, known):
                if returned_in == month:
                    yield taken_in, line, pence

    return comes_back


def _returned(contract: Contract, charged: Charged, judged: Iterable[Judged]) -> Iterator[Returned]:
    rule = contract.earn_back
    if rule is None:
        return
    periods: defaultdict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        periods[one.indicator].append(one)
    for month, pieces in charged.items():
        for line, pence in _withheld(rule, pieces).items():
            assert line.indicator is not None
            earned_in = _earned_in(rule, month, periods[line.indicator])
            if earned_in is not None:
                yield month, Month(earned_in + delay(contract)), line, half_up(pence * rule.share / 100)


def _withheld(rule: EarnBack, pieces: Iterable[Piece]) -> Mapping[Line, int]:
    """Return what a month takes of each line that may come back."""
    taken: defaultdict[Line, int] = defaultdict(int)
    for piece in pieces:
        named = rule.indicators == "all" or piece.line.indicator in rule.indicators
        if piece.line.kind in rule.withheld and named and piece.pence:
            taken[piece.line] += piece.pence
    return taken


def _earned_in(rule: EarnBack, taken_in: Month, periods: Iterable[Judged]) -> Month | None:
    """Return the measured month in which an amount taken in a month is earned back, if it ever is."""
    good = 0
    for period in periods:
        if period.month <= taken_in:
            continue
        if period.fails:
            good = 0
        elif period.status.replace("_", " ") in rule.counts_as_at_target:
            good += 1
            if good == rule.after:
                late = rule.expires_after is not None and period.month > taken_in + rule.expires_after.months
                return None if late else period.month
    return None
