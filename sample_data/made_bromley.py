"""Bromley education services, which were never let: made-up returns of the first year, April 2017 to March 2018.

Welfare (B2) falls below its baseline in June and recovers, so that a part of it comes back; plans (B9) are below theirs
in October and November; the Phoenix Centre (B10) is flooded in January, for which relief is agreed. No return comes for
August, and that of October is late. All of it is made up.
"""

from datetime import UTC, datetime
from typing import Final

from sample_data.arrangement import Arrangement
from sample_data.people import OFFICER, SamplePerson
from sample_data.told import Told
from sample_data.usual import Usual

_FIGURES: Final = {
    "B1": Usual(95, 99, of=(90, 160), verified_by="sampled"),
    "B2": Usual(
        92, 98, of=(48, 70), told={"2017-06": "50/57"}, says={"2017-06": "Two officers were on leave at once."}
    ),
    "B3": Usual(100, 100, of=(4, 9), told={"2017-05": "2/2", "2017-12": "6/7"}),
    "B4": Usual(92, 94, of=(94, 96), verified_by="verified"),
    "B5": Usual(92, 95, of=(840, 860), told={"2017-09": "756/852"}),
    "B6": Usual(72, 76, of=(880, 960), verified_by="sampled"),
    "B7": Usual(8, 10, places=1, told={"2018-03": "13.4"}),
    "B8": Usual(100, 100, of=(11, 14)),
    "B9": Usual(
        *(90, 95),
        of=(22, 36),
        told={"2017-09": "27/31", "2017-10": "29/34", "2017-11": "28/33"},
        says={"2017-10": "One caseworker’s post is vacant.", "2017-11": "The post is filled from 4 December."},
    ),
    "B10": Usual(90, 97, of=(20, 32), told={"2018-01": "18/23"}, says={"2018-01": "Flooded from 8 to 19 January."}),
    "B11": Usual(85, 92, of=(38, 44), verified_by="verified"),
    "B12": Usual(90, 94, of=(1100, 1400)),
    "B13": Usual(93, 97, of=(60, 200), told={"2017-11": "128/143", "2017-07": "21/23"}),
}

BROMLEY: Final = Arrangement(
    name="bromley",
    file="bromley-education-services.yaml",
    provider=SamplePerson("c.marsh", "C. Marsh", "No provider was appointed", "provider"),
    agreed=datetime(2017, 3, 20, 9, 0, tzinfo=UTC),
    stands_at=datetime(2018, 5, 4, 8, 15, tzinfo=UTC),
    last="2018-03",
    figures=_FIGURES,
    missing="2017-08",
    late="2017-10",
    records=(
        Told(
            datetime(2018, 1, 24, 10, 0, tzinfo=UTC),
            OFFICER.id,
            "relief",
            {
                "effect": "reduce_amount",
                "indicators": ("B10",),
                "first": "2018-01",
                "last": "2018-01",
                "percent": "60",
                "notice_day": "2018-01-10",
                "cause": "Flood at the Phoenix Centre",
                "particulars": "The centre was shut from 8 to 19 January.",
            },
        ),
        Told(
            datetime(2018, 2, 20, 10, 0, tzinfo=UTC),
            "m.iqbal",
            "decide-relief",
            {"relief": 1, "decision": "agreed", "reference": "Education committee, 19 February 2018, minute 6"},
        ),
    ),
)
