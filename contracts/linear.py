"""What a band costs where it costs a share, linear between the target and the value at which all is due."""

from collections.abc import Sequence
from fractions import Fraction

from pydantic import model_validator

from contracts.parts import OrLeftOut, Part
from contracts.ranges import Range
from contracts.values import Number, NumberFromNil, PenceFromNil

Stretch = tuple[Fraction, Fraction]
"""From which value, where nothing is due, to which, where all is."""


class Linear(Part):
    """Nothing at the target, all of one amount from ``all_due_at`` on, and in between the share of the way there.

    Where the target is a range, it is nothing inside it, and all of the amount from either end of ``all_due_outside``
    on. Both are values, whatever the bands are judged on. What is due in full is stated as of a band: pounds, a
    percentage of the charge, or a percentage of the indicator's weight of the amount at risk.
    """

    all_due_at: Number | None = None
    all_due_outside: OrLeftOut[Range]
    pounds: PenceFromNil | None = None
    percent: NumberFromNil | None = None
    share: NumberFromNil | None = None

    @model_validator(mode="after")
    def _ends_in_one_way(self) -> "Linear":
        if (self.all_due_at is None) == (self.all_due_outside is None):
            raise ValueError("all_due_at or, for a target that is a range, all_due_outside: where all is due")
        return self

    @model_validator(mode="after")
    def _costs_one_thing(self) -> "Linear":
        if sum(cost is not None for cost in (self.pounds, self.percent, self.share)) != 1:
            raise ValueError("exactly one of pounds, percent or share: what is due in full")
        return self

    def stretches(self, target: Fraction, within: Range | None) -> tuple[Stretch, ...]:
        """Return from the target, or from either end of the range that it is, to where all is due; upwards the last."""
        if within is not None and self.all_due_outside is not None:
            return (within.from_, self.all_due_outside.from_), (within.to, self.all_due_outside.to)
        return ((target, self.all_due_at),) if self.all_due_at is not None else ()


def share_due(stretches: Sequence[Stretch], value: Fraction) -> Fraction:
    """Return how much of what is due in full is due at a value, from 0 to 1: on its side of a range, the part of it."""
    furthest = max((value - start) / (end - start) for start, end in stretches)
    return min(max(furthest, Fraction(0)), Fraction(1))
