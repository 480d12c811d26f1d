"""How figures become money: the rules on data, what failing costs and how a statement ends."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from contracts.bases import LinesBesideOf, PointLines
from contracts.funds import FundSplit, ReturnedTo
from contracts.incidents import Decided, Incidents, Suppressed
from contracts.indexation import PriceMonths
from contracts.life import (
    CreditNoteRule,
    DisputeRule,
    InterestRule,
    NoticeRule,
    PaymentRule,
    ReopeningRule,
    ReplyRule,
)
from contracts.parts import NotDumpedIfNone, OrLeftOut, Part, Stated
from contracts.relief import InheritedCases
from contracts.rounding import Rounded
from contracts.splits import Treatment
from contracts.values import (
    DatedNumber,
    DatedNumberFromNil,
    DatedPenceFromNil,
    Day,
    Number,
    NumberFromNil,
    Whole,
    YesNo,
)
from contracts.vat import Vat

Run = Literal["extends", "breaks", "skipped"]
Kind = Literal["performance", "repeat", "reporting"]
MonthlyBase = Literal["the month's charge"]


class Rounding(Part):
    """To how many decimal places of the displayed unit a value is rounded before it meets its bands."""

    places: Annotated[Whole, Field(le=12)]


class Missing(Part):
    """What is taken for a measure that came in no readable return by the due time.

    ``withheld`` money is replaced by the real figure's if it comes by ``until``; ``deducted`` money never is. Counted
    per dataset or return, of all that one gap touches only the dearest counts: ``decided`` and ``suppressed_failure``
    say how, as for an incident.
    """

    take: Literal["worst band", "no deduction", "carry last status"]
    run: Run
    per: Literal["indicator", "dataset", "return"]
    decided: Decided | None = None
    suppressed_failure: Suppressed | None = None
    money: Literal["withheld", "deducted"]
    until: Literal["the next return's due time"] | None = None
    clause: str

    @model_validator(mode="after")
    def _says_what_one_gap_costs(self) -> "Missing":
        stated = {self.decided is not None, self.suppressed_failure is not None}
        if stated != {self.per != "indicator"}:
            raise ValueError("decided and suppressed_failure together with “per: dataset” or “return”, and only there")
        return self

    @model_validator(mode="after")
    def _says_until_when(self) -> "Missing":
        if (self.money == "withheld") != (self.until is not None):
            raise ValueError("“until” together with “money: withheld”, and only there")
        return self


class BelowMinimum(Part):
    """What is taken for a measure whose denominator is below its minimum.

    A ``forward`` pool uses each month once. A ``rolling`` one takes the fewest earlier months that reach the minimum,
    at most ``months``; ``too_few`` is taken where even these do not.
    """

    take: Literal["pool", "no deduction", "carry last status", "worst band"]
    kind: Literal["forward", "rolling"] | None = None
    run: Run
    at_year_end: Literal["charge", "drop", "carry on"] | None = None
    at_changed_definition: Literal["charge", "drop", "carry on"] | None = None
    months: Whole | None = None
    too_few: Literal["no deduction", "carry last status", "worst band"] | None = None
    over_year_end: YesNo | None = None
    over_changed_definition: YesNo | None = None
    clause: str

    @property
    def taken_alone(self) -> str:
        """What is taken for a month that no pool helps."""
        return self.too_few or self.take

    @model_validator(mode="after")
    def _says_how_it_pools(self) -> "BelowMinimum":
        stated = {self.at_year_end is not None, self.at_changed_definition is not None}
        if (self.kind is not None) != (self.take == "pool") or stated != {self.kind == "forward"}:
            raise ValueError(
                "kind together with “take: pool”, and only there; at_year_end and at_changed_definition together with"
                " “kind: forward”, and only there"
            )
        rolling = (self.months, self.too_few, self.over_year_end, self.over_changed_definition)
        if {part is not None for part in rolling} != {self.kind == "rolling"}:
            raise ValueError(
                "months, too_few, over_year_end and over_changed_definition together with “kind: rolling”, and only"
                " there"
            )
        return self


class NotJudged(Part):
    """What is taken for a measure that cannot be judged, and what that does to a run of failures."""

    take: Literal["no deduction", "carry last status", "worst band"]
    run: Run
    clause: str


class Relieved(Part):
    """What an excused month does to a run of failures."""

    run: Run
    clause: str


class CarriedStatus(Part):
    """For how many months in a row the last status is carried, and what is taken after that."""

    months: Whole
    then: Literal["worst band", "no deduction"]


class When(Part):
    """What is taken for each data status that is not ``reported``."""

    missing: Missing
    below_minimum: BelowMinimum
    nil_activity: NotJudged
    not_measurable: NotJudged
    relieved: Relieved
    carry_last_status: Stated[CarriedStatus]


class Rules(Part):
    """Choices that hold for the whole contract."""

    priced: Literal["the month's own charge", "the next month's charge"]
    rounding: Literal["line", "statement"]
    round_for_banding: Stated[Rounding]
    when: When
    records_differ_from_statement: Literal["records", "statement"]
    cases_before_start: Literal["counted", "excluded"] | InheritedCases

    @property
    def rounded(self) -> str:
        """Say how a line comes to whole pence."""
        return "rounded to the penny" if self.rounding == "line" else "rounded with the lines before it"


class Repeat(Part):
    """Step 8: the second and later failures of a run cost a multiple of their own part; it does not compound."""

    multiplier: DatedNumber
    from_: Literal["second failure"] = Field(alias="from")
    new_contract_year: Literal["continues the run", "starts a new run"]
    changed_definition: Literal["continues the run", "starts a new run"]
    clause: str


class FreePoints(Part):
    """Step 10: points of a month, or of any so many ``months``, that cost nothing, filled in contract order."""

    points: DatedNumberFromNil
    per: Literal["month", "rolling months"]
    months: OrLeftOut[Whole]
    counted_for: Literal["the contract", "each service"]
    clause: str

    @model_validator(mode="after")
    def _says_over_how_many_months(self) -> "FreePoints":
        if (self.per == "rolling months") != (self.months is not None) or self.months == 0:
            raise ValueError("months, 1 or more, together with “per: rolling months”, and only there")
        return self


class Slice(Part):
    """One slice of the ratchet, half-open on cumulative points: (above, to]."""

    above: Number
    to: Number | None = None
    multiplier: NumberFromNil


class Ratchet(Part):
    """Step 11: dearer points as a month's points add up, free points included."""

    slices: tuple[Slice, ...] = Field(min_length=1)
    clause: str


