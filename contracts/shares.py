"""Step 14: savings that are guaranteed by a profile, and gains and pains that the parties share band by band."""

from typing import Annotated, Any, ClassVar, Final, Literal

from pydantic import BeforeValidator, Field, model_validator

from contracts.indexation import PriceMonths
from contracts.months import Month
from contracts.parts import Part, Stated
from contracts.values import ALWAYS, Number, dated, read_money
from contracts.vat import Nature

NOT_SETTLED: Final = "not settled"

ReportedAs = Literal["of each period", "running total of the contract year", "running total"]
"""How an indicator reports money: what came in since it was last measured, or what it is by then."""


def _by_month(found: Any) -> tuple[tuple[Month, int], ...]:
    """Read amounts that each belong to one month; none of them holds until the next."""
    entries = dated(read_money)(found)
    if any(month == ALWAYS for month, _ in entries):
        raise ValueError("a map from month to amount, such as 2017-03: £850,000.00")
    return entries


def _taken(found: Any) -> int | str:
    """Read what is taken for a figure that is missing: an amount, or ``not settled``."""
    if found == NOT_SETTLED:
        return NOT_SETTLED
    try:
        return read_money(found)
    except ValueError as error:
        raise ValueError(f"{error}; or {NOT_SETTLED}") from error


AmountsByMonth = Annotated[tuple[tuple[Month, int], ...], BeforeValidator(_by_month)]
Missing = Annotated[int | str, BeforeValidator(_taken)]
"""What is taken where no figure came in time or none can be measured: pence for the period, or ``not settled``."""


class Settled(Part):
    """What guarantees and shares have in common: a line that is settled in some months, on an indicator's money."""

    id: str
    title: str
    fund: str
    vat: str
    nature: Nature
    reported: ReportedAs
    missing: Missing
    prices_of: PriceMonths
    clause: str

    @model_validator(mode="after")
    def _can_be_taken(self) -> "Settled":
        if (self.reported == "of each period") == (self.missing == NOT_SETTLED):
            raise ValueError(
                f"missing: an amount of a period where “reported: of each period”, and {NOT_SETTLED} for running totals"
            )
        return self


class Guarantee(Settled):
    """Savings guaranteed by a cumulative profile: what is to be saved by the end of each month that it names.

    Savings in the price are tracked at £0.00. Where a shortfall is recovered, what was recovered comes back when
    savings catch up, or is kept.
    """

    loss: ClassVar[Literal["guarantee shortfall"]] = "guarantee shortfall"
    """What caps call that which it takes off."""

    savings: str
    profile: AmountsByMonth
    savings_are: Literal["beside the price", "in the price"]
    shortfall: Literal["recovered", "tracked"]
    caught_up: Stated[Literal["returned", "kept"]]

    @model_validator(mode="after")
    def _says_what_becomes_of_a_shortfall(self) -> "Guarantee":
        if (self.shortfall == "recovered") != (self.caught_up is not None):
            raise ValueError("caught_up: returned or kept together with “shortfall: recovered”, and none with tracked")
        return self


class ShareSlice(Part):
    """One slice of a gain or a pain, half-open: (above, to], and the provider's share of it in per cent."""

    above: Number
    to: Number | None = None
    share: Number

    @model_validator(mode="after")
    def _is_a_share(self) -> "ShareSlice":
        if not 0 <= self.share <= 100:
            raise ValueError("share: from 0% to 100%")
        return self


class Share(Settled):
    """Gain and pain against a baseline, stated for each month in which it is settled.

    Better than the baseline is a gain, worse a pain; which is which follows from the indicator's ``better``. A gain may
    begin only beyond what is guaranteed; a pain never begins before the baseline. The charge carries the target where
    the provider keeps what it saves, and the actual where the authority does.
    """

    loss: ClassVar[Literal["pain share"]] = "pain share"
    """What caps call that which it takes off."""

    actual: str
    baseline: AmountsByMonth
    settled: Literal["each settlement by itself", "everything so far"]
    gain_from: Literal["baseline", "guarantee"]
    guarantee: Stated[str]
    charge_carries: Literal["target", "actual"]
    gain_is: Literal["paid", "reinvested"]
    slices_in: Literal["pounds", "percent of the baseline"]
    gain: Stated[Annotated[tuple[ShareSlice, ...], Field(min_length=1)]]
    pain: Stated[Annotated[tuple[ShareSlice, ...], Field(min_length=1)]]

    @model_validator(mode="after")
    def _names_its_guarantee(self) -> "Share":
        if (self.gain_from == "guarantee") != (self.guarantee is not None):
            raise ValueError("guarantee: the id of one together with “gain_from: guarantee”, and none otherwise")
        if self.gain is None and self.pain is None:
            raise ValueError("slices of a gain, of a pain, or of both")
        return self
