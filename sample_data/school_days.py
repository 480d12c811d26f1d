"""School days a month, from which meals, journeys and transport cost follow. Made up, on the pattern of real terms."""

from typing import Final

from contracts import months
from contracts.months import Month

FIRST: Final = months.parse("2016-04")
LAST: Final = months.parse("2018-03")
NEXT: Final = Month(LAST + 1)

PERIODS: Final = tuple(map(Month, range(FIRST, LAST + 1)))
"""The 24 months of which returns are made, April 2016 to March 2018; `NEXT` is the month of the tour."""

# The school year from September 2016 to July 2017 has 190 days, as the law asks of maintained schools.
_DAYS: Final = (
    *(15, 19, 19, 14, 0),
    *(20, 16, 22, 14, 20, 15, 23, 9, 19, 20, 12, 0),
    *(20, 17, 22, 14, 20, 15, 21, 11),
)


def school_days(month: Month) -> int:
    """Return the number of school days in a month from April 2016; later years are taken to be like the last."""
    place = month - FIRST
    while place >= len(_DAYS):
        place -= 12
    return _DAYS[place]
