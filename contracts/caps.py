"""Step 18: caps, which limit what may be deducted."""

from typing import Annotated, Final, Literal

from pydantic import Field, model_validator

from contracts.bases import LinesBesideOf
from contracts.indexation import PriceMonths
from contracts.parts import OrLeftOut, Part, Stated
from contracts.values import DatedNumberFromNil, DatedPenceFromNil, Whole, YesNo

Limited = Literal["performance", "repeat", "reporting", "guarantee shortfall", "pain share"]
LOSSES: Final = ("guarantee shortfall", "pain share")
"""What step 14 takes off the payment: no cap limits it unless it names it."""


class Expiry(Part):
    """How many months after its own a carried amount may still be charged."""

    months: Whole


class Cap(Part):
    """Step 18: a limit on what may be deducted.

    Its year is the contract year of the priced month; ``rolling twelve months`` counts what was deducted in the eleven
    months before. Excess is lost (``extinguished``) or ``carried`` to later months; what is still carried in the last
    month that may charge it is extinguished, or owed there above this cap. A shortfall or a pain that it limits may
    come back; ``restores_headroom`` says whether room comes back with it.
    """

    id: str
    per: Literal["indicator", "service", "month", "contract year", "rolling twelve months"]
    applies_to: Literal["all"] | Annotated[tuple[str, ...], Field(min_length=1)]
    amount: DatedPenceFromNil | None = None
    percent: DatedNumberFromNil | None = None
    of: Literal["the month's charge", "annual charge", "paid to date"] | None = None
    charge_lines: LinesBesideOf
    limits: Annotated[tuple[Limited, ...], Field(min_length=1)]
    restores_headroom: OrLeftOut[YesNo]
    excess: Literal["extinguished", "carried"]
    expires_after: Stated[Expiry] = None
    at_end: Literal["extinguished", "owed"] | None = None
    prices_of: PriceMonths
    clause: str

    @property
    def on_the_whole_contract(self) -> bool:
        """Say whether it limits all indicators and services together."""
        return self.per not in ("indicator", "service")

    @model_validator(mode="after")
    def _is_complete(self) -> "Cap":
        if (self.amount is None) == (self.percent is None) or (self.percent is None) != (self.of is None):
            raise ValueError("amount, or percent together with “of”")
        if self.of in ("annual charge", "paid to date") and self.per != "contract year":
            raise ValueError(f"“{self.of}” only on a cap per contract year")
        if self.on_the_whole_contract and self.applies_to != "all":
            raise ValueError(f"applies_to: all, since a cap per {self.per} is on the whole contract")
        if "reporting" in self.limits and self.per in ("indicator", "service"):
            raise ValueError("limits: without reporting, since a late return is of no indicator and no service")
        carried = self.excess == "carried"
        if carried != (self.at_end is not None) or carried != ("expires_after" in self.model_fields_set):
            raise ValueError("expires_after and at_end together with “excess: carried”, and only there")
        return self

    @model_validator(mode="after")
    def _can_limit_losses(self) -> "Cap":
        losses = [kind for kind in LOSSES if kind in self.limits]
        if losses and not self.on_the_whole_contract:
            raise ValueError(
                f"limits: without {' and '.join(losses)}, which is the whole contract's: the indicator that reports the"
                " money is counted and does not fail"
            )
        if bool(losses) != (self.restores_headroom is not None) or self.restores_headroom:
            raise ValueError(
                "restores_headroom: no, together with guarantee shortfall or pain share among “limits”, and only there;"
                " room that returns as savings or costs catch up is not carried out yet"
            )
        return self
