"""What is expected to be deducted in the contract year: every future by the chain, and what came of earlier outlooks.

Uncertainty is dear: what fails costs and what shines gains nothing, so futures cost more than what comes, most where a
service gets better. How much less came is counted on the contract itself, by outlooks from earlier months.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np
import polars as pl

from contracts.months import Month
from contracts.terms import Terms
from metrics.facts import Facts
from metrics.outlook.ahead import carried_on, free_before, without, years_stand_alone
from metrics.replay.replayed import net_replayed
from statements.freeze import terms_until
from statements.ledger import Ledger
from statements.outlook import indicators, pounds
from statements.outlook.documents import PoundsOutlook
from statements.outlook.expected import Ahead, Expected, expected

EARLIER: Final = 12
"""Outlooks from so many months before are held against what was deducted since."""
FEWEST: Final = 3
"""With fewer of them the futures stand as they are."""
_BEFORE: Final = 6
"""The first such outlook is from so many months of the contract."""
_FUTURES: Final = 40
"""Futures of an earlier outlook: enough for the middle of what they cost."""

Asked = tuple[list[Terms], Facts, list[int], pl.DataFrame]
"""What a replay is asked: terms, facts, the place of each scenario's terms, and the figures that it changes."""

Earlier = Mapping[Month, pl.DataFrame]
"""Charge and net in every future of outlooks from earlier months, by the month that each starts from."""


def months_ahead(ledger: Ledger, month: Month) -> Ahead | None:
    """Return the months to the end of the contract year of the first one to come; none once the contract has ended."""
    contract = ledger.frozen.contract
    first = Month(max(month + 1, contract.first_month))
    if first > contract.last_month:
        return None
    return Ahead(month, Month(min(first + 12 - contract.month_of_year(first), contract.last_month)))


def deduction(
    ledger: Ledger, ahead: Ahead, found: Mapping[int, Expected | None], futures: int, before: Earlier | None = None
) -> PoundsOutlook:
    """Return what the contract year's statements take off: what the futures cost, times what came of that before.

    ``before`` are the earlier outlooks, worked out here unless they are known already.
    """
    net = in_futures(ledger, ahead, found, futures)
    before = earlier(ledger, ahead.last) if before is None else before
    return pounds.deducted(ledger, net, ahead, tuple(borne_out(ledger, before, ahead.last)))


def in_futures(ledger: Ledger, ahead: Ahead, found: Mapping[int, Expected | None], futures: int) -> pl.DataFrame:
    """Return charge and net of every future's months, worked out by the chain itself."""
    return net_replayed(*futures_asked(ledger, ahead, found, futures))


def futures_asked(ledger: Ledger, ahead: Ahead, found: Mapping[int, Expected | None], futures: int) -> Asked:
    """Return what a replay is asked so that each of its scenarios is a future."""
    changed = [each.changed() for each in found.values() if each is not None]
    left_out = [number for number, each in found.items() if each is None]
    terms = _of_the_year(ledger, without(terms_until(ledger.frozen, ahead.end), left_out, ahead.last), ahead)
    facts = carried_on(terms, ledger.frozen.facts, ahead.last)
    # Without a figure to vary all futures are the same.
    scenarios = [0] * (futures if changed else 1)
    return [terms], facts, scenarios, pl.concat([indicators.NO_CHANGE, *changed])


def earlier(ledger: Ledger, last: Month) -> Earlier:
    """Return the futures of outlooks from the months before one, each from the figures up to its own month alone."""
    return from_months(ledger, months_before(ledger, last))


def months_before(ledger: Ledger, last: Month) -> tuple[Month, ...]:
    """Return the months from which earlier outlooks are held against what came by a month."""
    first = max(ledger.frozen.contract.first_month + _BEFORE - 1, last - EARLIER)
    return tuple(map(Month, range(first, last)))


def from_months(ledger: Ledger, origins: Sequence[Month]) -> Earlier:
    """Return the outlook from each of some earlier months under that month; none from those after which nothing comes.

    All are worked out in one replay: each month has its own terms and its own facts, carried on from there.
    """
    found = {origin: ahead for origin in origins if (ahead := months_ahead(ledger, origin)) is not None}
    if not found:
        return {}
    asked = [_earlier_asked(ledger, ahead) for ahead in found.values()]
    worlds = [place for place, (_, _, scenarios, _) in enumerate(asked) for _ in scenarios]
    changed = [
        each.with_columns(pl.col("scenario") + worlds.index(place)) for place, (_, _, _, each) in enumerate(asked)
    ]
    terms, facts = [one for own, *_ in asked for one in own], [own for _, own, *_ in asked]
    net = net_replayed(terms, facts, worlds, pl.concat(changed)).with_columns(
        world=pl.col("scenario").replace_strict(dict(enumerate(worlds)))
    )
    return {
        origin: net.filter(pl.col("world") == place, pl.col("month").is_between(origin + 1, ahead.end)).drop("world")
        for place, (origin, ahead) in enumerate(found.items())
    }


def _earlier_asked(ledger: Ledger, ahead: Ahead) -> Asked:
    numbers = range(1, len(ledger.frozen.contract.indicators) + 1)
    found = {number: expected(ledger, number, ahead, _FUTURES) for number in numbers}
    return futures_asked(ledger, ahead, found, _FUTURES)


def borne_out(ledger: Ledger, before: Earlier, last: Month) -> Iterator[float]:
    """Yield what part was deducted of what earlier outlooks expected for months that are known by then.

    With fewer than `FEWEST` of them there is nothing to go by.
    """
    origins = [origin for origin in months_before(ledger, last) if origin in before]
    found = [part for origin in origins for part in _part(ledger, before[origin], last)]
    if len(found) >= FEWEST:
        yield from found


def _part(ledger: Ledger, net: pl.DataFrame, last: Month) -> Iterator[float]:
    known = [at for at in net["month"].unique().sort() if at <= last and at in ledger.net]
    said = float(np.median(pounds.taken_off(net, known))) if known else 0
    if said > 0:
        yield sum(int(ledger.net[at]["charge"]) - int(ledger.net[at]["net"]) for at in known) / said


def _of_the_year(ledger: Ledger, terms: Terms, ahead: Ahead) -> Terms:
    """Return terms by which earlier years cost nothing again, where that leaves the year's pounds as they are."""
    first = pounds.year_start(ledger, ahead.end)
    # With room in a later month's cap whatever was carried on to it is charged there first.
    later = (row for month, rows in ledger.charged.items() if month >= first for row in rows)
    carried_on_to = any(row["statement_month"] < first for row in later)
    return terms if carried_on_to or not years_stand_alone(terms) else free_before(terms, first)
