"""Step 13: what is paid for verified outcomes: deadweight off, by volume, never above what was to be attained.

Money paid on account is set off against what is earned, and what is left of it is recovered at settlement.
"""

from typing import Literal

from pydantic import Field, model_validator

from contracts.indexation import PriceMonths
from contracts.parts import Part, Stated
from contracts.rounding import Rounded
from contracts.unit_prices import PriceSlice
from contracts.values import DatedNumber, DatedPenceFromNil, MonthOf, Number


class Attainment(Part):
    """What is to be attained: nothing is paid below ``minimum`` per cent of ``full``, and never for more than that."""

    full: Number
    minimum: Number

    @model_validator(mode="after")
    def _is_in_reach(self) -> "Attainment":
        if self.full <= 0 or not 0 <= self.minimum <= 100:
            raise ValueError("full above 0, and a minimum from 0% to 100%")
        return self


class OnAccount(Part):
    """What is paid ahead, in the months named, and the month in which what was not earned is recovered."""

    paid: DatedPenceFromNil
    settled: MonthOf


class Outcome(Part):
    """A line paid for each outcome, at the tariff of the month in which its verified number is reported.

    ``verified`` is the indicator that has the number; what is not verified is not paid.
    """

    id: str
    title: str
    fund: str
    vat: str
    verified: str
    deadweight: Stated[DatedNumber]
    attainment: Stated[Attainment]
    slices_run: Literal["within the month", "through the contract year", "through the contract"]
    slices: tuple[PriceSlice, ...] = Field(min_length=1)
    prices_of: PriceMonths
    rounded_to: Rounded
    on_account: Stated[OnAccount]
    clause: str
