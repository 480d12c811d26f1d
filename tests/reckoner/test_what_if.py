"""``what-if`` and ``incentives``: the sample replayed, in words and as documents, with nothing recorded."""

from statements.what_if.documents import Incentives, WhatIf
from tests.demonstration import CONTRACT
from tests.docs.pages import DOCS
from tests.reckoner.running import Desk, is_sentence

EXAMPLE = DOCS / "examples" / "variations" / "ccn-008.yaml"


def test_scenarios_are_printed_beside_what_was_and_nothing_is_recorded(reading: Desk) -> None:
    before = reading.state()
    ran = reading.run("what-if", CONTRACT, "--if", "OP2 +5 from 2017-04", "--variation", EXAMPLE, "--open", "2017-09")
    assert (ran.code, ran.err) == (0, "")
    assert "no statement; nothing was recorded" in ran.out
    assert "OP2 better by 5 each time from April 2017: £24,750.00 less would have been deducted." in ran.out
    assert "Measure, unrounded" in ran.out
    found = WhatIf.model_validate(
        reading.run("what-if", CONTRACT, "--if", "OP2 +5 from 2017-04", "--format", "json").json
    )
    as_it_was, replay = found.replays
    assert (replay.difference, as_it_was.deducted - replay.deducted) == (24_750_00, 24_750_00)
    assert reading.state() == before


def test_what_one_more_success_is_worth(reading: Desk) -> None:
    ran = reading.run("incentives", CONTRACT, "OP2", "--month", "2018-03")
    assert (ran.code, ran.err) == (0, "")
    assert "85.9% (61 of 71)" in ran.out
    assert "One more success was worth £1,800.00" in " ".join(ran.out.split())
    every = Incentives.model_validate(reading.run("incentives", CONTRACT, "--format", "json").json)
    assert "SP4" in every.without
    for one in every.maps:
        assert min(level.pence for level in one.levels) == 0
        assert all(level.before_caps >= level.pence for level in one.levels)


def test_what_cannot_be_asked_is_said(reading: Desk) -> None:
    for arguments, person in (
        (("--if", "OP99 +1"), "a.clarke"),
        (("--variation", EXAMPLE), "j.osei"),
        ((), "a.clarke"),
    ):
        ran = reading.run("what-if", CONTRACT, *arguments, person=person)
        assert ran.code == 2
        assert is_sentence(ran.err)
