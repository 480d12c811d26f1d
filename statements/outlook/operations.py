"""The operation “outlook”: ranges to the end of the contract year, for those who may see the contract's board."""

from typing import Annotated, Final

from pydantic import BaseModel, Field

from contracts import months
from contracts.months import Month
from metrics.outlook.futures import COVERAGE, SEED
from statements.asked import Moment
from statements.history import number_of
from statements.ledger import Ledger
from statements.ledgers import ledger_of
from statements.outlook import indicators, pounds, words
from statements.outlook.deduction import Earlier, deduction, months_ahead
from statements.outlook.documents import IndicatorOutlook, Outlook, PoundsOutlook
from statements.outlook.expected import Ahead, expected
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
    as_known_on: Moment | None = None


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


def outlook_of(
    ledger: Ledger, month: Month, only: int | None = None, futures: int = FUTURES, before: Earlier | None = None
) -> Outlook:
    """Return the outlook from the figures up to a month; of one indicator alone without any pounds.

    ``before`` are the outlooks from earlier months, worked out here unless they are given.
    """
    ahead = months_ahead(ledger, month)
    if ahead is None:
        return _document(ledger, month, None, futures)
    numbers = range(1, len(ledger.frozen.contract.indicators) + 1) if only is None else (only,)
    found = {number: expected(ledger, number, ahead, futures) for number in numbers}
    told = tuple(indicators.told(ledger, number, ahead, one, alone=only is not None) for number, one in found.items())
    if only is not None:
        return _document(ledger, month, ahead, futures, told)
    sums = tuple(pounds.sums_of_rows(ledger, ahead, futures))
    return _document(ledger, month, ahead, futures, told, (deduction(ledger, ahead, found, futures, before), *sums))


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
