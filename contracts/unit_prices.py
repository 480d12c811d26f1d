"""Step 15: what is paid for each unit, with a minimum and a maximum volume and slices at their own prices."""

from typing import Literal

from pydantic import Field, model_validator

from contracts.parts import Part, Stated
from contracts.values import DatedNumber, DatedPence, Number


class PriceSlice(Part):
    """One slice of a volume, half-open: (above, to], and the price of a unit in it."""

    above: Number
    to: Number | None = None
    price: DatedPence


class UnitPrice(Part):
    """A line of the payment that depends on a volume: that of an indicator without a denominator, in each month.

    Minimum and maximum are volumes of a month and come first; slices are filled within the month, or by the year's
    volumes one after the other.
    """

    id: str
    title: str
    fund: str
    vat: str
    volume_of: str
    minimum: Stated[DatedNumber]
    maximum: Stated[DatedNumber]
    missing: Literal["the minimum", "nothing"]
    slices_run: Literal["within the month", "through the contract year"]
    slices: tuple[PriceSlice, ...] = Field(min_length=1)
    clause: str

    @model_validator(mode="after")
    def _has_a_minimum_to_take(self) -> "UnitPrice":
        if self.missing == "the minimum" and self.minimum is None:
            raise ValueError("a minimum together with “missing: the minimum”")
        return self
