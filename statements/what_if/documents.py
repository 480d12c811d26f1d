"""What is asked of a replay and what it answers. Pence are whole; deducted is unsigned."""

from datetime import datetime

from pydantic import BaseModel, Field

from statements.asked import Moment
from statements.documents import Document, StatementLine

MOST: int = 12
"""Scenarios that stand side by side."""


class VariationFile(BaseModel):
    """A file with a variation, as it would stand in the contract file: a scenario of its own."""

    file_name: str
    text: str


class WhatIfAsked(BaseModel):
    """Asks what would have been deducted under scenarios; without a moment, on what is known now.

    ``opened`` is a month whose lines are made for the first scenario.
    """

    contract: str
    scenarios: tuple[str, ...] = Field(default=(), max_length=MOST)
    variation: VariationFile | None = None
    opened: str | None = None
    as_known_on: Moment | None = None


class MonthReplayed(Document):
    """A statement month of a scenario: what is paid before VAT, and what is deducted after all caps."""

    month: str
    net: int
    deducted: int


class IndicatorReplayed(Document):
    """What is deducted for an indicator in all months; without an id, for returns that came late or not at all."""

    indicator: str
    title: str
    deducted: int


class Replay(Document):
    """A scenario with what it comes to. ``difference`` is of the net: more paid is positive."""

    scenario: str
    words: str
    deducted: int
    net: int
    difference: int
    months: tuple[MonthReplayed, ...]
    indicators: tuple[IndicatorReplayed, ...]


class WhatIf(Document):
    """Scenarios side by side, as it was first: a replay of what was returned, and no statement."""

    contract: str
    title: str
    known_at: datetime
    illustrative: bool
    first: str
    last: str
    replays: tuple[Replay, ...]
    opened: tuple[StatementLine, ...] = ()
    words: str


class IncentivesAsked(BaseModel):
    """Asks what one more success is worth: of an indicator or of all, in a month or the last that was returned."""

    contract: str
    indicator: str | None = None
    month: str | None = None
    as_known_on: Moment | None = None


class Level(Document):
    """A level that a figure might have had. ``value`` is for drawing alone; pence are what it costs against its best.

    ``before_caps`` is what failing costs there, ``pence`` what is deducted after all caps, less what is earned back or
    forgone, ``held_back`` what caps hold back of it, ``carried_on`` what they carry beyond the last statement counted.
    """

    value: float
    says: str
    status: str
    before_caps: int
    pence: int
    held_back: int = 0
    carried_on: int = 0


class Stretch(Document):
    """Levels next to each other that cost the same, or more and more within one band, the worst first.

    ``worth`` is what one step beyond its last level is worth, None at the best end.
    """

    first: str
    last: str
    status: str
    costs_at_first: int
    pence: int
    before_caps: int
    worth: int | None


class IncentiveMap(Document):
    """What one more success is worth at each level of one month's figure, everything else as it was.

    ``relieved`` is the measure as it was judged where relief made it another one: levels are as they would be returned.
    ``now`` is the place of the figure itself among ``levels``, which run from the worst to the best (of a range:
    upwards); ``worth_now`` what one step towards the best is worth there, below nothing where it costs more. ``dead``
    are the first and last places of the ends beyond which nothing more is lost, ``held_back`` the places at which caps
    hold something back, ``steepest`` the place whose step to the next one changes most.
    """

    indicator: str
    title: str
    month: str
    measure: str
    relieved: str = ""
    unit: str
    better: str
    step: str
    levels: tuple[Level, ...]
    stretches: tuple[Stretch, ...]
    now: int
    worth_now: int
    steepest: int | None
    is_cliff: bool
    dead: tuple[tuple[int, int], ...]
    held_back: tuple[int, ...]
    notes: tuple[str, ...]
    words: str


class Incentives(Document):
    """Incentive maps of a month's indicators, in contract order; ``without`` are those without a figure to vary."""

    contract: str
    title: str
    known_at: datetime
    illustrative: bool
    month: str
    maps: tuple[IncentiveMap, ...]
    without: tuple[str, ...]
