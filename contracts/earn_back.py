"""Step 19, earn-back: what of a deduction is given back once the failure is put right for long enough."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from contracts.parts import Part, Stated
from contracts.values import Number, Whole, YesNo

Counted = Literal["reported", "nil activity", "below minimum", "missing", "not measurable", "relieved"]


class EarnBackExpiry(Part):
    """How many months after an amount was taken it may still be earned back."""

    months: Whole


class EarnBack(Part):
    """Step 19: the lines named are ``withheld`` and can come back, once; everything else is deducted for good.

    A share of what was taken, after all caps, comes back after so many measured periods in a row that do not fail,
    counted after the month in which it was taken. Of these only the data statuses named count; the others are passed
    over, and any period that fails starts the count again.
    """

    withheld: Annotated[tuple[Literal["performance", "repeat"], ...], Field(min_length=1)]
    indicators: Literal["all"] | Annotated[tuple[str, ...], Field(min_length=1)]
    share: Number
    after: Annotated[Whole, Field(ge=1)]
    counts_as_at_target: Annotated[tuple[Counted, ...], Field(min_length=1)]
    expires_after: Stated[EarnBackExpiry]
    restores_headroom: YesNo
    clause: str

    @model_validator(mode="after")
    def _gives_back_what_was_taken(self) -> "EarnBack":
        if not 0 < self.share <= 100:
            raise ValueError("share: above 0% and at most 100%")
        return self
