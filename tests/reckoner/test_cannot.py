"""What cannot be done ends with code 2 and a sentence on the error stream, never with a traceback."""

from pathlib import Path

import pytest

from tests.demonstration import CONTRACT
from tests.reckoner.running import APRIL, CORRECTED, Desk, ended, is_sentence, run, start


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["statement", CONTRACT, "2016-13"], "Found “2016-13”. A month is written as year and month"),
        (["statement", CONTRACT, "0000-01"], "Found “0000-01”. A month is written as year and month"),
        (["statement", CONTRACT, "November"], "Found “November”. A month is written as year and month"),
        (["statement", CONTRACT, "2016-03"], "has the months from 2016-04 to 2023-03"),
        (["explain", CONTRACT, "2031-01"], "has the months from 2016-04 to 2023-03"),
        (["statement", CONTRACT, "2020-01"], "There is no statement for January 2020 yet. The last one so far"),
        (["template", CONTRACT, "2031-01"], "has the months from 2016-04 to 2023-03"),
        (["template", CONTRACT, APRIL, "--out", "no-such-folder/return.xlsx"], "“no-such-folder/return.xlsx” cannot"),
        (["explain", CONTRACT, "2016-11", "0"], "There is no line 0."),
        (["statement", "no-such-contract", "2016-11"], "no appointment on it"),
        (["load", "no-such-file.xlsx"], "“no-such-file.xlsx” is not there"),
        (["check", "no-such-file.xlsx"], "“no-such-file.xlsx” is not there"),
        (["check", "."], "“.” is a folder"),
        (["record", "no-such-file.yaml"], "“no-such-file.yaml” cannot be read"),
        (["lint", "no-such-file.yaml"], "“no-such-file.yaml” cannot be read"),
        (["set-up", "x.y", "--name", "X. Y", "--organisation", "Nobody"], "This store is set up already."),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, list) else "",
)
def test_a_sentence_says_why(reading: Desk, command: list[str], said: str) -> None:
    person = "j.osei" if "no-such-contract" in command else "a.clarke"
    ran = reading.run(*command, person=person)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert is_sentence(ran.err)


@pytest.mark.parametrize("month", ["2018-5", "04-2018", "0000-04"])
def test_a_month_in_other_words(reading: Desk, month: str) -> None:
    for command in (
        ["load", reading.returned(CORRECTED), "--month", month],
        ["appoint", "n.new", CONTRACT, "auditor", "--name", "N. New", "--organisation", "Audit", "--from", month],
    ):
        ran = reading.run(*command)
        assert (ran.code, ran.err.strip()[:7]) == (2, "Found “")


def test_an_unknown_contract_for_an_officer_of_all(reading: Desk) -> None:
    assert "Nothing is known of a contract “no-such”" in reading.run("statement", "no-such", "2016-11").err
    loaded = reading.run("load", reading.returned(CORRECTED), "--contract", "no-such")
    assert (loaded.code, "Nothing is known of a contract “no-such”." in loaded.err) == (2, True)


def test_an_unknown_person(reading: Desk) -> None:
    for command in (["statement", CONTRACT, "2016-11"], ["load", reading.returned(CORRECTED)]):
        ran = reading.run(*command, person="n.body")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("Nobody is known here by that id.")


@pytest.mark.parametrize("person", ["r.levene", "t.nowak", "j.osei", "m.iqbal"])
def test_only_an_officer_loads(reading: Desk, person: str) -> None:
    before = reading.state()
    ran = reading.run("load", reading.returned(CORRECTED), person=person)
    assert ran.code == 2
    assert "is for an officer; you are a" in ran.err
    assert reading.state() == before


def test_a_board_member_does_not_check(reading: Desk) -> None:
    ran = reading.run("check", reading.returned(CORRECTED), person="r.levene")
    assert ran.code == 2
    assert "Checking a return on “Barnet with Cambridge Education” is for an officer or a provider" in ran.err


def test_nobody_appoints_themselves(reading: Desk) -> None:
    ran = reading.run(
        "appoint", "a.clarke", CONTRACT, "officer", "--name", "A", "--organisation", "B", "--from", "2018-04"
    )
    assert (ran.code, ran.err.strip()) == (2, "Nobody appoints themselves. Ask another contract officer.")


def test_no_store_there(tmp_path: Path) -> None:
    for command in (["statement", CONTRACT, "2016-11", "--as", "a.clarke"], ["serve"]):
        ran = ended(start(*command, "--store", tmp_path))
        assert (ran.code, ran.out) == (2, "")
        assert "There is no store in" in ran.err
        assert is_sentence(ran.err)
    assert list(tmp_path.iterdir()) == []


def test_a_header_is_believed_on_this_machine_alone_unless_the_proxy_is_elsewhere(tmp_path: Path) -> None:
    anywhere = ["serve", "--store", str(tmp_path), "--sign-in-header", "X-Staff", "--address", "0.0.0.0"]
    elsewhere = [*anywhere, "--proxy-elsewhere"]
    for command, said in ((anywhere, "Found the address 0.0.0.0"), (elsewhere, "There is no store")):
        refused = ended(start(*command))
        assert refused.code == 2
        assert refused.err.startswith(said)


def test_a_file_that_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "reckoner.duckdb").write_text("A letter.", encoding="utf-8")
    ran = run("statement", CONTRACT, "2016-11", "--as", "a.clarke", "--store", tmp_path)
    assert ran.code == 2
    assert is_sentence(ran.err)


def test_nobody_acts_without_a_name(reading: Desk) -> None:
    ran = run("statement", CONTRACT, "2016-11", "--store", reading.folder, environment={"RECKONER_PERSON": ""})
    assert ran.code == 2
    assert "Traceback" not in ran.err


def test_a_reason_without_its_key(reading: Desk) -> None:
    ran = reading.run("load", reading.returned(CORRECTED), "--reason", "because")
    assert ran.code == 2
    assert "write the finding's key" in ran.err
