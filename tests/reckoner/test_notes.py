"""``event``, ``rebase``, ``withdraw-note`` and ``breaches`` at the demonstration's store."""

import pytest

from tests.demonstration import CONTRACT
from tests.reckoner.running import Desk, is_sentence


def test_a_note_from_first_to_last(desk: Desk) -> None:
    told = desk.run("event", CONTRACT, "OP2", "2017-09", "Reviews moved to schools")
    assert told.out == "Note 4: the event stands on the chart of OP2 in 2017-09.\n", told.err
    told = desk.run("rebase", CONTRACT, "OP2", "2017-04", "The definition changed.")
    assert told.out == "Note 5: the chart of OP2 begins anew from 2017-04.\n", told.err
    read = desk.run("trend", CONTRACT, "OP2", person="r.levene").out
    assert "2017-04: The chart begins anew. The definition changed. (note 5, A. Clarke)" in read
    assert "2017-09: Reviews moved to schools (note 4, A. Clarke)" in read
    assert "Proposed: a chart that begins anew" not in read
    assert desk.run("withdraw-note", CONTRACT, "5", "It hid a decline.").out == "Note 5 is withdrawn.\n"
    read = desk.run("trend", CONTRACT, "OP2").out
    assert "The chart begins anew." not in read
    assert "Proposed: a chart that begins anew at 2017-04." in read


@pytest.mark.parametrize(
    ("arguments", "person", "says"),
    [
        (("rebase", CONTRACT, "OP4", "2017-08", "Why"), "a.clarke", "has no figure for August 2017"),
        (("event", CONTRACT, "OP4", "2015-08", "Early"), "a.clarke", "The contract runs from April 2016"),
        (("event", CONTRACT, "OP4", "2017-08", ""), "a.clarke", "What happened is empty"),
        (("withdraw-note", CONTRACT, "9", "Why"), "a.clarke", "has no note 9 that stands"),
        (("event", CONTRACT, "OP4", "2017-08", "A visit"), "j.osei", "is for an officer"),
        (("breaches", CONTRACT, "2018-04"), "a.clarke", "No return with EHC assessments was accepted for April 2018"),
        (("breaches", CONTRACT, "2018-03", "--indicator", "OP2"), "a.clarke", "counted from EHC assessments: SP1"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    reading: Desk, arguments: tuple[str, ...], person: str, says: str
) -> None:
    ran = reading.run(*arguments, person=person)
    assert says in ran.err
    assert is_sentence(ran.err)
    assert ran.code != 0


def test_open_cases_are_listed_and_a_board_member_is_told_counts(reading: Desk) -> None:
    said = " ".join(reading.run("breaches", CONTRACT, "2018-03").out.split())
    assert "open cases on 31 Mar 2018" in said
    assert "Overdue by up to 4 weeks: 4" in said
    assert "C-2151 170 1 Mar 2018 overdue Final plan" in said
    assert "79.2% (38 of 48) red amber £450.00" in said
    counts = reading.run("breaches", CONTRACT, "2018-03", person="r.levene").out
    assert "Overdue by 5 to 12 weeks; overdue by up to 4 weeks: 5" in counts
    assert "C-2" not in counts
    assert len(reading.run("breaches", CONTRACT, "2018-03", "--format", "json").json["cases"]) == 24
