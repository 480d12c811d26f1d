"""The sample's actions to put right what failed, with what became of them. All of it is made up."""

from dataclasses import dataclass
from typing import Final

_SEND, _IMPROVEMENT, _ADMISSIONS = "Head of SEND", "Head of School Improvement", "Admissions Manager"
_TRANSPORT, _TRADED, _PARTNERSHIP = "Passenger Transport Manager", "Head of Traded Services", "Partnership Director"


@dataclass(frozen=True)
class MadeEntry:
    """What was recorded of an action on a day; progress is reported by the provider."""

    recorded: str
    kind: str
    note: str = ""
    day: str | None = None


@dataclass(frozen=True)
class MadeAction:
    """An action as it was recorded on a day; without an indicator it is for the contract as a whole."""

    recorded: str
    indicator: str | None
    what: str
    owner: str
    due: str
    entries: tuple[MadeEntry, ...] = ()


def _done(day: str, note: str = "") -> MadeEntry:
    return MadeEntry(day, "done", note, day)


def _told(day: str, note: str) -> MadeEntry:
    return MadeEntry(day, "progress", note)


def _moved(day: str, due: str, why: str) -> MadeEntry:
    return MadeEntry(day, "new due date", why, due)


ACTIONS: Final = (
    MadeAction(
        "2016-06-17",
        "SP1",
        "Set up a second casework team to clear the plans requested before the contract began.",
        _SEND,
        "2016-09-16",
        (_told("2016-07-18", "Four of six caseworkers are in post."), _done("2016-09-02")),
    ),
    MadeAction(
        "2016-08-12",
        "OP9",
        "Book places for day six by telephone on the day of the exclusion.",
        "Head of Inclusion",
        "2016-09-30",
        (_done("2016-09-12"),),
    ),
    MadeAction(
        "2016-10-14",
        "MS1",
        "Complete the two review actions that wait for the council’s IT contractor.",
        _PARTNERSHIP,
        "2016-11-30",
        (_moved("2016-11-17", "2017-02-28", "The contractor’s works are planned for February."), _done("2017-02-24")),
    ),
    MadeAction(
        "2016-10-14",
        "SP1",
        "Chase advice from health every week from week 10.",
        _SEND,
        "2016-11-30",
        (_done("2016-11-28"),),
    ),
    MadeAction(
        "2016-10-14",
        "OP7",
        "Agree with three schools to hold places for children who move in during term.",
        _ADMISSIONS,
        "2016-11-25",
        (_done("2016-12-01"),),
    ),
    MadeAction(
        "2016-10-20",
        "OP16",
        "Put the routes that cost most for each pupil to the market.",
        _TRANSPORT,
        "2017-01-31",
        (
            _moved("2017-02-16", "2017-05-31", "The new passenger transport agreement is to be signed first."),
            _done("2017-05-26"),
        ),
    ),
    MadeAction(
        "2016-11-16",
        "SP2",
        "Go through the statements that wait for advice every week, one by one.",
        _SEND,
        "2016-12-09",
        (_done("2016-12-08"),),
    ),
    MadeAction(
        "2016-11-18",
        "OP17",
        "Repair the boilers of both kitchens and open them again.",
        "Catering Contract Manager",
        "2016-11-28",
        (_done("2016-11-28"),),
    ),
    MadeAction(
        "2016-12-07",
        "SP2",
        "Engage two locum psychologists.",
        "Principal Psychologist",
        "2017-01-09",
        (_moved("2017-01-19", "2017-03-13", "The agency has nobody free before March."), _done("2017-03-13")),
    ),
    MadeAction(
        "2016-12-07",
        "SP2",
        "Convert at least 80 statements a month, 95 from the autumn.",
        _SEND,
        "2018-03-31",
        (
            _told("2017-05-12", "88 in April, the first month with both locums."),
            _told("2017-10-13", "95 in September."),
            _done("2018-03-29", "All statements are converted."),
        ),
    ),
    MadeAction(
        "2016-12-08",
        "OP4",
        "Recover the figure for November from the old system.",
        _IMPROVEMENT,
        "2016-12-15",
        (_done("2016-12-15"),),
    ),
    MadeAction(
        "2016-12-08",
        "OP5",
        "Hold the fair access panel every week.",
        _ADMISSIONS,
        "2017-01-13",
        (_done("2017-01-11"),),
    ),
    MadeAction(
        "2017-01-19",
        "OP12",
        "Price clerking at its full cost for 2017/18.",
        _TRADED,
        "2017-03-31",
        (_done("2017-03-30"),),
    ),
    MadeAction(
        "2017-02-10",
        "OP11",
        "Visit every school that no longer buys.",
        _TRADED,
        "2017-04-28",
        (MadeEntry("2017-03-17", "withdrawn", "Visits would cost more than they earn; schools are written to."),),
    ),
    MadeAction(
        "2017-03-17",
        "OP11",
        "Send the new price list to every school that no longer buys.",
        _TRADED,
        "2017-04-28",
        (_done("2017-04-26"),),
    ),
    MadeAction(
        "2017-06-22",
        "OP16",
        "Sign the contracts for the new tenders.",
        _TRANSPORT,
        "2017-07-31",
        (_done("2017-07-28"),),
    ),
    MadeAction(
        "2017-10-12",
        "OP7",
        "Hold places for September from July, not from the first day of term.",
        _ADMISSIONS,
        "2018-07-13",
        (_told("2018-03-16", "Eleven of twelve schools have agreed."),),
    ),
    MadeAction(
        "2017-10-19",
        "SP1",
        "Take on two caseworkers for the autumn’s requests.",
        _SEND,
        "2017-12-01",
        (_moved("2017-11-29", "2018-01-08", "One of the two posts was advertised again."), _done("2018-01-08")),
    ),
    MadeAction(
        "2017-11-10",
        "OP2",
        "Have every school name the person who books its annual reviews.",
        _SEND,
        "2018-01-31",
        (_told("2018-01-12", "Names have come from 71 of 84 schools."), _done("2018-02-08")),
    ),
    MadeAction(
        "2018-01-12",
        "OP15",
        "Have two operators replace the vehicles that broke down in December.",
        _TRANSPORT,
        "2018-02-16",
        (_done("2018-02-14"),),
    ),
    MadeAction(
        "2018-03-09",
        "OP4",
        "Draft plans on the day of the inspector’s letter.",
        _IMPROVEMENT,
        "2018-04-27",
        (_done("2018-04-26"),),
    ),
    MadeAction(
        "2018-03-09",
        "OP2",
        "Book the summer term’s annual reviews.",
        _SEND,
        "2018-04-20",
        (_told("2018-04-24", "Booked by 61 of 84 schools."),),
    ),
    MadeAction(
        "2018-04-19",
        "OP2",
        "Second a caseworker to annual reviews for two terms.",
        _SEND,
        "2018-05-21",
    ),
    MadeAction(
        "2018-04-19",
        None,
        "Set out savings to 2019/20 year by year.",
        _PARTNERSHIP,
        "2018-06-15",
    ),
)
