"""Worcestershire Learning and Achievement: 33 made-up months, from the start in July 2015 to March 2018.

The first financial year is bedding-in. From April 2016 visits to schools causing concern (L1) fail twice, answers (L5)
take too long in the autumn of 2016, no return comes for November 2016, that of June 2017 is late, and early years (L3)
stay behind their target for a year. The saving of each year is made in full by its end. All of it is made up.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from contracts import months
from contracts.months import Month
from sample_data.arrangement import Arrangement
from sample_data.people import SamplePerson
from sample_data.usual import Usual

_APRIL_2016: Final = months.parse("2016-04")

# Thousands of pounds a year that have been saved, month by month from April 2016: £1.344m and then £1.688m is planned.
_SAVED: Final = (
    *(270, 420, 590, 700, 810, 910, 990, 1090, 1180, 1250, 1300, 1344),
    *(1350, 1370, 1400, 1430, 1460, 1490, 1520, 1550, 1590, 1620, 1650, 1688),
)


def _from_april_2016(figures: Iterable[str]) -> dict[str, str]:
    return {months.label(Month(_APRIL_2016 + place)): figure for place, figure in enumerate(figures)}


_FIGURES: Final = {
    "L1": Usual(
        *(95, 100),
        of=(20, 34),
        told={"2015-09": "17/24", "2016-06": "27/29", "2016-07": "20/24", "2016-08": "nil", "2017-08": "nil"}
        | {"2015-08": "nil", "2017-10": "19/21"},
        says={"2016-07": "Two advisers' posts were vacant until the end of term."},
    ),
    "L2": Usual(87, 88, of=(230, 232), verified_by="verified", told={"2016-12": "197/231", "2017-07": "204/232"}),
    "L3": Usual(
        *(90, 91),
        of=(410, 418),
        verified_by="verified",
        told={"2016-06": "366/412", "2016-09": "364/412", "2016-12": "367/414", "2017-03": "371/415"},
    ),
    "L4": Usual(
        *(95, 100),
        of=(21, 30),
        told=dict.fromkeys(("2015-08", "2016-08", "2017-08"), "nil") | {"2017-02": "17/20", "2017-05": "2/3"},
    ),
    "L5": Usual(
        *(3, 4),
        places=1,
        told={"2015-10": "9.2", "2016-09": "6.1", "2016-10": "8.6", "2017-09": "5.4"},
        says={"2016-10": "Requests doubled when the new admissions round began. The team has been made larger."},
    ),
    "L6": Usual(0, 2, verified_by="verified"),
    "L7": Usual(
        *(100, 100),
        of=(1_688_000, 1_688_000),
        told={"2016-06": "1290000/1344000", "2016-09": "1300000/1344000", "2016-12": "1310000/1344000"}
        | {"2017-03": "1344000/1344000", "2017-06": "1520000/1688000", "2017-09": "1560000/1688000"}
        | {"2017-12": "1640000/1688000"},
    ),
    "L8": Usual(0, 0, told=_from_april_2016(f"{thousands}000" for thousands in _SAVED)),
    "L9": Usual(145_000, 185_000, verified_by="sampled"),
}

WORCESTERSHIRE: Final = Arrangement(
    name="worcestershire",
    file="worcestershire-learning-and-achievement.yaml",
    provider=SamplePerson("p.ellery", "P. Ellery", "Learning and Achievement provider", "provider"),
    agreed=datetime(2015, 6, 15, 9, 0, tzinfo=UTC),
    stands_at=datetime(2018, 5, 4, 8, 15, tzinfo=UTC),
    last="2018-03",
    figures=_FIGURES,
    missing="2016-11",
    late="2017-06",
)
