"""What is expected to be deducted in the contract year: worked out beside the pages when something changes, and kept.

It takes seconds, so no page ever waits for it: until it is there, the board does without its sentence.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from contracts.months import Month
from dashboard import data
from dashboard.figures.in_view import InView
from statements.ledger import Ledger
from statements.ledgers import ledger_of
from statements.outlook.dearest import cost_to_come
from statements.outlook.deduction import Earlier, deduction, from_months, months_ahead, months_before
from statements.outlook.documents import PoundsOutlook
from statements.outlook.expected import Ahead, expected
from statements.trends import latest_month
from store.moments import shown
from store.session import Store

FUTURES: Final = 300

_FOR_THE_ORDER: Final = 40
"""Futures of which indicators are ordered, as many as in the back-test of that order."""

_Place = tuple[str, datetime, Month]


@dataclass(frozen=True)
class Expecting:
    """What is deducted in the contract year, and what each indicator still costs in it, by its id in mean pence."""

    pounds: PoundsOutlook
    to_come: Mapping[str, float]


_kept: dict[tuple[str, str], tuple[_Place, Expecting]] = {}


def told(store: Store, seen: InView) -> Expecting | None:
    """Return what is expected from the month in view on, if it is kept and nothing has changed since."""
    kept = _kept.get((data.place(store), seen.contract.id))
    place = (seen.contract.id, seen.board.known_at, seen.month)
    return kept[1] if kept is not None and kept[0] == place else None


def work_out(store: Store, contract: str, goes_on: Callable[[], bool]) -> None:
    """Work out what is expected from a contract's last figures on, unless it is kept; given up where it may not go on.

    Raises:
        ReckonerError: the contract cannot be worked out.
    """
    ledger = ledger_of(store, contract)
    month, under = latest_month(ledger), (data.place(store), contract)
    place, ahead = (contract, shown(ledger.frozen.known_at), month), months_ahead(ledger, month)
    if ahead is None or (under in _kept and _kept[under][0] == place):
        return
    found = _worked_out(ledger, ahead, goes_on)
    if found is not None:
        _kept[under] = (place, found)


def _worked_out(ledger: Ledger, ahead: Ahead, goes_on: Callable[[], bool]) -> Expecting | None:
    before: Earlier = {}
    for origin in months_before(ledger, ahead.last):
        if not goes_on():
            return None
        before = {**before, **from_months(ledger, [origin])}
    indicators = ledger.frozen.contract.indicators
    few, futures = (
        {number: expected(ledger, number, ahead, count) for number in range(1, len(indicators) + 1)}
        for count in (_FOR_THE_ORDER, FUTURES)
    )
    found = cost_to_come(ledger, ahead, few, _FOR_THE_ORDER)
    to_come = {each.id: found.get(number, 0) for number, each in enumerate(indicators, 1)}
    return Expecting(deduction(ledger, ahead, futures, FUTURES, before), to_come) if goes_on() else None
