"""``action``, ``follow-up``, ``actions``, ``decision``, ``answer`` and ``meeting`` at the demonstration's store."""

import pytest

from store.opener import open_store
from tests.demonstration import CONTRACT
from tests.reckoner.running import Desk, is_sentence

NEW = ("action", CONTRACT, "Reviews are reported week by week.", "--owner", "Head of SEND", "--due", "2018-06-01")


def listed(desk: Desk, *more: str) -> dict[str, list[dict[str, object]]]:
    ran = desk.run("actions", CONTRACT, "--format", "json", *more)
    assert ran.code == 0, ran.err
    found: dict[str, list[dict[str, object]]] = ran.json
    return found


def test_the_sample_has_its_meetings_actions_and_decisions(reading: Desk) -> None:
    told = listed(reading)
    assert [each["day"] for each in told["meetings"] if each["state"] == "planned"] == ["2018-05-16"]
    assert len([each for each in told["meetings"] if each["state"] == "held"]) == 24
    assert [each["number"] for each in told["actions"]] == list(range(1, len(told["actions"]) + 1))
    assert {each["state"] for each in told["actions"]} == {"open", "done", "withdrawn"}
    assert [each["number"] for each in told["decisions"] if each["state"] == "asked"] == [10]
    early = listed(reading, "--as-known-on", "2016-06-01")
    assert (early["actions"], early["decisions"], len(early["meetings"])) == ([], [], 1)


def test_a_person_reads_numbers_days_and_what_is_overdue(reading: Desk) -> None:
    said = " ".join(reading.run("actions", CONTRACT, person="r.levene").out.split())
    assert "Actions No. About What Owner Due State" in said
    assert "20 April 2018, overdue" in said
    assert "the contract Set out savings to 2019/20" in said
    assert "Decisions asked No. About Month Asked Answer" in said


def test_an_action_and_a_decision_from_first_to_last(desk: Desk) -> None:
    assert desk.run(*NEW, "--indicator", "OP2").out == "Action 25 is recorded, due 1 June 2018.\n"
    told = desk.run("follow-up", CONTRACT, "25", "progress", "--note", "The first week was told.", person="j.osei")
    assert told.out == "Recorded of action 25: progress.\n"
    moved = ("new due date", "--day", "2018-07-02", "--note", "Schools asked for time.")
    assert desk.run("follow-up", CONTRACT, "25", *moved).code == 0
    assert desk.run("follow-up", CONTRACT, "25", "done").out == "Recorded of action 25: done.\n"
    action = listed(desk)["actions"][-1]
    assert (action["due"], action["first_due"], action["state"], action["ended"]) == (
        "2018-07-02", "2018-06-01", "done", "2018-05-04",
    )  # fmt: skip
    asked = desk.run("decision", CONTRACT, "2018-03", "Agree the calendar.")
    assert asked.out == "Decision 11 is asked with the results of March 2018.\n"
    assert desk.run("meeting", CONTRACT, "2018-05-04", "held").out == (
        "Contract Monitoring Board, 4 May 2018: held.\n"
    )  # fmt: skip
    answer = ("answer", CONTRACT, "11", "Agreed.", "--meeting", "2018-05-04", "--minute", "5.2")
    assert desk.run(*answer).out == "Decision 11 is answered.\n"
    assert desk.run("answer", CONTRACT, "10", "Asked too early.", "--withdrawn").out == "Decision 10 is withdrawn.\n"
    assert [each["state"] for each in listed(desk)["decisions"][-2:]] == ["withdrawn", "answered"]


@pytest.mark.parametrize(
    ("command", "person", "said"),
    [
        ((*NEW, "--indicator", "OP99"), "a.clarke", "Found “OP99”."),
        ((*NEW[:-1], "2018-05-03"), "a.clarke", "The action would be due on 3 May 2018, and today is 4 May 2018."),
        ((*NEW[:2], " ", *NEW[3:]), "a.clarke", "What is to be done is empty."),
        (NEW, "j.osei", "Recording an action"),
        (("follow-up", CONTRACT, "19", "done"), "a.clarke", "Action 19 was done on 8 February 2018"),
        (("follow-up", CONTRACT, "22", "done"), "j.osei", "is for an officer; you are a provider."),
        (
            ("answer", CONTRACT, "9", "No.", "--meeting", "2018-04-18", "--minute", "1"),
            "a.clarke",
            "Decision 9 was answ",
        ),
        (("meeting", CONTRACT, "2018-05-16", "held"), "a.clarke", "Record it as planned until then."),
        (("decision", CONTRACT, "2018-13", "Agree."), "a.clarke", "Found “2018-13”."),
    ],
)
def test_what_cannot_be_recorded_is_a_sentence_and_changes_nothing(
    reading: Desk, command: tuple[str, ...], person: str, said: str
) -> None:
    with open_store(reading.folder) as store:
        before = store.version
    ran = reading.run(*command, person=person)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert is_sentence(ran.err)
    with open_store(reading.folder) as store:
        assert store.version == before


@pytest.mark.parametrize("day", ["18/04/2018", "2018-02-30", "tomorrow"])
def test_a_day_that_is_none(reading: Desk, day: str) -> None:
    assert reading.run("meeting", CONTRACT, day, "held").code == 2
