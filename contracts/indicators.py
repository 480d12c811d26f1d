"""What is measured and how it is judged: indicators, measures, targets and bands."""

from fractions import Fraction
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from contracts.agreement import Dataset
from contracts.bases import NamedLines
from contracts.floors import BaselineFloor
from contracts.indexation import PriceMonths
from contracts.linear import Linear
from contracts.months import Month
from contracts.parts import OrLeftOut, Part
from contracts.ranges import Range
from contracts.records import CaseType
from contracts.rounding import Rounded
from contracts.stages import StageRule
from contracts.values import (
    DatedNumber,
    DatedNumberFromNil,
    DatedText,
    DatedYesNo,
    MonthName,
    MonthOf,
    Number,
    NumberFromNil,
    PenceFromNil,
    YesNo,
    dated,
    read_number,
)

Unit = Literal["percent", "count", "money", "days", "score", "milestone"]
Basis = Literal["all", "excluding exceptions", "excusing late exceptions"]


class PerUnit(Part):
    """So many pounds for each unit above an allowance."""

    pounds: PenceFromNil
    above: Number


class Rung(Part):
    """One band: where it begins, its status, whether it is a failure and what it costs (exactly one of the amounts).

    A ladder states ``at_least`` or ``at_most`` on each rung and ``otherwise: all`` on the last. Ranges as some
    contracts write them state ``from`` with ``below`` or, inclusive, ``to``; ``exactly`` is both at once.
    """

    at_least: Number | None = None
    at_most: Number | None = None
    otherwise: Literal["all"] | None = None
    from_: Number | None = Field(default=None, alias="from")
    below: Number | None = None
    to: Number | None = None
    exactly: Number | None = None
    status: str
    fails: YesNo
    points: NumberFromNil | None = None
    pounds: PenceFromNil | None = None
    percent: NumberFromNil | None = None
    per_unit: PerUnit | None = None
    share: NumberFromNil | None = None
    linear: OrLeftOut[Linear]
    written: str | None = None

    @model_validator(mode="after")
    def _begins_in_one_way(self) -> "Rung":
        ladder = sum(way is not None for way in (self.at_least, self.at_most, self.otherwise))
        edges = sum(edge is not None for edge in (self.from_, self.below, self.to, self.exactly))
        closed = sum(edge is not None for edge in (self.below, self.to, self.exactly))
        if ladder > 1 or (ladder and edges) or closed > 1 or (self.exactly is not None and edges > 1):
            raise ValueError("one of at_least, at_most or otherwise; or from with below or to; or exactly")
        return self

    @model_validator(mode="after")
    def _costs_one_thing(self) -> "Rung":
        costs = (self.points, self.pounds, self.percent, self.per_unit, self.share, self.linear)
        if sum(cost is not None for cost in costs) != 1:
            raise ValueError("exactly one of points, pounds, percent, per_unit, share or linear: what the band costs")
        return self

    @property
    def due(self) -> "Rung | Linear":
        """What states the pounds, percentage or share that the band costs: where it is linear, in full."""
        return self.linear or self


class BandTable(Part):
    """A named table of bands from best to worst, on the value or on its distance from target (better is positive).

    Each line of what its bands cost may be rounded by itself, to the penny or to the pound, as soon as it is in money.
    """

    judged_on: Literal["value", "distance from target"]
    rungs: tuple[Rung, ...] = Field(min_length=1)
    rounded_to: OrLeftOut[Rounded]
    prices_of: PriceMonths
    clause: str

    @model_validator(mode="after")
    def _has_money_to_round(self) -> "BandTable":
        if self.rounded_to is not None and all(rung.points is not None for rung in self.rungs):
            raise ValueError("rounded_to under “deductions.point”, since these bands cost service points alone")
        return self


class FromIndicators(Part):
    """A measure whose numerator and denominator the provider states in the indicators dataset."""

    from_: Literal["indicators"] = Field(alias="from")
    counts: str
    of: str | None = None


def _each_once(case_types: tuple[CaseType, ...]) -> tuple[CaseType, ...]:
    if len(set(case_types)) < len(case_types):
        raise ValueError("each type of case once")
    return case_types


class FromCases(Part):
    """The 20-week measure, counted from the case records. Day 0 is the request; day 140 is on time."""

    from_: Literal["ehc_assessments"] = Field(alias="from")
    counts: Literal["plans issued within 20 weeks"]
    of: Literal["plans issued"]
    basis: Basis
    case_types: Annotated[tuple[CaseType, ...], Field(min_length=1), AfterValidator(_each_once)]


