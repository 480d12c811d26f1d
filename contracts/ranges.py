"""A range of values, both its ends inside: as a target, or as what lies between the values at which all is due."""

from pydantic import Field, model_validator

from contracts.parts import Part
from contracts.values import Number


class Range(Part):
    """From one value to another, in the indicator's displayed unit."""

    from_: Number = Field(alias="from")
    to: Number

    @model_validator(mode="after")
    def _runs_upwards(self) -> "Range":
        if self.to < self.from_:
            raise ValueError("a range from the lower value to the higher")
        return self
