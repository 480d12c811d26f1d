"""Stages of a figure: it may be published as provisional first, then revised, then final."""

from typing import Annotated, Final, Literal, get_args

from pydantic import Field, model_validator

from contracts.parts import Part
from contracts.values import Whole, YesNo

Stage = Literal["provisional", "revised", "final"]

STAGES: Final[tuple[Stage, ...]] = get_args(Stage)
"""Every stage, the first that is published before the last."""


class StagesBy(Part):
    """Until when a later stage counts: the end of so many months after the measured one."""

    months: Annotated[Whole, Field(ge=1)]


class StageRule(Part):
    """Which stage of an indicator's figure is priced, whether a later one replaces it, and until when that may come.

    ``after_that`` is what counts where the priced stage has not come by then: the latest figure there is, or none.
    """

    priced: Stage
    trued_up: YesNo
    by: StagesBy | None = None
    after_that: Literal["the latest figure", "missing"] | None = None
    clause: str

    @property
    def waits(self) -> bool:
        """Whether a figure has to reach a stage before it is priced."""
        return self.priced != STAGES[0]

    @model_validator(mode="after")
    def _says_what_is_needed(self) -> "StageRule":
        if self.trued_up and self.priced == STAGES[-1]:
            raise ValueError(f"trued_up: no, since nothing comes after “{STAGES[-1]}”")
        if (self.waits or self.trued_up) != (self.by is not None):
            raise ValueError("by: where a later stage is waited for or trued up, and only there")
        if self.waits != (self.after_that is not None):
            raise ValueError(f"after_that: where more than “{STAGES[0]}” is waited for, and only there")
        return self


def place_of(stage: Stage) -> int:
    """Return a stage's place in the order in which stages come, from 1."""
    return STAGES.index(stage) + 1
