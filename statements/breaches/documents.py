"""Open assessments by days to their limit, and what the next month comes to, as documents."""

from datetime import date, datetime

from statements.documents import Document


class OpenCase(Document):
    """An open assessment on the last day of the return's month: day 0 is the request, day 140 still in time.

    ``days_left`` is negative once the limit has passed. ``waits_for`` is the next stage that has no date yet.
    """

    case: str
    days_open: int
    limit_day: date
    days_left: int
    waits_for: str
    sheet: str
    row: int


class Group(Document):
    """How many open assessments are alike: overdue by how long, or due when."""

    name: str
    cases: int


class Future(Document):
    """What the next month comes to if so many of the cases due then are issued in time, and every overdue one late.

    ``deducted`` is unsigned pence for this indicator, its repeats included; ``None`` where nothing is judged.
    """

    supposing: str
    in_time: int
    measure: str
    status: str | None
    deducted: int | None


class Breaches(Document):
    """Open assessments of an indicator on the last day of a month, the most urgent first, and the month that follows.

    ``cases`` are the overdue and those whose limit lies in the next month, for those alone who may see cases; to
    others ``withheld`` says why there are none. ``groups`` hold all that count, small ones put together for them.
    ``if_overdue_stay`` is the measure if nothing changes and no overdue case is issued, empty where that is no other.
    ``needed`` of the ``due`` ones have to be issued in time to keep the target; ``None`` where that cannot be said.
    """

    contract: str
    title: str
    month: str
    next_month: str
    known_at: datetime
    illustrative: bool
    indicator: str
    indicator_title: str
    as_of: date
    total: int
    overdue: int | None
    due: int | None
    left_out: int
    groups: tuple[Group, ...]
    cases: tuple[OpenCase, ...]
    withheld: str
    target: str
    needed: int | None
    break_even: str
    futures: tuple[Future, ...]
    assumes: str
    if_overdue_stay: str = ""
