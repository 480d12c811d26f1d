"""Step 20, VAT: dated rates by code, and under which code and of what nature each kind of line stands."""

from typing import Literal

from pydantic import model_validator

from contracts.parts import Part
from contracts.values import DatedNumber

Nature = Literal["price adjustment", "compensation", "debt"]


class VatTreatment(Part):
    """Under which VAT code a kind of line stands, and of what nature it is in law."""

    code: str
    nature: Nature


class Vat(Part):
    """VAT on a statement: once for each rate, on all lines of the codes that have it, after the rule on the net."""

    rates: dict[str, DatedNumber]
    deductions: VatTreatment
    reporting_failures: VatTreatment
    clause: str

    @model_validator(mode="after")
    def _charges_nothing_below_nil(self) -> "Vat":
        if any(percent < 0 for schedule in self.rates.values() for _, percent in schedule):
            raise ValueError("rates: percentages of 0 or more")
        return self
