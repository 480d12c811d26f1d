"""The last date for reopening: what becomes known about a month after it is no input of the chain."""

from datetime import UTC, date, datetime, time, timedelta

import polars as pl

from contracts import months
from contracts.contract import Contract
from contracts.errors import ReckonerError
from contracts.london import LONDON
from contracts.months import Month
from contracts.wording import day


class ClosedForGood(ReckonerError):
    """Something about a month after its last date for reopening."""

    def __init__(self, month: Month, last: date) -> None:
        super().__init__(
            f"{months.spoken(month)} could be reopened until {day(last)}; what becomes known about it since has no "
            "effect. Nothing was recorded."
        )


def last_reopening(contract: Contract, month: Month) -> date | None:
    """Return the last day on which a month may still be restated; None where the contract says nothing of it."""
    rule = contract.statement.reopening
    return None if rule is None else months.last_day(Month(month + rule.months))


def require_open(contract: Contract, month: Month, now: datetime) -> None:
    """Go on only if a month may still be restated.

    Raises:
        ClosedForGood: its last date for reopening has passed.
    """
    last = last_reopening(contract, month)
    if last is not None and now.astimezone(LONDON).date() > last:
        raise ClosedForGood(month, last)


def closing(contract: Contract) -> pl.DataFrame:
    """Return from when on each month is closed: `period` (first day) and `closes_at` (UTC); nothing without a rule."""
    last = {month: last_reopening(contract, Month(month)) for month in _months(contract)}
    rows = [
        (months.first_day(Month(month)), datetime.combine(until + timedelta(days=1), time(), LONDON))
        for month, until in last.items()
        if until is not None
    ]
    found = [(period, closes_at.astimezone(UTC).replace(tzinfo=None)) for period, closes_at in rows]
    return pl.DataFrame(found, schema={"period": pl.Date, "closes_at": pl.Datetime("us")}, orient="row")


def _months(contract: Contract) -> range:
    return range(contract.first_month, contract.last_month + 1)