SUMMED_FIELDS: dict[str, tuple[str, ...]] = {
    "traded_services": ("income", "full_cost", "budget", "buyers", "eligible_buyers"),
    "sen_transport": ("pupils", "days", "miles", "cost", "budget"),
    "finance_lines": ("budget", "actual_to_date", "forecast"),
}
"""The columns of a dataset that a measure may sum."""

CHOSEN_FIELDS: dict[str, tuple[str, ...]] = {
    "traded_services": ("service", "customer_type"),
    "sen_transport": ("route", "provider", "mode"),
    "finance_lines": ("line",),
}
"""The columns of a dataset by which a measure may choose the rows it sums."""


class FromRows(Part):
    """A measure summed from the rows of another dataset: one column, by itself or divided by another."""

    from_: Literal["traded_services", "sen_transport", "finance_lines"] = Field(alias="from")
    sum: str
    of: str | None = None
    only: dict[str, str] = Field(default_factory=dict)


_MEASURES: dict[str, type[FromIndicators | FromCases | FromRows]] = {
    "indicators": FromIndicators,
    "ehc_assessments": FromCases,
}


def _measure_model(found: Any) -> Any:
    """Choose the model by what the measure is taken from, so that faults speak of that one alone."""
    if not isinstance(found, dict) or found.get("from") not in get_args(Dataset):
        raise ValueError(f"from: one of {', '.join(get_args(Dataset))}")
    return _MEASURES.get(found["from"], FromRows).model_validate(found)


class Plan(Part):
    """A trajectory: a straight line between the stated points, reached at the end of each month."""

    points: Annotated[tuple[tuple[Month, Fraction], ...], BeforeValidator(dated(read_number))]
    between: Literal["straight line"]


class Measured(Part):
    """When an indicator is measured: every month, in the named months of each year, or once."""

    every: Literal["month", "quarter", "term", "year", "once"]
    in_: tuple[MonthName, ...] = Field(default=(), alias="in")
    month: MonthOf | None = None

    @model_validator(mode="after")
    def _says_when(self) -> "Measured":
        if (self.every == "once") != (self.month is not None):
            raise ValueError("month: together with “every: once”, and only there")
        if (self.every in ("quarter", "term", "year")) != bool(self.in_):
            raise ValueError("in: the names of the months, together with every quarter, term or year, and only there")
        return self


class Indicator(Part):
    """One indicator: what it measures, against which target, on which bands, and who answers for it.

    ``review`` is the month in which the indicator itself is to be looked at again. ``base`` is required of an
    indicator measured less often than monthly: whether a percentage is of the month's charge or of the charge of
    all months since it was last measured. ``charge_lines`` are those of which that is, where it is not the whole.
    ``within`` is a target that is a range: best inside it, worse the further outside.
    """

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")]
    title: str
    clause: str
    service: str
    forum: str
    owner: str
    review: MonthOf
    kind: Literal["strategic", "operational"]
    unit: Unit
    better: Literal["higher", "lower", "within range"]
    measured: Measured
    base: Literal["month", "measured period"] | None = None
    charge_lines: NamedLines
    measure: Annotated[FromIndicators | FromCases | FromRows, BeforeValidator(_measure_model)]
    definition: DatedText
    minimum_denominator: DatedNumberFromNil | None = None
    measurable: DatedYesNo | None = None
    stages: OrLeftOut[StageRule]
    target: DatedNumber | None = None
    within: Range | None = None
    plan: Plan | None = None
    baseline_floor: OrLeftOut[BaselineFloor]
    bands: DatedText
    weight: DatedNumberFromNil | None = None

    @property
    def dataset(self) -> Dataset:
        """The dataset in whose return the indicator's figures come."""
        return self.measure.from_

    @property
    def may_count_as_met(self) -> bool:
        """Whether relief may count more of its figure as met: a share of a denominator, of which more is better.

        Where lower is better that would make the figure worse, and where the target is a range it could.
        """
        return self.measure.of is not None and self.better == "higher"

    @model_validator(mode="after")
    def _has_one_target(self) -> "Indicator":
        stated = sum(goal is not None for goal in (self.target, self.within, self.plan))
        if stated > 1:
            raise ValueError("one of target, within or plan, not several")
        if (self.better == "within range") != (self.within is not None):
            raise ValueError("“within” together with “better: within range”, and only there")
        if self.within is not None and self.baseline_floor is not None:
            raise ValueError("“baseline_floor” where higher or lower is better: a range has no worse side")
        if self.measured.every != "month" and self.base is None:
            raise ValueError("base: month or measured period, since it is measured less often than monthly")
        return self
