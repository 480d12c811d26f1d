"""What leaves this room: documents that pages, the command line and programs read alike.

Amounts are whole pence; on statement lines they are signed as they act on the payment, so a deduction is negative and
the lines add up to the net. Months are written ``2016-11``. Every document is frozen and reads as JSON.
"""

import operator
from datetime import datetime
from typing import Final, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from contracts.wording import listed

LineKind = Literal[
    "charge",
    "outcome",
    "guarantee shortfall",
    "gain share",
    "pain share",
    "unit price",
    "performance",
    "repeat",
    "reporting",
    "net not below zero",
    "adjustment",
    "net carried",
    "earn back",
    "decision",
    "interest",
    "vat",
]


TO_COME: Final = ("awaited", "awaiting its stage")
"""The data statuses of a measure whose figure is still to come."""

SETTLED: tuple[LineKind, ...] = ("guarantee shortfall", "gain share", "pain share")
"""Lines of step 14. They have a nature of their own."""

BEFORE_DEDUCTIONS: tuple[LineKind, ...] = ("charge", "outcome", *SETTLED, "unit price")
"""Lines that make up what is paid before deductions; a recovery among them is below nothing."""


class Document(BaseModel):
    """A document that does not change once it is made."""

    model_config = ConfigDict(frozen=True)


class Evidence(Document):
    """Where a figure came from: a submission, its file, and the cells or rows in it.

    ``read`` is what was read in each of ``cells``, in their order; of rows, and in statements certified before it was
    kept, there is none.
    """

    submission: int
    file_name: str
    file_hash: str
    received_at: datetime
    sheet: str
    cells: str
    says: str
    read: tuple[str, ...] = ()

    @property
    def cells_with_figures(self) -> str:
        """Write each cell with what was read in it, so that the file need not be opened to know: ``C10: 60``."""
        if not self.read:
            return self.cells
        return ", ".join(f"{cell}: {read}" for cell, read in zip(self.cells.split(", "), self.read, strict=True))


class Sum(Document):
    """One step of a sum in figures: what it is, and the sum with its result."""

    says: str
    figures: str


class VatPart(Document):
    """What of a line stands under one VAT code, in pence, signed as the line is."""

    code: str
    amount: int


class Pot(NamedTuple):
    """What is put right, and kept at nil, by itself: a fund, and the VAT code where the contract states VAT."""

    fund: str
    vat: str


class FundPart(Document):
    """What of a line is of one fund, under one VAT code if the contract states VAT; in pence, signed as the line is."""

    fund: str
    vat: str = Field(default="", exclude_if=operator.not_)
    amount: int


