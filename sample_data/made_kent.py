"""A school of Kent's dynamic purchasing system: made-up returns from its admission in April 2017 to March 2018.

Attendance (K2) is poor in the autumn, and in October fails together with the reviews (K1) in one outbreak of influenza;
three days more of exclusion than are free cost something in November. No return comes for January, and that of June is
late. The index of March 2017 is provisional until November. All of it is made up.
"""

from datetime import UTC, datetime
from typing import Final

from sample_data.arrangement import Arrangement
from sample_data.people import OFFICER, SamplePerson
from sample_data.told import Told
from sample_data.usual import Usual

_FIGURES: Final = {
    "K1": Usual(
        *(97, 100),
        of=(4, 7),
        told={"2017-05": "2/2", "2017-08": "nil", "2017-09": "1/1", "2017-10": "5/6", "2017-12": "2/3"},
    ),
    "K2": Usual(
        *(92, 95),
        of=(1200, 1500),
        told={"2017-08": "nil", "2017-10": "1214/1408", "2017-11": "1196/1430", "2018-02": "1078/1180"},
        says={"2017-11": "Influenza: eleven pupils were away for a week."},
        verified_by="sampled",
    ),
    "K3": Usual(0, 2, told={"2017-11": "5", "2017-08": "0"}),
    "K4": Usual(70, 80, of=(18, 24), told={"2017-12": "15/21"}, verified_by="verified"),
    "K5": Usual(
        *(7, 9),
        told={"2017-04": "5", "2017-09": "11", "2017-10": "12", "2017-11": "13", "2017-12": "13"}
        | {"2018-02": "14", "2018-03": "14"},
    ),
    "K6": Usual(60, 110, told={"2017-08": "12", "2017-04": "38"}),
    "K7": Usual(21_000, 30_000),
    "K8": Usual(0, 9_000),
    "K9": Usual(52_000, 52_000),
    "K10": Usual(0, 5_000, told={"2017-09": "11800"}),
}

_INDEX: Final = {"source": "Made up for this sample"}

KENT: Final = Arrangement(
    name="kent",
    file="kent-special-school-placements.yaml",
    provider=SamplePerson("s.hollis", "S. Hollis", "Ragstone School", "provider"),
    agreed=datetime(2017, 4, 10, 9, 0, tzinfo=UTC),
    stands_at=datetime(2018, 5, 4, 8, 15, tzinfo=UTC),
    last="2018-03",
    figures=_FIGURES,
    missing="2018-01",
    late="2017-06",
    records=(
        Told(
            datetime(2017, 4, 12, 9, 0, tzinfo=UTC),
            OFFICER.id,
            "index-value",
            {"month": "2016-03", "value": "100.0", "stage": "final", **_INDEX},
        ),
        Told(
            datetime(2017, 4, 20, 9, 0, tzinfo=UTC),
            OFFICER.id,
            "index-value",
            {"month": "2017-03", "value": "102.6", "stage": "provisional", **_INDEX},
        ),
        Told(
            datetime(2017, 11, 15, 9, 0, tzinfo=UTC),
            OFFICER.id,
            "index-value",
            {"month": "2017-03", "value": "102.9", "stage": "final", **_INDEX},
        ),
        Told(
            datetime(2017, 11, 28, 9, 0, tzinfo=UTC),
            OFFICER.id,
            "incident",
            {
                "month": "2017-10",
                "reference": "R-17-03",
                "title": "Influenza in the school",
                "indicators": ("K1", "K2"),
            },
        ),
    ),
)