class PointStep(Part):
    """A row of a table from points to a percentage: from so many points on (a lower bound)."""

    points: NumberFromNil
    percent: NumberFromNil


class Point(Part):
    """Step 12: what a service point is worth: pounds, a percentage of the base, or a table from points to percent.

    What the points of a line come to may be rounded by itself, to the penny or to the pound, before relief reduces it.
    """

    pounds: DatedPenceFromNil | None = None
    percent: DatedNumberFromNil | None = None
    table: tuple[PointStep, ...] | None = None
    of: MonthlyBase | None = None
    charge_lines: PointLines
    rounded_to: OrLeftOut[Rounded]
    prices_of: PriceMonths
    clause: str

    @model_validator(mode="after")
    def _has_one_worth(self) -> "Point":
        if sum(worth is not None for worth in (self.pounds, self.percent, self.table)) != 1:
            raise ValueError("exactly one of pounds, percent or table")
        if (self.pounds is None) != (self.of is not None):
            raise ValueError("“of” together with percent or table: of what the percentage is taken")
        return self


class AmountAtRisk(Part):
    """The amount of which each indicator has its weight; a band's ``share`` is a percentage of that part."""

    pounds: DatedPenceFromNil | None = None
    percent: DatedNumberFromNil | None = None
    of: MonthlyBase | None = None
    charge_lines: LinesBesideOf
    prices_of: PriceMonths
    clause: str

    @model_validator(mode="after")
    def _has_one_amount(self) -> "AmountAtRisk":
        if (self.pounds is None) == (self.percent is None) or (self.percent is None) != (self.of is None):
            raise ValueError("pounds, or percent together with “of”")
        return self


class ReportingFailure(Part):
    """Step 16: what a late or missing return costs by itself.

    ``additional: no`` charges it only where no indicator it touches costs anything.
    """

    late: DatedPenceFromNil
    missing: DatedPenceFromNil
    per: Literal["return", "dataset"]
    additional: YesNo
    returned_to: OrLeftOut[ReturnedTo]
    prices_of: PriceMonths
    clause: str


class Deductions(Part):
    """Steps 7 to 16: what failing costs, and to which funds it returns."""

    repeat: Stated[Repeat]
    incidents: Stated[Incidents]
    free_points: Stated[FreePoints]
    ratchet: Stated[Ratchet]
    point: Stated[Point]
    amount_at_risk: Stated[AmountAtRisk]
    reporting_failure: Stated[ReportingFailure]
    returned_to: ReturnedTo

    def fund_of(self, name: Treatment) -> str | FundSplit:
        """Return where failures, or late and missing returns, return to."""
        own = self.reporting_failure.returned_to if self.reporting_failure else None
        return own if own is not None and name == "reporting_failures" else self.returned_to


class StatementRules(Part):
    """How a statement lives and ends. Each rule is stated, or said to be none.

    Where ``reply`` or ``dispute`` is none, no statement can be sent to the provider. Where ``deduction_notice``,
    ``payment``, ``interest`` or ``reopening`` is none, nothing lapses, is overdue, bears interest or is closed. Where
    ``credit_note`` is none the law's own time holds alone; where ``vat`` is, a statement is before VAT.

    A net that is ``carried`` says what becomes of the rest ``at_end``, after the last month.
    """

    net_below_zero: Literal["nil", "owed", "carried"]
    at_end: OrLeftOut[Literal["owed", "extinguished"]]
    vat: Annotated[Stated[Vat], NotDumpedIfNone]
    clause: str
    reply: Stated[ReplyRule]
    dispute: Stated[DisputeRule]
    deduction_notice: Annotated[Stated[NoticeRule], NotDumpedIfNone]
    payment: Annotated[Stated[PaymentRule], NotDumpedIfNone]
    credit_note: Annotated[Stated[CreditNoteRule], NotDumpedIfNone]
    interest: Annotated[Stated[InterestRule], NotDumpedIfNone]
    reopening: Annotated[Stated[ReopeningRule], NotDumpedIfNone]

    @model_validator(mode="after")
    def _says_what_is_carried_at_the_end(self) -> "StatementRules":
        if (self.net_below_zero == "carried") != (self.at_end is not None):
            raise ValueError("at_end together with “net_below_zero: carried”, and only there")
        return self

    @model_validator(mode="after")
    def _says_from_when_interest_runs(self) -> "StatementRules":
        if self.interest is not None and self.payment is None:
            raise ValueError("payment together with “interest”, which runs from the day after a payment is due")
        return self


class Variation(Part):
    """A signed change of dated terms. ``effective`` is the first month (for prices: day) on the new terms.

    ``replaces`` says whether entries already scheduled after ``effective`` still come.
    """

    ref: str
    title: str
    signed: Day
    effective: str
    known: Day
    replaces: Literal["this entry", "the rest of the schedule"]
    changes: Annotated[dict[str, str], Field(min_length=1)]
