"""What leaves this room about published figures. Figures are texts; ``value`` is the exact decimal, if there is one."""

from datetime import datetime
from typing import Literal

from statements.documents import Document


class PlaceShown(Document):
    """A place's figure of a year as a page writes it, or why there is none."""

    level: Literal["authority", "national", "regional", "neighbours", "neighbour"]
    name: str
    says: str
    value: str | None


class YearShown(Document):
    """A year, such as ``2016/17``: the contract's own figure over its months, if there is one, and every place's.

    ``own`` says of how many of the year's months it is. ``places`` begin with the authority, England, the region and
    the median of the neighbours.
    """

    year: str
    own: str
    places: tuple[PlaceShown, ...]


class BenchmarkShown(Document):
    """An indicator beside published figures, newest year first; ``source`` and ``release`` go wherever they go."""

    contract: str
    indicator: str
    source: str
    release: str
    figure: str
    chosen: str
    kind_of_year: str
    file_name: str
    file_hash: str
    person: str
    known_at: datetime
    takeaway: str
    years: tuple[YearShown, ...]


class BenchmarkRecorded(Document):
    """A release as it was recorded: its number, and how many figures and symbols it has."""

    number: int
    figures: int
    symbols: int
    shown: BenchmarkShown
