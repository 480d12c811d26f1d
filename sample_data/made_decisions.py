"""The decisions that the sample's board was asked for, and its answers. All of it is made up."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class MadeDecision:
    """A decision as it was asked on a day with a month's results, and what was decided at which meeting."""

    recorded: str
    month: str
    indicator: str | None
    asked: str
    meeting: str = ""
    answer: str = ""
    minute: str = ""


DECISIONS: Final = (
    MadeDecision(
        "2016-08-11",
        "2016-07",
        "SP1",
        "Note that the late plans were requested before the contract began, and ask for a date when they are cleared.",
        "2016-08-17",
        "Noted. They are to be cleared by 16 September.",
        "4.1",
    ),
    MadeDecision(
        "2016-10-13",
        "2016-09",
        "MS1",
        "Agree that the council presses its IT contractor for the two reviews that wait for it.",
        "2016-10-19",
        "Agreed.",
        "4.2",
    ),
    MadeDecision(
        "2016-12-08",
        "2016-11",
        "SP2",
        "Agree the rectification plan of 7 December, or return it with changes.",
        "2016-12-14",
        "Agreed. Numbers are reported to every meeting.",
        "4.1",
    ),
    MadeDecision(
        "2016-12-08",
        "2016-11",
        "OP5",
        "Agree that a second month below target brings a rectification plan.",
        "2016-12-14",
        "Agreed.",
        "4.3",
    ),
    MadeDecision(
        "2017-01-12",
        "2016-12",
        "OP16",
        "Agree to re-tender the routes that cost most for September 2017.",
        "2017-01-18",
        "Agreed.",
        "4.2",
    ),
    MadeDecision(
        "2017-05-11",
        "2017-04",
        "OP5",
        "Agree variation CCN-007: a target of 92% while the borough’s secondary schools are full.",
        "2017-05-17",
        "Agreed, for signature.",
        "5.1",
    ),
    MadeDecision(
        "2017-10-12",
        "2017-09",
        "SP1",
        "Agree two more caseworkers until March, paid by the provider.",
        "2017-10-18",
        "Agreed.",
        "4.1",
    ),
    MadeDecision(
        "2017-11-10",
        "2017-10",
        "OP2",
        "Agree that every school names the person who books its annual reviews.",
        "2017-11-15",
        "Agreed.",
        "4.2",
    ),
    MadeDecision(
        "2018-04-12",
        "2018-03",
        "OP2",
        "Agree the rectification plan of 11 April for annual reviews, or return it with changes.",
        "2018-04-18",
        "Returned. The plan is to say when 90% are on time.",
        "4.1",
    ),
    MadeDecision(
        "2018-05-03",
        "2018-04",
        "OP2",
        "Agree the plan of 2 May: 90% of annual reviews on time from September.",
    ),
)
