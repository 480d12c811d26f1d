"""Who agreed what with whom: parties, forums, services, the charge, the returns."""

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from contracts.indexation import PriceMonthsByDay, StatedIndex
from contracts.parts import NotDumpedIfNone, Part
from contracts.values import AnnualPrices, Day, MonthName, NumberFromNil, TimeOfDay, Whole, YesNo

Dataset = Literal["indicators", "ehc_assessments", "traded_services", "sen_transport", "finance_lines"]


class Fact(Part):
    """Something that a published source says; everything else in a sample file is illustrative."""

    says: str
    source: str


class Parties(Part):
    """The contract's name, parties and term. ``last_day`` is the last day on which it is in force."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    title: str
    authority: str
    provider: str
    first_day: Day
    last_day: Day
    years_start: MonthName
    regime: str
    facts: tuple[Fact, ...] = ()


class Forum(Part):
    """A meeting at which performance is reviewed."""

    title: str
    meets: str
    chair: str | None = None


class Service(Part):
    """A service within the contract, and the forum that reviews it where that is not the board."""

    title: str
    forum: str
    subcontractor: str | None = None


class ChargeLine(Part):
    """One line of the charge: an annual price, the fund that pays it and its VAT code.

    What is only passed through, such as rates or licences at cost, is part of no percentage that does not name it.
    """

    id: str
    title: str
    fund: str
    vat: str
    annual: AnnualPrices
    prices_of: PriceMonthsByDay
    pass_through: Annotated[YesNo, NotDumpedIfNone]
    clause: str


def _some_is_the_providers(lines: tuple[ChargeLine, ...]) -> tuple[ChargeLine, ...]:
    if all(line.pass_through for line in lines):
        raise ValueError("a line that is not passed through: of what is the provider’s own, percentages are taken")
    return lines


def _some_is_above_nil(weights: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
    # A year's price is divided by their sum.
    if not any(weights):
        raise ValueError("weights of which one is above 0")
    return weights


class Charge(Part):
    """Step 0: what is paid before any deduction.

    ``payable`` is ``twelfths`` or twelve weights, the first for the month in which the contract's years start.
    """

    lines: Annotated[tuple[ChargeLine, ...], Field(min_length=1), AfterValidator(_some_is_the_providers)]
    payable: (
        Literal["twelfths"]
        | Annotated[tuple[NumberFromNil, ...], Field(min_length=12, max_length=12), AfterValidator(_some_is_above_nil)]
    )
    part_month: Literal["days in the month"]
    index: StatedIndex


class Due(Part):
    """By when a month's return is due: the n-th working day after the month ends, London time, inclusive."""

    working_days: Annotated[Whole, Field(ge=1)]
    after: Literal["end of month"]
    by: TimeOfDay
    clause: str


def _each_once(datasets: tuple[Dataset, ...]) -> tuple[Dataset, ...]:
    # Their order is that of the lines of late returns: a dataset has one place in it.
    if len(set(datasets)) < len(datasets):
        raise ValueError("each dataset once")
    return datasets


class Returns(Part):
    """Which datasets the provider sends each month, and by when; their order is that of what late ones cost."""

    due: Due
    datasets: Annotated[tuple[Dataset, ...], Field(min_length=1), AfterValidator(_each_once)]
