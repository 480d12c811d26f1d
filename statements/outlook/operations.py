"""The operation “outlook”: ranges to the end of the contract year, for those who may see the contract's board."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Final

import polars as pl
from pydantic import BaseModel, Field

from contracts import months
from contracts.months import Month
from contracts.terms import Terms
from metrics.outlook.ahead import carried_on, free_before, without, years_stand_alone
from metrics.outlook.futures import COVERAGE, SEED
from metrics.replay.replayed import replayed
from statements.freeze import terms_until
from statements.history import number_of
from statements.ledger import Ledger
from statements.ledgers import ledger_of
from statements.outlook import indicators, pounds, words
from statements.outlook.documents import IndicatorOutlook, Outlook, PoundsOutlook
from statements.outlook.expected import Ahead, Expected, expected
from statements.trends import latest_month
from store.moments import shown
from store.people import person_now
from store.policy import Action, require
from store.session import Store

FUTURES: Final = 500
MOST: Final = 20_000


class OutlookAsked(BaseModel):
    """Asks for the outlook of a contract, or of one of its indicators alone; without a month, from the last figures."""

    contract: str
    indicator: str | None = None
    month: str | None = None
    futures: Annotated[int, Field(ge=20, le=MOST)] = FUTURES
    as_known_on: datetime | None = None


def show_outlook(store: Store, person: str, asked: OutlookAsked) -> Outlook:
    """Return the outlook to the end of the contract year of the first month to come.

    Of one indicator it says besides how held-back months went; pounds are for the whole contract.

    Raises:
        NotAllowed: the person may not see the contract's board.
        NoSuchContract, NoSuchIndicator, NotAMonth: as they say.
    """
    require(person_now(store, person), Action.VIEW_BOARD, asked.contract)
    ledger = ledger_of(store, asked.contract, asked.as_known_on)
    month = months.parse(asked.month) if asked.month else latest_month(ledger)
    only = None if asked.indicator is None else number_of(ledger.frozen.contract, asked.indicator)
    return outlook_of(ledger, month, only, asked.futures)


def outlook_of(ledger: Ledger, month: Month, only: int | None = None, futures: int = FUTURES) -> Outlook:
    """Return the outlook from the figures up to a month; of one indicator alone without any pounds."""
    ahead = months_ahead(ledger, month)
    if ahead is None:
        return _document(ledger, month, None, futures)
    numbers = range(1, len(ledger.frozen.contract.indicators) + 1) if only is None else (only,)
    found = {number: expected(ledger, number, ahead, futures) for number in numbers}
    told = tuple(indicators.told(ledger, number, ahead, one, alone=only is not None) for number, one in found.items())
    if only is not None:
        return _document(ledger, month, ahead, futures, told)
    sums = tuple(pounds.sums_of_rows(ledger, ahead, futures))
    return _document(ledger, month, ahead, futures, told, (deduction(ledger, ahead, found, futures), *sums))


def months_ahead(ledger: Ledger, month: Month) -> Ahead | None:
    """Return the months to the end of the contract year of the first one to come; none once the contract has ended."""
    contract = ledger.frozen.contract
    first = Month(max(month + 1, contract.first_month))
    if first > contract.last_month:
        return None
    return Ahead(month, Month(min(first + 12 - contract.month_of_year(first), contract.last_month)))


def deduction(
    ledger: Ledger, ahead: Ahead, found: Mapping[int, Expected | None], futures: int = FUTURES
) -> PoundsOutlook:
    """Return what the contract year's statements take off: every future worked out by the chain itself."""
    changed = [each.changed() for each in found.values() if each is not None]
    left_out = [number for number, each in found.items() if each is None]
    terms = _of_the_year(ledger, without(terms_until(ledger.frozen, ahead.end), left_out, ahead.last), ahead)
    facts = carried_on(terms, ledger.frozen.facts, ahead.last)
    # Without a figure to vary all futures are the same.
    scenarios = [0] * (futures if changed else 1)
    net = replayed([terms], facts, scenarios, pl.concat([indicators.NO_CHANGE, *changed])).net
    return pounds.deducted(ledger, net, ahead)


def _of_the_year(ledger: Ledger, terms: Terms, ahead: Ahead) -> Terms:
    """Return terms by which earlier years cost nothing again, where that leaves the year's pounds as they are."""
    first = pounds.year_start(ledger, ahead.end)
    # With room in a later month's cap whatever was carried on to it is charged there first.
    later = (row for month, rows in ledger.charged.items() if month >= first for row in rows)
    carried_on_to = any(row["statement_month"] < first for row in later)
    return terms if carried_on_to or not years_stand_alone(terms) else free_before(terms, first)


def _document(  # noqa: PLR0913, PLR0917 -- a document has its parts
    ledger: Ledger,
    month: Month,
    ahead: Ahead | None,
    futures: int,
    told: tuple[IndicatorOutlook, ...] = (),
    money: tuple[PoundsOutlook, ...] = (),
) -> Outlook:
    agreed = ledger.frozen.contract
    return Outlook(
        contract=agreed.id,
        title=agreed.contract.title,
        month=months.label(month),
        first=months.label(Month(month + 1)) if ahead else None,
        last=months.label(ahead.end) if ahead else None,
        known_at=shown(ledger.frozen.known_at),
        illustrative=bool(agreed.illustrative),
        futures=futures,
        seed=SEED,
        coverage=COVERAGE,
        words=words.heading(month, ahead.end) if ahead else words.over(month),
        assumes=words.assumes(futures, told) if ahead else "",
        deducted=money[0] if money else None,
        pounds=money[1:],
        indicators=told,
    )
