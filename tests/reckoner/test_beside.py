"""``drivers``, ``benchmark`` and the questions of ``trend`` at the demonstration's store."""

from pathlib import Path

import pytest

from tests.demonstration import CONTRACT
from tests.ingest.published_made import COLUMN, USUAL
from tests.reckoner.running import Desk, is_sentence

MOVED = ("drivers", CONTRACT, "SP1", "2018-02", "2018-03")


def loading(path: Path, *more: str) -> tuple[str | Path, ...]:
    usual = ("--column", COLUMN, "--authority", "Fenland Vale", "--source", "Made up", "--release", "2018")
    return ("benchmark", path, CONTRACT, "SP1", *usual, *more)


@pytest.fixture
def published(tmp_path: Path) -> Path:
    path = tmp_path / "made-up.csv"
    path.write_bytes(USUAL)
    return path


def test_what_moved_an_indicator_is_told_by_each_column_or_by_one(reading: Desk) -> None:
    out = reading.run(*MOVED).out
    assert out.splitlines()[1].endswith("(46 of 50) in March 2018: −0.3 points, worse.")
    assert [line.split(",")[0] for line in out.splitlines() if line.startswith("By ") and "most" in line] == [
        "By area", "By need", "By phase",
    ]  # fmt: skip
    assert out.count("The change") == 4
    told = reading.run(*MOVED, "--by", "area", "--format", "json", person="r.levene").json
    (table,) = told["moved_by"]
    moves = [float(each["moved"]["together"]) for each in table["groups"]]
    assert sum(moves) == pytest.approx(float(told["change"]), abs=1e-9)


def test_questions_stand_in_what_trend_answers(reading: Desk) -> None:
    said = "Worth asking about: The last 24 figures vary by about 0.1 percentage points."
    assert said in reading.run("trend", CONTRACT, "OP10").out
    assert f"OP10: {said}" in reading.run("trend", CONTRACT).out
    (trend,) = reading.run("trend", CONTRACT, "OP10", "--format", "json").json["trends"]
    assert [each["question"] for each in trend["questions"]] == ["too smooth"]


def test_published_figures_are_loaded_and_told(desk: Desk, published: Path) -> None:
    ran = desk.run(*loading(published, "--neighbour", "Oldbridge", "--where", "phase=Total"))
    assert ran.code == 0, ran.err
    assert "In 2017 Fenland Vale was at 71.25%; England 64.5% (worse)" in ran.out
    assert "No figure: confidential" in ran.out
    assert f"Source: Made up, 2018. Column {COLUMN}, phase=Total." in ran.out
    assert "7 figures and 1 without one are recorded as benchmark 1." in ran.out
    told = desk.run(*loading(published), "--format", "json").json
    assert (told["number"], told["shown"]["chosen"], told["shown"]["release"]) == (2, "", "2018")


@pytest.mark.parametrize(
    ("arguments", "person", "says"),
    [
        (("drivers", CONTRACT, "OP5", "2018-02", "2018-03"), "a.clarke", "is stated as a whole"),
        (("drivers", CONTRACT, "SP1", "2018-03", "2018-02"), "a.clarke", "the earlier first"),
        ((*MOVED, "--by", "route"), "a.clarke", "cannot be broken down by that"),
        ((*MOVED,), "nobody", "Nobody is known here by that id"),
    ],
)
def test_what_cannot_be_told_is_said_in_a_sentence(
    reading: Desk, arguments: tuple[str, ...], person: str, says: str
) -> None:
    ran = reading.run(*arguments, person=person)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
    assert is_sentence(ran.err)


@pytest.mark.parametrize(
    ("more", "person", "says"),
    [
        (("--neighbour", "Nowhere"), "a.clarke", "has no local authority “Nowhere”"),
        (("--where", "phase"), "a.clarke", "It is written as column, = and value"),
        (("--where", "sex=Total"), "a.clarke", "has no column “sex”"),
        (("--column", "percent"), "a.clarke", "has no column “percent”"),
        ((), "r.levene", "is for an officer"),
    ],
)
def test_what_cannot_be_loaded_is_said_in_a_sentence(
    reading: Desk, published: Path, more: tuple[str, ...], person: str, says: str
) -> None:
    ran = reading.run(*loading(published, *more), person=person)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
    assert is_sentence(ran.err)


def test_a_file_that_is_not_there_is_a_sentence(reading: Desk, tmp_path: Path) -> None:
    ran = reading.run(*loading(tmp_path / "none.csv"))
    assert ran.code == 2
    assert "none.csv” is not there." in ran.err
