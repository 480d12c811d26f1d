"""Step 0, indexation: how a contract's prices follow an index, and at which month's prices each rate is stated."""

from datetime import date
from typing import Annotated, Any, Final, Literal

from pydantic import BeforeValidator, Field, model_validator

from contracts.months import Month
from contracts.parts import OrLeftOut, Part, Stated
from contracts.values import MonthOf, Number, Whole, dated, read_month, read_starting_on_days

NOT_INDEXED: Final = "not indexed"


def _price_month(found: Any) -> Month | None:
    """Read at which month's prices a rate is, or ``not indexed``, which is None."""
    if found == NOT_INDEXED:
        return None
    try:
        return read_month(found)
    except ValueError as error:
        raise ValueError(f"{error}; or {NOT_INDEXED}") from error


PriceMonths = OrLeftOut[Annotated[tuple[tuple[Month, Month | None], ...], BeforeValidator(dated(_price_month))]]
"""At which month's prices a rate is, by the month from which that holds; left out where there is no index."""

PriceMonthsByDay = OrLeftOut[
    Annotated[tuple[tuple[date, Month | None], ...], BeforeValidator(read_starting_on_days(_price_month))]
]
"""The same for a price that may change on any day."""


class Collar(Part):
    """By how many per cent a change counts at least and at most."""

    from_: Number = Field(alias="from")
    to: Number

    @model_validator(mode="after")
    def _holds_something(self) -> "Collar":
        if not -100 < self.from_ <= self.to:
            raise ValueError("from above -100% and not above to")
        return self


class Index(Part):
    """How prices follow an index: factor = round(fixed share + the rest x change, places).

    ``from`` is the first month at indexed prices, which go up again every twelve months; ``value_of`` the month whose
    index value the first of these takes, each later one the value twelve months on. The change runs from the value of
    the month at whose prices a rate is stated. The collar is on each year's change, or on the whole one if
    ``cumulative``. Every amount that it moves is rounded to the penny or to the pound, half up.
    """

    series: str
    from_: MonthOf = Field(alias="from")
    value_of: MonthOf
    figures: Literal["final", "provisional until the final comes", "provisional for good"]
    change: Literal["product of yearly changes", "cumulative"]
    collar: Stated[Collar]
    fixed_share: Number
    places: Annotated[Whole, Field(le=12)]
    indexed_amounts: Literal["to the penny", "to the pound"]
    clause: str

    @property
    def rounded_to(self) -> int:
        """To how many pence an indexed amount is rounded."""
        return 100 if self.indexed_amounts == "to the pound" else 1

    @model_validator(mode="after")
    def _fits_together(self) -> "Index":
        if not 0 <= self.fixed_share <= 100:
            raise ValueError("fixed_share: from 0% to 100%")
        if self.value_of > self.from_:
            raise ValueError("value_of: a month that is not after “from”")
        return self


def _index_model(found: Any) -> Any:
    """Choose between ``none`` and a map, so that faults speak of the one that was meant."""
    if found == "none":
        return found
    if not isinstance(found, dict):
        raise ValueError("none, or a map of keys and values")
    return Index.model_validate(found)


StatedIndex = Annotated[Literal["none"] | Index, BeforeValidator(_index_model)]
