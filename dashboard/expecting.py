"""What is expected to be deducted in the contract year: worked out beside the pages when something changes, and kept.

It takes seconds, so no page ever waits for it: until it is there, the board does without its sentence.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from contracts.months import Month
from dashboard import data
from dashboard.figures.in_view import InView
from statements.ledger import Ledger
from statements.ledgers import ledger_of
from statements.outlook.deduction import Earlier, deduction, from_months, months_ahead, months_before
from statements.outlook.documents import PoundsOutlook
from statements.outlook.expected import Ahead, expected
from statements.trends import latest_month
from store.moments import shown
from store.session import Store

FUTURES: Final = 300

_Place = tuple[str, datetime, Month]
_kept: dict[tuple[str, str], tuple[_Place, PoundsOutlook]] = {}


def told(store: Store, seen: InView) -> PoundsOutlook | None:
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


def _worked_out(ledger: Ledger, ahead: Ahead, goes_on: Callable[[], bool]) -> PoundsOutlook | None:
    before: Earlier = {}
    for origin in months_before(ledger, ahead.last):
        if not goes_on():
            return None
        before = {**before, **from_months(ledger, [origin])}
    numbers = range(1, len(ledger.frozen.contract.indicators) + 1)
    futures = {number: expected(ledger, number, ahead, FUTURES) for number in numbers}
    return deduction(ledger, ahead, futures, FUTURES, before) if goes_on() else None
