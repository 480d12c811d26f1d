"""Recording an incident: one event that made several indicators fail, of which only the dearest counts."""

from pydantic import BaseModel

from contracts import months
from contracts.contract import Contract
from contracts.errors import ReckonerError
from contracts.incidents import Incidents
from contracts.months import Month
from contracts.terms.calendar import is_measured
from contracts.wording import listed
from statements.asked import Name, Text
from statements.closing import require_open
from statements.documents import Document
from statements.ledgers import ledger_of
from store.incidents import Incident, record_incident
from store.people import person_now
from store.policy import Action, require
from store.session import Store


class IncidentAsked(BaseModel):
    """Records an incident of a month and the indicators whose failures it made; without any, takes it back."""

    contract: str
    month: str
    reference: Name
    title: Text
    indicators: tuple[str, ...]


class IncidentRecorded(Document):
    """An incident as it was recorded."""

    contract: str
    month: str
    reference: str
    indicators: tuple[str, ...]


class NoIncidents(ReckonerError):
    """An incident under a contract that counts every failure by itself."""

    def __init__(self, contract: Contract) -> None:
        super().__init__(f"The contract “{contract.id}” has “incidents: none”: every failure counts, whatever made it.")


class NotTouched(ReckonerError):
    """An indicator that an incident of this month cannot have failed."""

    def __init__(self, found: str, month: Month, known: list[str]) -> None:
        expected = listed(known) if known else "none"
        super().__init__(
            f"Found “{found}”. An incident of {months.spoken(month)} may name indicators that the contract lets one "
            f"incident fail and that are measured in that month: {expected}."
        )


class Unnamed(ReckonerError):
    """An incident without a reference or a title."""

    def __init__(self) -> None:
        super().__init__("Give the incident's reference and say in a few words what happened.")


def record(store: Store, person: str, asked: IncidentAsked) -> IncidentRecorded:
    """Record an incident; of two recordings of a reference the later counts from now on.

    Raises:
        NoIncidents, NotTouched, Unnamed, ClosedForGood: nothing was recorded.
    """
    require(person_now(store, person), Action.RECORD_INCIDENT, asked.contract)
    incident = _checked(ledger_of(store, asked.contract).frozen.contract, asked)
    require_open(ledger_of(store, asked.contract).frozen.contract, incident.month, store.clock())
    with store.write(person, "record incident", asked.contract, detail=asked.model_dump()) as writing:
        record_incident(writing, asked.contract, incident)
    return IncidentRecorded(**asked.model_dump(exclude={"title", "indicators"}), indicators=incident.indicators)


def _checked(contract: Contract, asked: IncidentAsked) -> Incident:
    rule, month = contract.deductions.incidents, months.parse(asked.month)
    if rule is None:
        raise NoIncidents(contract)
    if not asked.reference.strip() or not asked.title.strip():
        raise Unnamed
    known = may_be_touched(contract, rule, month)
    for name in asked.indicators:
        if name not in known:
            raise NotTouched(name, month, known)
    touched = tuple(name for name in known if name in asked.indicators)
    return Incident(asked.reference.strip(), month, asked.title.strip(), touched)


def may_be_touched(contract: Contract, rule: Incidents, month: Month) -> list[str]:
    """Return the ids of the indicators that an incident of a month may have failed, in contract order."""
    named = [one for one in contract.indicators if rule.indicators == "all" or one.id in rule.indicators]
    inside = contract.first_month <= month <= contract.last_month
    return [one.id for one in named if inside and is_measured(one, month)]
