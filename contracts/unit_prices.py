"""Step 15: what is paid for each unit, with a minimum and a maximum volume and slices at their own prices."""

from typing import Literal

from pydantic import Field, model_validator

from contracts.indexation import PriceMonths
from contracts.parts import OrLeftOut, Part, Stated
from contracts.rounding import Rounded
from contracts.values import DatedNumber, DatedPenceFromNil, Number

LimitsOf = OrLeftOut[Literal["a month", "a contract year"]]
"""Of what the minimum and the maximum are; left out where there are none."""


class PriceSlice(Part):
    """One slice of a volume, half-open: (above, to], and the price of a unit in it."""

    above: Number
    to: Number | None = None
    price: DatedPenceFromNil


class UnitPrice(Part):
    """A line of the payment that depends on a volume: that of an indicator without a denominator, in each month.

    Minimum and maximum come first: volumes of a month, or of a contract year, whose last month is charged what is short
    of the minimum. Slices are filled within the month, or by the year's volumes one after the other. What a month comes
    to may be rounded by itself, to the penny or to the pound, before anything else is.
    """

    id: str
    title: str
    fund: str
    vat: str
    volume_of: str
    minimum: Stated[DatedNumber]
    maximum: Stated[DatedNumber]
    limits_of: LimitsOf
    missing: Literal["the minimum", "nothing"]
    slices_run: Literal["within the month", "through the contract year"]
    slices: tuple[PriceSlice, ...] = Field(min_length=1)
    rounded_to: OrLeftOut[Rounded]
    prices_of: PriceMonths
    clause: str

    @model_validator(mode="after")
    def _has_a_minimum_to_take(self) -> "UnitPrice":
        if self.missing == "the minimum" and self.minimum is None:
            raise ValueError("a minimum together with “missing: the minimum”")
        if (self.limits_of is not None) != (self.minimum is not None or self.maximum is not None):
            raise ValueError("limits_of: a month, or a contract year, together with a minimum or maximum")
        if self.missing == "the minimum" and self.limits_of == "a contract year":
            raise ValueError("missing: nothing, since a month has no minimum of its own")
        return self
