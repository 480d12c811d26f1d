"""How a chart is worked out: what a person may choose, and where we depart from the reference."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from contracts.errors import ReckonerError

Better = Literal["higher", "lower", "within range"]
"""Which way is better; of a series that should stay within a range neither is."""

Every = Literal["month", "quarter", "year", "week", "day", "row"]
"""How often a figure is expected. With ``row`` the rows follow one another, however far apart their dates are."""

FEWEST_IN_BASELINE: Final = 12
ENOUGH: Final = 13
"""From so many figures on limits are no longer provisional."""


class BaselineTooShort(ReckonerError):
    """Limits were to be worked out from too few points."""

    def __init__(self, found: int) -> None:
        super().__init__(
            f"Found a baseline of {found}. Limits come from the first {FEWEST_IN_BASELINE} months or more, or, if "
            "nothing is said, from all."
        )


@dataclass(frozen=True)
class Options:
    """How charts are worked out. The five at the end are where we depart from the reference: see ``REFERENCE``.

    Attributes:
        baseline: mean and limits of each group come from so many rows at its beginning, 12 or more, the missing ones
            counted; from all of them if nothing is said.
        screened: whether ranges of 3.267 times their mean and more are left out of the limits, once.
        gaps: a missing figure breaks a run, or a chart is refused where the reference stops with an error.
        near_constant: where screening would leave no range above nought, the limits are worked out unscreened and only
            points outside them are signals; or the limits are what screening leaves, if it leaves anything.
        every: in which steps a figure is expected, so that a step without a row is a missing figure.
        targets: each row may have its own, and the latest decides; or all rows have the same.
        limits: from the moving ranges (XmR); or, of percentages, from each row's denominator (p-chart).

    Raises:
        BaselineTooShort: a baseline of fewer than 12.
    """

    baseline: int | None = None
    screened: bool = True
    gaps: Literal["break a run", "refuse"] = "break a run"
    near_constant: Literal["unscreened", "as screened"] = "unscreened"
    every: Every = "month"
    targets: Literal["dated", "one"] = "dated"
    limits: Literal["by range", "by denominator"] = "by range"

    def __post_init__(self) -> None:
        if self.baseline is not None and self.baseline < FEWEST_IN_BASELINE:
            raise BaselineTooShort(self.baseline)


REFERENCE: Final = Options(gaps="refuse", near_constant="as screened", every="row", targets="one")
"""Everything as the reference does it."""


@dataclass(frozen=True)
class Rebase:
    """A decision that a series begins anew at a date: nothing before it counts for what comes after.

    A person decides it and gives the reason, since it can hide that things got worse.
    """

    series: str
    day: date
    reason: str


@dataclass(frozen=True)
class Event:
    """Something that happened and that a reader of the chart should know of; it changes no figure."""

    series: str
    day: date
    words: str
