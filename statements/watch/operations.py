"""What an indicator's figures up to a month make worth asking about, for those who may see the board."""

from pydantic import BaseModel

from contracts import months
from statements.asked import Moment
from statements.history import number_of
from statements.ledgers import ledger_seen
from statements.trend_documents import QuestionShown
from statements.watch.questions import questions_of
from store.people import person_now
from store.policy import Action, decide, require
from store.session import Store


class QuestionsAsked(BaseModel):
    """Asks what the figures of an indicator up to a month make worth asking about."""

    contract: str
    month: str
    indicator: str
    as_known_on: Moment | None = None


def show_questions(store: Store, person: str, asked: QuestionsAsked) -> tuple[QuestionShown, ...]:
    """Return the questions, none where the figures raise none.

    Raises:
        NotAllowed: the person may not see the contract's board.
        NoSuchIndicator, NotAMonth: as they say.
    """
    who = person_now(store, person)
    require(who, Action.VIEW_BOARD, asked.contract)
    cases = decide(who, Action.VIEW_CASES, asked.contract)
    with store.read() as cursor:
        ledger = ledger_seen(store, cursor, asked.contract, asked.as_known_on)
        number = number_of(ledger.frozen.contract, asked.indicator)
        return questions_of(cursor, ledger, number, months.parse(asked.month), cases)
