"""``reckoner outlook``: ranges with what they rest on, for people and for programs."""

from tests.demonstration import CONTRACT
from tests.reckoner.running import Desk


def test_one_indicator_month_by_month(reading: Desk) -> None:
    ran = reading.run("outlook", CONTRACT, "SP2", "--month", "2017-11", "--as", "r.levene")
    assert ran.code == 0, ran.err
    assert "From the figures up to November 2017 to the end of the contract year, March 2018." in ran.out
    assert "The plan of 2,000 is met in " in ran.out
    (march,) = (line.split() for line in ran.out.splitlines() if line.startswith("March 2018"))
    assert march[-1] == "2,000"


def test_programs_get_ranges_and_the_seed(reading: Desk) -> None:
    asked = ("outlook", CONTRACT, "SP1", "--futures", "30", "--as", "r.levene", "--format", "json")
    told = reading.run(*asked).json
    assert (told["month"], told["last"], told["coverage"], told["futures"]) == ("2018-03", "2019-03", 80, 30)
    assert isinstance(told["seed"], int)
    (one,) = told["indicators"]
    assert set(one["months"][0]) == {"month", "low", "high", "target"}
    assert one["held_back"]["figures"] > 0


def test_an_indicator_that_is_not_there_is_a_sentence(reading: Desk) -> None:
    ran = reading.run("outlook", CONTRACT, "SP99", "--as", "r.levene")
    assert ran.code != 0
    assert "Found “SP99”" in ran.err
