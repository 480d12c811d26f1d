"""From a figure down to the rows of the return, and from a row back up to what it cost: what is asked and answered."""

from pydantic import BaseModel, Field

from contracts import months
from statements.asked import Moment
from statements.ledger import Ledger
from statements.ledgers import ledger_seen
from statements.rows.behind import measured
from statements.rows.documents import RowCost, RowsOfMonth
from statements.rows.month import View, rows_of_month
from statements.rows.one import row_cost
from store.people import person_now
from store.policy import Action, Decision, Person, decide, require
from store.session import Store


class RowsAsked(BaseModel):
    """Asks for the rows behind an indicator in a month.

    ``by`` breaks the measure down by that column alone; ``most`` rows are listed; ``costs`` works out what each of
    them cost.
    """

    contract: str
    month: str
    indicator: str
    by: str | None = None
    most: int = Field(default=200, ge=0)
    costs: bool = False
    as_known_on: Moment | None = None


class RowCostAsked(BaseModel):
    """Asks what one row of a month's return cost: its sheet and row, such as ``EHC assessments!17``."""

    contract: str
    month: str
    row: str
    as_known_on: Moment | None = None


def show_rows(store: Store, person: str, asked: RowsAsked) -> RowsOfMonth:
    """Return the rows behind an indicator in a month: those that the person may see, and counts of all."""
    who = person_now(store, person)
    require(who, Action.VIEW_ROWS, asked.contract)
    with store.read() as cursor:
        ledger = ledger_seen(store, cursor, asked.contract, asked.as_known_on)
        view = View(_sees_cases(who, ledger), asked.by, asked.most, asked.costs)
        return rows_of_month(cursor, measured(ledger, asked.indicator, months.parse(asked.month)), view)


def show_row_cost(store: Store, person: str, asked: RowCostAsked) -> RowCost:
    """Return what a row cost at the margin, if the person may see it."""
    who = person_now(store, person)
    require(who, Action.VIEW_ROWS, asked.contract)
    with store.read() as cursor:
        ledger = ledger_seen(store, cursor, asked.contract, asked.as_known_on)
        return row_cost(cursor, ledger, months.parse(asked.month), asked.row, _sees_cases(who, ledger))


def _sees_cases(who: Person, ledger: Ledger) -> Decision:
    agreed = ledger.frozen.contract
    return decide(who, Action.VIEW_CASES, agreed.id, agreed.contract.title)
