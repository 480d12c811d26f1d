"""The operation “trend”: what the control charts of a contract's indicators show, for those who may see its board."""

from datetime import date, datetime

from duckdb import DuckDBPyConnection
from pydantic import BaseModel

from contracts import months
from contracts.errors import ReckonerError
from metrics.trends.options import Rebase
from statements.asked import Moment
from statements.documents import Document
from statements.history import number_of
from statements.ledger import Ledger
from statements.ledgers import ledger_seen
from statements.trend_documents import Trend
from statements.trends import Limits, latest_month, trends_of
from statements.watch.questions import questions_of
from store.moments import shown
from store.people import person_now
from store.policy import Action, Decision, decide, require
from store.session import Store


class RebaseAsked(BaseModel):
    """Begins a chart anew from a day, for this answer alone: it is not kept."""

    day: date
    reason: str


class TrendAsked(BaseModel):
    """Asks for the charts of a contract's indicators, or of one; without a month, up to the last with a figure."""

    contract: str
    indicator: str | None = None
    month: str | None = None
    limits: Limits = "by range"
    rebases: tuple[RebaseAsked, ...] = ()
    as_known_on: Moment | None = None


class Trends(Document):
    """What the charts of a contract's indicators show up to a month, in contract order."""

    contract: str
    title: str
    month: str
    known_at: datetime
    illustrative: bool
    trends: tuple[Trend, ...]


class RebaseOfWhich(ReckonerError):
    """A rebase was asked for without saying of which indicator."""

    def __init__(self) -> None:
        super().__init__("Found a rebase for no indicator in particular. Name the indicator whose chart begins anew.")


def show_trends(store: Store, person: str, asked: TrendAsked) -> Trends:
    """Return what the charts of a contract's indicators show, and what their figures make worth asking about.

    Raises:
        NotAllowed: the person may not see the contract's board.
        NoSuchIndicator, NotAMonth: as they say.
        RebaseOfWhich: a rebase without an indicator.
    """
    who = person_now(store, person)
    require(who, Action.VIEW_BOARD, asked.contract)
    if asked.rebases and asked.indicator is None:
        raise RebaseOfWhich
    with store.read() as cursor:
        ledger = ledger_seen(store, cursor, asked.contract, asked.as_known_on)
        return _told(cursor, ledger, asked, decide(who, Action.VIEW_CASES, asked.contract))


def _told(cursor: DuckDBPyConnection, ledger: Ledger, asked: TrendAsked, cases: Decision) -> Trends:
    agreed = ledger.frozen.contract
    month = months.parse(asked.month) if asked.month else latest_month(ledger)
    rebases = [Rebase(asked.indicator or "", each.day, each.reason) for each in asked.rebases]
    charted = trends_of(ledger, month, asked.indicator, rebases, asked.limits)
    numbers = [number_of(agreed, each.series) for each in charted]
    questions = [questions_of(cursor, ledger, number, month, cases) for number in numbers]
    return Trends(
        contract=agreed.id,
        title=agreed.contract.title,
        month=months.label(month),
        known_at=shown(ledger.frozen.known_at),
        illustrative=bool(agreed.illustrative),
        trends=tuple(
            each.model_copy(update={"questions": raised}) for each, raised in zip(charted, questions, strict=True)
        ),
    )
