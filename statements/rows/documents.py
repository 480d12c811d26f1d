"""What leaves this room about the rows of a return: what each did to a measure, and what the payment was without it.

Amounts are whole pence. A cost is what a payment would have been more by: it is negative where a row spared money.
"""

from datetime import date, datetime
from typing import Literal

from statements.documents import Document

Did = Literal["late", "on time", "worse than the target", "meets the target", "counted", "left out", "stated"]
FAILED: tuple[Did, ...] = ("late", "worse than the target")


class RowCell(Document):
    """A cell of a row: the heading of its column, its address and what it says."""

    heading: str
    cell: str
    says: str


class CostInMonth(Document):
    """What the payment of a statement month would have been more by."""

    month: str
    pence: int


class RowShown(Document):
    """A row, where it stands, and what it did; ``counts`` is what it adds, such as ``0 of 1``.

    ``numerator`` and ``denominator`` are the same as exact decimals; a plain sum has no denominator. ``cost`` is what
    the row alone cost at the margin over all statement months, ``None`` where it was not worked out; ``without`` is the
    measure without it.
    """

    key: str
    month: str
    submission: int
    file_name: str
    sheet: str
    row: int
    cells: tuple[RowCell, ...]
    did: Did
    why: str
    counts: str
    numerator: str
    denominator: str
    days_taken: int | None = None
    due_day: date | None = None
    without: str = ""
    cost: int | None = None
    costs: tuple[CostInMonth, ...] = ()


class LeftOut(Document):
    """How many rows count on neither side for the same cause."""

    why: str
    rows: int


class Group(Document):
    """The rows that have the same value in a column. ``holds`` is how many values were put together, or 1."""

    name: str
    holds: int
    rows: int
    value: str
    numerator: str
    denominator: str
    is_worse: bool


class Breakdown(Document):
    """A measure by the values of one column, worst first; the groups add up to the whole."""

    by: str
    heading: str
    groups: tuple[Group, ...]
    takeaway: str
    note: str


class Step(Document):
    """The first so many failed rows taken out together, worst first: the measure then, and what they cost together."""

    rows: int
    measure: str
    pence: int


class RowsOfMonth(Document):
    """The rows of the returns behind one indicator in one month.

    ``source`` says whether the figure is counted from records or stated in a row of its own. ``entered`` rows count,
    of which ``failed`` count against the provider; ``left_out`` are the others of the same sheet. ``withheld`` says in
    a sentence why some rows are not shown, and to whom they are. ``not_listed`` rows are beyond the number asked for.
    ``breakdowns`` has one for every column by which the person may break the measure down.
    """

    contract: str
    title: str
    month: str
    known_at: datetime
    illustrative: bool
    indicator: str
    indicator_title: str
    clause: str
    measure: str
    target: str
    status: str | None
    data_status: str
    source: Literal["records", "stated", "none"]
    sheet: str
    note: str
    entered: int
    failed: int
    left_out: tuple[LeftOut, ...]
    rows: tuple[RowShown, ...]
    not_listed: int
    withheld: str
    breakdowns: tuple[Breakdown, ...]
    steps: tuple[Step, ...]


class RowEffect(Document):
    """What a row did to one indicator, and how that stands with it and without it in the month that it is judged in."""

    indicator: str
    indicator_title: str
    clause: str
    judged: str
    did: Did
    why: str
    measure: str
    status: str | None
    measure_without: str
    status_without: str | None


class StatementWithout(Document):
    """The net payment of a statement month with a row and without it; ``pence`` is what the row cost there."""

    month: str
    net: int
    net_without: int
    pence: int


class RowCost(Document):
    """What one row cost at the margin: the statements worked out again without it, months that differ alone."""

    contract: str
    title: str
    month: str
    known_at: datetime
    illustrative: bool
    key: str
    submission: int
    file_name: str
    file_hash: str
    sheet: str
    row: int
    cells: tuple[RowCell, ...]
    effects: tuple[RowEffect, ...]
    statements: tuple[StatementWithout, ...]
    cost: int
    words: str
