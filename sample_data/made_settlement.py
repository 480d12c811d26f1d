"""The last statements on their way from draft to payment, from January 2018 on. All of it is made up.

January is agreed, invoiced and paid; February is certified, invoiced and paid after a dispute about a week of snow;
March was sent, and since no reply came in time its lines count as agreed: it waits for the certifying officer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sample_data.people import Role


@dataclass(frozen=True)
class MadeStep:
    """A step of a statement's life: the day, who takes it (their role in the sample), the operation and its request."""

    day: str
    by: Role
    operation: str
    month: str
    request: Mapping[str, Any]


STEPS: Final = (
    MadeStep("2018-02-09", "officer", "send", "2018-01", {}),
    MadeStep("2018-02-16", "provider", "reply", "2018-01", {"answer": "agreed"}),
    MadeStep("2018-02-23", "certifying officer", "certify", "2018-01", {}),
    MadeStep(
        "2018-02-26",
        "provider",
        "invoice",
        "2018-01",
        {"number": "CE-1718-10", "dated_on": "2018-02-26", "net": 895_350_00},
    ),
    MadeStep(
        "2018-03-02",
        "certifying officer",
        "pay",
        "2018-01",
        {"paid_on": "2018-03-02", "pence": 895_350_00, "reference": "Payment run 48"},
    ),
    MadeStep("2018-03-09", "officer", "send", "2018-02", {}),
    MadeStep("2018-03-20", "provider", "reply", "2018-02", {"answer": "agreed"}),
    MadeStep(
        "2018-03-21",
        "provider",
        "reply",
        "2018-02",
        {"line": 7, "answer": "disputed", "says": "The roads were closed by snow on 28 February."},
    ),
    MadeStep(
        "2018-03-27",
        "certifying officer",
        "determine",
        "2018-02",
        {
            "line": 7,
            "outcome": "stands",
            "reference": "Contract Monitoring Board, 21 March 2018, minute 4.3",
            "says": "Routes that did not run were left out of the count already.",
        },
    ),
    MadeStep("2018-03-28", "certifying officer", "certify", "2018-02", {}),
    MadeStep(
        "2018-03-29",
        "officer",
        "invoice",
        "2018-02",
        {"number": "CE-1718-11", "dated_on": "2018-03-28", "received_on": "2018-03-29", "net": 893_250_00},
    ),
    MadeStep(
        "2018-04-03",
        "certifying officer",
        "pay",
        "2018-02",
        {"paid_on": "2018-04-03", "pence": 893_250_00, "reference": "Payment run 52"},
    ),
    MadeStep("2018-04-10", "officer", "send", "2018-03", {}),
)
