"""A provider of Devon's arrangement: made-up returns from its beginning in January 2026 to October 2026.

Checks (D1) miss one of twenty staff in March; the first quality visit (D3) is not passed in May, beside poor attendance
(D4) in May and June; no return comes for July, and that of April is late. Of £12,000.00 paid ahead for children back in
a school, September recovers what they have not earned. All of it is made up.
"""

from datetime import UTC, datetime
from typing import Final

from sample_data.arrangement import Arrangement
from sample_data.people import SamplePerson
from sample_data.usual import Usual

_FIGURES: Final = {
    "D1": Usual(
        *(100, 100),
        of=(17, 22),
        told={"2026-03": "19/20", "2026-09": "20/22"},
        says={
            "2026-03": "One tutor began before the reference came.",
            "2026-09": "Two tutors began in the first week.",
        },
        verified_by="verified",
    ),
    "D2": Usual(95, 100, of=(4, 9), told={"2026-02": "2/2", "2026-06": "5/6"}, verified_by="verified"),
    "D3": Usual(
        0, 0, verified_by="verified", says={"2026-05": "The fire plan was out of date. It was put right in June."}
    ),
    "D4": Usual(86, 91, of=(700, 980), told={"2026-05": "642/804", "2026-06": "611/790", "2026-08": "nil"}),
    "D5": Usual(92, 100, of=(6, 13), told={"2026-01": "3/3", "2026-08": "nil", "2026-10": "10/12"}),
    "D6": Usual(150, 240, told={"2026-05": "228", "2026-08": "0"}, verified_by="sampled"),
    "D7": Usual(60, 95, told={"2026-08": "22", "2026-09": "80"}, verified_by="sampled"),
    "D8": Usual(110, 170, told={"2026-08": "40"}, verified_by="sampled"),
    "D9": Usual(0, 2, told={"2026-04": "2", "2026-05": "1", "2026-06": "1", "2026-09": "1"}, verified_by="verified"),
    "D10": Usual(
        *(0, 0),
        told={"2026-03": "14200", "2026-06": "63500", "2026-09": "104800"},
        verified_by="sampled",
    ),
}

DEVON: Final = Arrangement(
    name="devon",
    file="devon-special-and-alternative-education.yaml",
    provider=SamplePerson("k.lamb", "K. Lamb", "Tamarside Learning", "provider"),
    agreed=datetime(2025, 12, 1, 9, 0, tzinfo=UTC),
    stands_at=datetime(2026, 11, 20, 8, 15, tzinfo=UTC),
    last="2026-10",
    figures=_FIGURES,
    missing="2026-07",
    late="2026-04",
)
