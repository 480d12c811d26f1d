"""Step 5: what is excused. Bedding-in, suspensions and cases from before the start stand in the contract itself.

Agreed relief is decided case by case: the contract says which effects it may have, the store keeps each decision.
"""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from contracts.parts import Part, Stated, StatedList
from contracts.values import MonthOf, YesNo

Effect = Literal["remove_rows", "count_as_met", "excuse_measure", "reduce_amount"]


class BeddingIn(Part):
    """First months of a contract in which measures are reported and excused (``except`` names those that are not)."""

    first: MonthOf
    last: MonthOf
    except_: tuple[str, ...] = Field(default=(), alias="except")
    clause: str


class Suspension(Part):
    """Months in which the contract itself suspends the judging of some indicators."""

    indicators: Literal["all"] | Annotated[tuple[str, ...], Field(min_length=1)]
    first: MonthOf
    last: MonthOf
    clause: str


class AgreedRelief(Part):
    """Relief that somebody decides: which effects it may have, and whether it changes runs of months certified before.

    Without ``later_relief_reprices`` a month's run sees the months before it with the relief known at its own first
    cut-off.
    """

    effects: Annotated[tuple[Effect, ...], Field(min_length=1)]
    later_relief_reprices: YesNo
    clause: str


class Relief(Part):
    """Step 5: what the contract excuses, and whether more may be agreed. Where ``agreed`` is none, none may be."""

    bedding_in: Stated[BeddingIn]
    suspensions: StatedList[Suspension]
    agreed: Stated[AgreedRelief]


class InheritedCases(Part):
    """Cases opened before the contract leave one indicator for another, which has a target of its own."""

    indicator: str
    own_target: str
    clause: str

    @model_validator(mode="after")
    def _names_two(self) -> "InheritedCases":
        if self.indicator == self.own_target:
            raise ValueError("own_target: another indicator than the one that the cases leave")
        return self
