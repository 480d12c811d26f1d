"""Step 20, VAT: dated rates by code, and under which codes and of what nature each kind of line stands."""

from collections.abc import Collection
from typing import Annotated, Literal

from pydantic import BeforeValidator, model_validator

from contracts.parts import OrLeftOut, Part
from contracts.splits import AS_THE_CHARGE, Ratio, Treatment, reading
from contracts.values import DatedNumberFromNil

Nature = Literal["price adjustment", "compensation", "debt"]

Split = Annotated[Ratio, BeforeValidator(reading("VAT code", "{standard: 60, exempt: 40}"))]


class VatTreatment(Part):
    """Under which VAT code a kind of line stands, or how it is split over several, and of what nature it is in law.

    What a month deducts of the kind is split in the ratio of the parts, or of what the charge lines come to under each
    code: those of the month that priced a line, whichever month takes it or gives it back. It is added up line by line,
    so that a line's parts and the codes' sums both add up.
    """

    code: OrLeftOut[str]
    split: OrLeftOut[Split]
    nature: Nature

    @model_validator(mode="after")
    def _stands_somewhere(self) -> "VatTreatment":
        if (self.code is None) == (self.split is None):
            raise ValueError("exactly one of code, or split over several")
        return self

    def codes(self, charged: Collection[str]) -> Collection[str]:
        """Return the codes under which the kind may stand, given those of the charge lines."""
        if self.split is None:
            return (self.code,) if self.code is not None else ()
        return charged if self.split == AS_THE_CHARGE else self.split


class Vat(Part):
    """VAT on a statement: once for each rate, on all lines of the codes that have it, after the rule on the net."""

    rates: dict[str, DatedNumberFromNil]
    deductions: VatTreatment
    reporting_failures: VatTreatment
    clause: str

    def treatment(self, name: Treatment) -> VatTreatment:
        """Return how failures, or late and missing returns, stand."""
        return self.deductions if name == "deductions" else self.reporting_failures
