"""The five datasets of a return, as data: their headings, kinds of value and row keys.

A field's ``name`` is its column in the store; nothing else in the program knows a heading by heart.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

import polars as pl

from contracts.agreement import Dataset as DatasetId
from contracts.records import CASE_TYPES, MODES
from contracts.stages import STAGES

COVER: Final = "Return"
"""The sheet of a workbook that says which contract and month it is about."""

NOTES: Final = "Notes"
"""The template's sheet of explanations, from which nothing is read."""

Kind = Literal["text", "money", "figure", "number", "whole", "date", "yes or no", "choice", "stated value"]


@dataclass(frozen=True)
class Field:
    """One column of a dataset. ``name`` is None where the template has it for people and nothing is read from it.

    ``places`` is how many decimal places the store keeps. ``may_be_later`` is a date that may lie after the return's
    month; ``below_nil`` is the rule that a number below 0 breaks; ``in_template`` is False for a heading that is only
    recognised in what others send.
    """

    heading: str
    name: str | None
    kind: Kind = "text"
    required: bool = False
    aliases: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    places: int = 0
    may_be_later: bool = False
    below_nil: str | None = None
    in_template: bool = True

    @property
    def type(self) -> pl.DataType:
        """The type of the column that the text becomes."""
        if self.kind in ("money", "figure", "number", "stated value"):
            return pl.Decimal(28 if self.places == 6 else 18, self.places)
        plain: dict[Kind, pl.DataType] = {"whole": pl.Int32(), "date": pl.Date(), "yes or no": pl.Boolean()}
        return plain.get(self.kind, pl.String())


@dataclass(frozen=True)
class Dataset:
    """One dataset: the name of its sheet, the fields that tell its rows apart, and all its fields in order.

    ``row`` says what a row is; ``about_people`` says that rows tell of single children, whose words never go into a
    message.
    """

    id: DatasetId
    sheet: str
    row: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    about_people: bool = False

    @property
    def stored(self) -> tuple[Field, ...]:
        """The fields that become columns of the store."""
        return tuple(field for field in self.fields if field.name)

    def field(self, name: str) -> Field:
        """Return a field by its name.

        Raises:
            KeyError: the dataset has no such field.
        """
        return {field.name: field for field in self.fields}[name]


def _money(heading: str, name: str, *, required: bool = False) -> Field:
    return Field(heading, name, "money", required, places=2)


def _cost(heading: str, name: str) -> Field:
    """What is spent: below 0 only where something was credited."""
    return Field(heading, name, "money", required=True, places=2, below_nil="V14")


def _date(heading: str, name: str, *aliases: str, required: bool = False, may_be_later: bool = False) -> Field:
    return Field(heading, name, "date", required, aliases, may_be_later=may_be_later)


INDICATORS: Final = Dataset(
    "indicators",
    "Indicators",
    "one indicator",
    ("indicator",),
    (
        Field("Indicator", "indicator", required=True, aliases=("Indicator ID", "Ref", "Reference")),
        Field("Title", None, aliases=("Indicator title", "Description")),
        Field("Numerator", "numerator", "figure", places=6),
        Field("Denominator", "denominator", "figure", places=6),
        Field("Value as stated", "stated_value", "stated value", aliases=("Value",), places=6),
        Field("Nil activity", "nil_activity", "yes or no"),
        Field("Reason if not reported", "reason_not_reported"),
        Field("Commentary", "commentary", aliases=("Comments", "Comment")),
        Field("Verified by", "verified_by", "choice", choices=("self-reported", "sampled", "verified")),
        Field("Stage", "stage", "choice", choices=STAGES),
    ),
)

EHC_ASSESSMENTS: Final = Dataset(
    "ehc_assessments",
    "EHC assessments",
    "one case",
    ("case_key",),
    (
        Field("Case", "case_key", required=True, aliases=("Case reference", "Case key")),
        Field(
            "Case type",
            "case_type",
            "choice",
            required=True,
            choices=CASE_TYPES,
        ),
        Field("Need", "need", aliases=("Primary need",)),
        Field("Phase", "phase"),
        Field("Area", "area"),
        _date("Clock start", "clock_start", "ReceivedDate", required=True),
        _date("Decision to assess", "decision_date", "RequestOutcomeDate"),
        _date("Assessment outcome", "assessment_outcome_date", "AssessmentOutcomeDate"),
        _date("Plan issued", "plan_issued", "StartDate"),
        Field("Exception", "exception_code"),
        _date("Exception from", "exception_from"),
        _date("Exception to", "exception_to", may_be_later=True),
        Field("Week20", None, in_template=False),
    ),
    about_people=True,
)

TRADED_SERVICES: Final = Dataset(
    "traded_services",
    "Traded services",
    "one service and customer type",
    ("service", "customer_type"),
    (
        Field("Service", "service", required=True),
        Field("Customer type", "customer_type", required=True),
        _money("Income", "income", required=True),
        _cost("Full cost", "full_cost"),
        _money("Budget", "budget"),
        Field("Buyers", "buyers", "whole"),
        Field("Eligible buyers", "eligible_buyers", "whole"),
    ),
)

SEN_TRANSPORT: Final = Dataset(
    "sen_transport",
    "SEN transport",
    "one route",
    ("route",),
    (
        Field("Route", "route", required=True),
        Field("Provider", "provider", required=True),
        Field(
            "Mode",
            "mode",
            "choice",
            required=True,
            choices=MODES,
        ),
        Field("Pupils", "pupils", "whole", required=True),
        Field("Days", "days", "whole", required=True),
        Field("Miles", "miles", "number", required=True, places=1, below_nil="V13"),
        _cost("Cost", "cost"),
        _money("Budget", "budget"),
    ),
)

FINANCE_LINES: Final = Dataset(
    "finance_lines",
    "Finance lines",
    "one budget line",
    ("line",),
    (
        Field("Line", "line", required=True, aliases=("Budget line",)),
        _money("Budget", "budget", required=True),
        _money("Actual to date", "actual_to_date", required=True),
        _money("Forecast", "forecast", required=True),
    ),
)

DATASETS: Final[Mapping[DatasetId, Dataset]] = {
    dataset.id: dataset for dataset in (INDICATORS, EHC_ASSESSMENTS, TRADED_SERVICES, SEN_TRANSPORT, FINANCE_LINES)
}