class StatementLine(Document):
    """One line of a statement. ``amount`` is what it does to the payment after all caps, ``before_caps`` before.

    What a measure leaves on its line stays blank on others; lines are numbered when the statement is put together.
    ``vat`` is its VAT code and ``nature`` what it is in law, where the contract states VAT; ``vat_parts`` are what
    stands under each code of a line that is split over several. Where a line is split over several funds, ``fund`` is
    blank, and ``fund_parts`` have what of it is of each fund and code. A digest without them is as before there were
    any.
    """

    number: int = 0
    kind: LineKind
    title: str
    indicator: str | None = None
    clause: str
    measured: str
    priced: str
    charged: str
    brought_forward: bool = False
    data_status: str | None = None
    status: str | None = None
    measure: str = ""
    target: str = ""
    points: str = ""
    before_caps: int
    amount: int
    fund: str = ""
    vat: str = Field(default="", exclude_if=operator.not_)
    vat_parts: tuple[VatPart, ...] = Field(default=(), exclude_if=operator.not_)
    fund_parts: tuple[FundPart, ...] = Field(default=(), exclude_if=operator.not_)
    nature: str = Field(default="", exclude_if=operator.not_)
    verified_by: str = ""
    words: str = ""
    sums: tuple[Sum, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def by_fund(self) -> tuple[FundPart, ...]:
        """What of the line is of each fund under each VAT code: all of it of its own, unless it is split."""
        codes = self.vat_parts or (VatPart(code=self.vat, amount=self.amount),)
        return self.fund_parts or tuple(FundPart(fund=self.fund, vat=part.code, amount=part.amount) for part in codes)

    @property
    def funds(self) -> str:
        """The fund of the line, or those that it is split over, in words."""
        return self.fund or listed(dict.fromkeys(part.fund for part in self.fund_parts))


class ReliefShown(Document):
    """Relief that was agreed for measures of a month, with the board's reference.

    ``says`` is the effect in words. ``set_aside`` are the indicators whose figure without relief is used, because
    relief would make them dearer.
    """

    relief: int
    effect: str
    says: str = Field(default="", exclude_if=operator.not_)
    indicators: tuple[str, ...]
    first: str
    last: str
    cause: str
    reference: str
    set_aside: tuple[str, ...]


class CapUse(Document):
    """A cap in one month: what it allows and what of it is used, both in pence."""

    cap: str
    title: str
    clause: str
    limit: int
    used: int


class MeasureShown(Document):
    """One indicator in one month, as it was judged. ``deducted`` is unsigned pence, None where nothing was judged.

    ``stage`` says in words at which stage the figure is priced, where the contract tells stages apart and that is not
    simply the final one.
    """

    indicator: str
    title: str
    service: str
    clause: str
    owner: str
    month: str
    data_status: str
    status: str | None
    fails: bool
    band: int | None
    measure: str
    target: str
    place_in_run: int
    deducted: int | None
    commentary: str
    reason_not_reported: str
    verified_by: str
    stage: str = Field(default="", exclude_if=operator.not_)


class Statement(Document):
    """The statement of one month: from the charge to the net payment before VAT, every line with its working.

    ``net`` is the charge, less ``deducted``, plus ``adjusted``: what certified months came to since, and
    ``interest`` on what was paid late. ``vat`` comes
    on top of it, on lines of its own; the lines add up to both. ``net_without_relief`` is the charge less what would be
    deducted had nobody agreed relief, None where nobody has. ``draft`` is the
    number under which it was sent to the provider, if it was. ``invoice`` and ``credit_notes`` are the numbers that are
    on record for a certified month: facts of its life, which its digest knows nothing of.
    """

    contract: str
    title: str
    authority: str
    provider: str
    month: str
    state: Literal["draft", "certified"]
    draft: int | None = None
    invoice: str = Field(default="", exclude_if=operator.not_)
    credit_notes: tuple[str, ...] = Field(default=(), exclude_if=operator.not_)
    known_at: datetime
    contract_version: int
    contract_digest: str
    digest: str
    illustrative: bool
    charge: int
    deducted: int
    net: int
    adjusted: int = 0
    interest: int = Field(default=0, exclude_if=operator.not_)
    net_without_relief: int | None = None
    relief: tuple[ReliefShown, ...] = ()
    vat: int = 0
    lines: tuple[StatementLine, ...]
    caps: tuple[CapUse, ...]


class MonthTotal(Document):
    """One month's money: charge, deductions (unsigned) and net, in pence."""

    month: str
    charge: int
    deducted: int
    net: int


class DatasetReceipt(Document):
    """Whether a dataset came in time for a month."""

    dataset: str
    month: str
    receipt_status: str
    due_at: datetime
    received_at: datetime | None


class SignalShown(Document):
    """What an indicator's control chart shows of the month itself, where that is more than usual variation.

    It tells whether something is changing and has no part in the status. ``direction`` is of the figure.
    """

    indicator: str
    variation: Literal["better", "worse", "other"]
    direction: Literal["high", "low"]
    finding: str


class TravelShown(Document):
    """Where an indicator is going, by its control chart at its latest measured month; without a part in any status.

    ``variation`` and ``direction`` are as of a signal; usual variation has no direction. Where nothing can be told both
    are missing, and ``finding`` says why.
    """

    indicator: str
    month: str | None
    variation: Literal["better", "worse", "other", "usual"] | None
    direction: Literal["high", "low"] | None
    finding: str


class TriggerShown(Document):
    """Something that performance sets off beside money; without an indicator, by the points of several together."""

    trigger: str
    indicator: str | None
    title: str
    since: str
    clause: str
    words: str


class Beside(Document):
    """A sum, in signed pence, by which a year's deductions are more than its figures cost, and in words what it is."""

    says: str
    pence: int


class Board(Document):
    """What a board sees of one month: totals so far, every indicator in every month, the month's lines by cost.

    ``signals`` are of indicators measured in the month whose charts rest on thirteen figures or more; ``travel`` is of
    every indicator, at its latest measured month. ``returns_later`` is what late or missing returns of the month take
    off the payment of the month after, in pence, where that is what prices them. ``besides`` leads from what the
    figures of the contract year so far cost to what is deducted in it.
    """

    contract: str
    title: str
    authority: str
    provider: str
    month: str
    known_at: datetime
    illustrative: bool
    facts: tuple[str, ...]
    months: tuple[MonthTotal, ...]
    grid: tuple[MeasureShown, ...]
    receipts: tuple[DatasetReceipt, ...]
    caps: tuple[CapUse, ...]
    returns_later: int = 0
    besides: tuple[Beside, ...] = Field(default=(), exclude_if=operator.not_)
    signals: tuple[SignalShown, ...] = ()
    travel: tuple[TravelShown, ...] = ()
    triggers: tuple[TriggerShown, ...] = ()


class MeasureCost(Document):
    """What a line of the statement of the month ``charged`` takes off for a measure, in unsigned pence."""

    charged: str
    kind: LineKind
    points: str
    amount: int
    words: str


class MonthOfHistory(Document):
    """One measured month of an indicator: how it was judged, what that cost in which statements, and its evidence.

    ``value`` is in the indicator's displayed unit and, like ``targets``, for drawing alone: nothing is decided on it.
    It is ``None`` where no figure can be judged. ``targets`` are one, none, or the two ends of a range. ``counts`` are
    the numerator and denominator that the value comes from.
    """

    shown: MeasureShown
    value: float | None
    targets: tuple[float, ...]
    counts: tuple[float, float] | None = None
    costs: tuple[MeasureCost, ...]
    evidence: tuple[Evidence, ...]


class ChartNoteShown(Document):
    """A note on an indicator's chart: an event of a month, or the decision to begin the chart anew there, and why."""

    note: int
    kind: Literal["event", "rebase"]
    month: str
    words: str
    person: str
    known_at: datetime


class IndicatorHistory(Document):
    """One indicator from the contract's first month to a month, oldest first: its definition is the month's own."""

    contract: str
    title: str
    authority: str
    provider: str
    month: str
    known_at: datetime
    illustrative: bool
    indicator: str
    indicator_title: str
    service: str
    clause: str
    owner: str
    definition: str
    months: tuple[MonthOfHistory, ...]
    noted: tuple[ChartNoteShown, ...] = ()
