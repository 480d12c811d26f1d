"""Payments on a statement by their day, without those that never came."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from operator import attrgetter

from store.settlement import Payment


def by_day(payments: Iterable[Payment]) -> Iterator[tuple[date, int]]:
    """Yield the payments in pence by their day; what was recorded the other way for the same day never came."""
    for paid_on, of_day in groupby(sorted(payments, key=attrgetter("paid_on")), attrgetter("paid_on")):
        came: list[int] = []
        for each in of_day:
            pence = each.pence
            while came and came[-1] * pence < 0:
                pence += came.pop()
            came += [pence] if pence else []
        yield from ((paid_on, pence) for pence in came)
