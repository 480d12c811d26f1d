"""What a provider returned, as the reference reads it: exact fractions, dates and moments, no tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import Literal

from contracts.agreement import Dataset
from contracts.months import Month
from contracts.relief import Effect
from contracts.stages import Stage


@dataclass(frozen=True)
class Figure:
    """A numerator over a denominator (1 where the measure has none)."""

    numerator: Fraction
    denominator: Fraction


@dataclass(frozen=True)
class Stated:
    """An indicator's row of a return: a figure, or none, and whether nil activity is declared."""

    figure: Figure | None
    nil: bool = False


@dataclass(frozen=True)
class AtStage:
    """A figure, or nil activity, as it stands at a stage, and when the stage first came."""

    stage: Stage
    stated: Stated
    received: datetime


@dataclass(frozen=True)
class Case:
    """One EHC case as it stands in a month's return; a plan that is not issued yet has no day."""

    case_type: str
    clock_start: date
    plan_issued: date | None
    has_exception: bool


@dataclass(frozen=True)
class Incident:
    """One incident of a month and the indicators whose failures it made."""

    month: Month
    indicators: tuple[str, ...]


@dataclass(frozen=True)
class Agreed:
    """Relief that somebody agreed, for some indicators from a first to a last month.

    ``figure`` is what is removed of a stated or summed figure, or its numerator what counts as met; ``cases`` are case
    rows by month and place; ``percent`` is what is taken off an amount.
    """

    effect: Effect
    indicators: tuple[str, ...]
    first: Month
    last: Month
    figure: Figure = Figure(Fraction(0), Fraction(0))
    cases: tuple[tuple[Month, int], ...] = ()
    percent: Fraction = Fraction(0)


@dataclass(frozen=True)
class Decided:
    """What was decided about one deduction of a month: at most so much of it stays, and so much is forgone."""

    charged: Month
    month: Month
    kind: str
    of: str
    most: int | None
    forgone: int


@dataclass(frozen=True)
class Carried:
    """Adjustments or interest on a month's statement, in pence, and the share of one at which they bear VAT."""

    month: Month
    name: str
    rate: Fraction
    pence: int


@dataclass(frozen=True)
class Figures:
    """Everything known at the cut-off. Moments are UTC without zone; a key that is absent was not received.

    ``parts`` are the rows of another dataset, each as a numerator over a denominator; ``index`` the published values by
    series, month and stage. ``first_known`` has the relief that the runs of some months see, where that is not
    ``relief``: what was known at their own first cut-off. ``stages`` has what stands at each stage of an indicator
    that has stages, the first that is published before the last. ``set_aside`` are the measures for which relief would
    be dearer, which is found out on the way.
    """

    cut_off: datetime
    dataset_received: Mapping[tuple[Dataset, Month], datetime] = field(default_factory=dict)
    indicator_received: Mapping[tuple[str, Month], datetime] = field(default_factory=dict)
    stated: Mapping[tuple[str, Month], Stated] = field(default_factory=dict)
    cases: Mapping[Month, tuple[Case, ...]] = field(default_factory=dict)
    parts: Mapping[tuple[str, Month], tuple[Figure, ...]] = field(default_factory=dict)
    incidents: tuple[Incident, ...] = ()
    relief: tuple[Agreed, ...] = ()
    first_known: Mapping[Month, tuple[Agreed, ...]] = field(default_factory=dict)
    decided: tuple[Decided, ...] = ()
    index: Mapping[tuple[str, Month, Literal["provisional", "final"]], Fraction] = field(default_factory=dict)
    stages: Mapping[tuple[str, Month], tuple[AtStage, ...]] = field(default_factory=dict)
    of_other_months: tuple[Carried, ...] = ()
    set_aside: frozenset[tuple[str, Month]] = frozenset()
