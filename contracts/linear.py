"""What a band costs where it costs a share, linear between the target and the value at which all is due."""

from pydantic import model_validator

from contracts.parts import Part
from contracts.values import Number, Pence


class Linear(Part):
    """Nothing at the target, all of one amount from ``all_due_at`` on, and in between the share of the way there.

    ``all_due_at`` is a value, whatever the bands are judged on. What is due in full is stated as of a band: pounds, a
    percentage of the charge, or a percentage of the indicator's weight of the amount at risk.
    """

    all_due_at: Number
    pounds: Pence | None = None
    percent: Number | None = None
    share: Number | None = None

    @model_validator(mode="after")
    def _costs_one_thing(self) -> "Linear":
        if sum(cost is not None for cost in (self.pounds, self.percent, self.share)) != 1:
            raise ValueError("exactly one of pounds, percent or share: what is due in full")
        return self
