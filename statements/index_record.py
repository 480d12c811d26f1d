"""Recording a published index value, by which a contract's prices move."""

from typing import Final, Literal

from pydantic import BaseModel

from contracts import months
from contracts.contract import Contract
from contracts.errors import ReckonerError
from contracts.indexation import Index
from contracts.indexed import IndexValue
from contracts.months import Month
from contracts.values import read_number
from statements.asked import Name, Text
from statements.documents import Document
from statements.ledgers import ledger_of
from store.index_values import PLACES, record_index_value
from store.people import person_now
from store.policy import Action, require
from store.session import Store

LARGEST: Final = 10**9
"""Index values stay below it."""


class IndexValueAsked(BaseModel):
    """Records the value of a contract's index for a month, as it was published."""

    contract: str
    month: str
    value: Name
    stage: Literal["provisional", "final"]
    source: Text


class IndexValueRecorded(Document):
    """An index value as it was recorded; ``value`` as it was written."""

    contract: str
    series: str
    month: str
    value: str
    stage: Literal["provisional", "final"]


class NoIndex(ReckonerError):
    """An index value for a contract whose prices follow no index."""

    def __init__(self, contract: Contract) -> None:
        super().__init__(f"The contract “{contract.id}” has “index: none”, so no index value moves its prices.")


class NotAnIndexMonth(ReckonerError):
    """An index value of a month whose values the contract does not take."""

    def __init__(self, index: Index, month: Month) -> None:
        super().__init__(
            f"Found {months.spoken(month)}. The contract takes values of {months.NAMES[month_of(index)]} "
            f"({index.series}, clause {index.clause}). Give the value of that month."
        )


class NotAnIndexValue(ReckonerError):
    """A text that was expected to be an index value."""

    def __init__(self, found: str) -> None:
        super().__init__(
            f"Found “{found}”. An index value is a number above 0 and below {LARGEST:,} with at most {PLACES} "
            "decimal places, such as 102.3."
        )


class NoSource(ReckonerError):
    """An index value of which nobody says where it was published."""

    def __init__(self) -> None:
        super().__init__("Say where the value was published, so that whoever pays can look it up.")


def month_of(index: Index) -> int:
    """Return the place in the year, January being 0, of the month whose values an index takes."""
    return index.value_of % 12


def record_value(store: Store, person: str, asked: IndexValueAsked) -> IndexValueRecorded:
    """Record an index value; of two for one month and stage the later counts from now on.

    Raises:
        NoIndex, NotAnIndexMonth, NotAnIndexValue, NoSource: nothing was recorded.
    """
    require(person_now(store, person), Action.RECORD_INDEX_VALUE, asked.contract)
    value = _checked(ledger_of(store, asked.contract).frozen.contract, asked)
    with store.write(person, "record index value", asked.contract, detail=asked.model_dump()) as writing:
        record_index_value(writing, asked.contract, value, asked.source.strip())
    return IndexValueRecorded(series=value.series, **asked.model_dump(exclude={"source"}))


def _checked(contract: Contract, asked: IndexValueAsked) -> IndexValue:
    index, month = contract.charge.index, months.parse(asked.month)
    if not isinstance(index, Index):
        raise NoIndex(contract)
    if month % 12 != month_of(index):
        raise NotAnIndexMonth(index, month)
    if not asked.source.strip():
        raise NoSource
    try:
        value = read_number(asked.value)
    except ValueError as error:
        raise NotAnIndexValue(asked.value) from error
    if not 0 < value < LARGEST or (value * 10**PLACES).denominator != 1:
        raise NotAnIndexValue(asked.value)
    return IndexValue(index.series, month, asked.stage, value)
