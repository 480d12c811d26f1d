"""The outlook as a document: a range for every month to come, with what it rests on. Never a single figure."""

from datetime import datetime

from contracts.indicators import Unit
from statements.documents import Document


class MonthAhead(Document):
    """A month to come: its range in the displayed unit, and the target or the plan in force then."""

    month: str
    low: float
    high: float
    target: float | None


class HeldBack(Document):
    """How the method did on months that are known: mean absolute errors on the same ``figures``, in the unit.

    ``within`` of ``ranges`` held-back figures lay in the range that the program would have given; both are ``None``
    unless one indicator was asked for.
    """

    figures: int
    error: float
    last_value: float
    same_month_last_year: float
    within: int | None
    ranges: int | None


class IndicatorOutlook(Document):
    """What is to be expected of an indicator; without ``months`` there is no range, and ``finding`` says why.

    ``target_met`` is how many of a hundred futures meet the target, or keep to the plan, in the last of the months.
    """

    indicator: str
    title: str
    unit: Unit
    figures: int
    method: str | None
    finding: str
    rests_on: str
    months: tuple[MonthAhead, ...]
    target_met: int | None
    held_back: HeldBack | None


class PenceAhead(Document):
    """A month to come and its range in whole pence."""

    month: str
    low: int
    high: int


class PoundsOutlook(Document):
    """What a sum of money comes to in the contract year, whole pence: ``so_far``, and the range of the whole year.

    ``straight_line`` is what the months so far would come to if all twelve were alike: shown to be distrusted.
    ``range_said`` is the range alone as a sentence. ``earlier`` is with how many earlier outlooks it reckons.
    """

    id: str
    title: str
    so_far: int
    so_far_until: str | None
    low: int
    high: int
    straight_line: int | None
    months: tuple[PenceAhead, ...]
    range_said: str
    finding: str
    earlier: int = 0


class Outlook(Document):
    """The outlook of a contract from its figures up to ``month`` to the end of the contract year, ``last``.

    ``deducted`` is what the year's statements take off, worked out in every future by the payment mechanism itself.
    Without months to come nothing is worked out, and ``words`` says why.
    """

    contract: str
    title: str
    month: str
    first: str | None
    last: str | None
    known_at: datetime
    illustrative: bool
    futures: int
    seed: int
    coverage: int
    words: str
    assumes: str
    deducted: PoundsOutlook | None
    pounds: tuple[PoundsOutlook, ...]
    indicators: tuple[IndicatorOutlook, ...]
