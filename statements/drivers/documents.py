"""What leaves this room about what moved an indicator. Moves are exact decimals in the indicator's unit, as text."""

from datetime import datetime

from statements.documents import Document


class Move(Document):
    """What a group moved the figure by: ``own`` by its own value, ``share`` by its share of the whole.

    They have six decimal places and add up to the change; ``shown`` are the three as a page writes them, which add up
    as they stand.
    """

    own: str
    share: str
    together: str
    shown: tuple[str, str, str]


class GroupMoved(Document):
    """A group in both months: what it came to, what it adds to numerator and denominator, and what it moved.

    ``holds`` is how many values of the column were put together, or 1. A plain sum has no denominator.
    """

    name: str
    holds: int
    before: str
    after: str
    numerator_before: str
    denominator_before: str
    numerator_after: str
    denominator_after: str
    moved: Move


class MovedBy(Document):
    """The change by the values of one column, the largest move first; the groups add up to the change."""

    by: str
    heading: str
    groups: tuple[GroupMoved, ...]
    takeaway: str
    note: str


class Drivers(Document):
    """What moved an indicator from one month to another, by every column by which the person may break it down.

    ``change`` is the later figure less the earlier as the rows give them, ``shown`` as a page writes it.
    """

    contract: str
    title: str
    known_at: datetime
    illustrative: bool
    indicator: str
    indicator_title: str
    clause: str
    before: str
    after: str
    measure_before: str
    measure_after: str
    change: str
    shown: str
    words: str
    notes: tuple[str, ...]
    moved_by: tuple[MovedBy, ...]
