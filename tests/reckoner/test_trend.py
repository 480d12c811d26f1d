"""``reckoner control-chart`` on files of any series, and ``reckoner trend`` on a contract's indicators."""

from pathlib import Path

import pytest

from tests.demonstration import CONTRACT
from tests.reckoner.running import Desk, Ran, is_sentence, run

LOW_THEN_ONE_HIGH = [1000, 1300] * 6 + [2600]
"""Thirteen figures: mean 16400/13, ranges of 300 and one of 1300, which is too wide: 3.267 × 4600/12 is 1252."""


def made(folder: Path, text: str, name: str = "calls.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def monthly(values: list[int], heading: str = "date,value", extra: str = "") -> str:
    rows = [f"{2020 + at // 12}-{at % 12 + 1:02},{value}{extra}" for at, value in enumerate(values)]
    return "\n".join([heading, *rows]) + "\n"


def test_one_series_is_shown_with_every_figure_and_what_it_signals(tmp_path: Path) -> None:
    path = made(tmp_path, monthly(LOW_THEN_ONE_HIGH, "Date,Value,Target", ",900"))
    ran = run("control-chart", path, "--better", "lower")
    assert ran.code == 0, ran.err
    assert "calls: Worse than usual. From 13 figures." in ran.out
    last = next(line for line in ran.out.splitlines() if line.startswith("2021-01"))
    assert last.split()[:3] == ["2021-01", "2,600", "900.0"]
    assert last.endswith("Worse than usual: above the upper limit")
    assert "1 change from one figure to the next is too wide to be usual" in ran.out


def test_programs_get_the_same_as_json(tmp_path: Path) -> None:
    path = made(tmp_path, monthly(LOW_THEN_ONE_HIGH))
    (series,) = run("control-chart", path, "--better", "higher", "--format", "json").json["series"]
    assert (series["series"], series["variation"], series["signal"]) == ("calls", "better", "Better than usual")
    (group,) = series["groups"]
    assert group["mean"] == pytest.approx(16400 / 13, rel=1e-15)
    assert group["upper"] == pytest.approx(16400 / 13 + 2.66 * 300, rel=1e-15)
    assert (group["screened_out"], group["provisional"]) == (1, False)
    assert series["points"][-1] == {
        "at": "2021-01", "value": 2600.0, "target": None, "lower": group["lower"], "upper": group["upper"],
        "rule": "outside", "direction": "high", "variation": "better",
    }  # fmt: skip


def test_many_series_are_a_line_each(tmp_path: Path) -> None:
    rows = [f"{name},{2020 + at // 12}-{at % 12 + 1:02},{at % 3}" for name in ("Calls", "Letters") for at in range(14)]
    path = made(tmp_path, "\n".join(["series,date,value", *rows]))
    out = run("control-chart", path).out
    assert [line.split()[0] for line in out.splitlines()[1:] if line and line[0] != " "] == ["Calls", "Letters"]


def test_a_series_that_cannot_be_charted_is_named_and_the_others_are_charted(tmp_path: Path) -> None:
    twice = "series,date,value\nA,2021-01,1\nA,2021-01,2\nB,2021-01,1\nB,2021-02,2\n"
    path = made(tmp_path, twice)
    ran = run("control-chart", path)
    assert ran.code == 1
    assert "A cannot be charted. Found 1.0 and 2.0 for one step, 2021-01-01." in ran.out
    told = run("control-chart", path, "--format", "json").json
    assert [each["series"] for each in told["refused"]] == ["A"]
    assert [each["series"] for each in told["series"]] == ["B"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "file"),
        ("date,value\n", "has no row below its first"),
        ("when,what\n2021-01,1\n", "no column “date” and no column “value”"),
        ("date,value\n31/02/2021,1\n", "Cell A2: found “31/02/2021”; expected a day such as 2021-04-30"),
        ("date,value\n2021-01,many\n2021-02,1\n", "Cell B2: found “many”; expected a number such as 94.5"),
        ("date,value,better\n2021-01,1,up\n", "Cell C2: found “up”; expected higher, lower, within range"),
    ],
)
def test_a_file_that_is_no_file_of_series_is_a_sentence(tmp_path: Path, text: str, said: str) -> None:
    ran = run("control-chart", made(tmp_path, text))
    assert (ran.code, ran.out) == (2, "")
    assert is_sentence(ran.err)
    assert said in ran.err


def test_figures_as_people_write_them(tmp_path: Path) -> None:
    text = "date;value\n31/01/2021;94.5%\n28/02/2021;£1,071.50\n31/03/2021;..\n30/04/2021;inf\n31/05/2021;(3)\n"
    (series,) = run("control-chart", made(tmp_path, text), "--format", "json").json["series"]
    assert [each["value"] for each in series["points"]] == [94.5, 1071.5, None, None, -3.0]
    assert series["points"][0]["at"] == "2021-01-31"
    assert series["notes"] == ["Found inf for 2021-04-30: that is no figure. It is taken as missing."]


def test_a_name_is_never_a_formula_nor_a_command_to_the_terminal(tmp_path: Path) -> None:
    text = "series,date,value\n" + "".join(
        f'"{name}",2021-0{at},1\n' for name in ("=cmd()", "[bold]x[/bold]", "@sum") for at in (1, 2)
    )
    out = run("control-chart", made(tmp_path, text)).out
    assert "“=cmd()”" in out and "“@sum”" in out
    assert "[bold]x[/bold]" in out
    assert not [line for line in out.splitlines() if line.startswith(("=", "@", "+", "-"))]


def test_options_are_those_of_the_charts(tmp_path: Path) -> None:
    path = made(tmp_path, monthly(LOW_THEN_ONE_HIGH))

    def group(*options: str) -> dict[str, float]:
        ran = run("control-chart", path, "--format", "json", *options)
        assert ran.code == 0, ran.err
        found: dict[str, float] = ran.json["series"][0]["groups"][-1]
        return found

    assert group("--baseline", "12")["mean"] == 1150.0
    assert group("--unscreened")["upper"] == pytest.approx(16400 / 13 + 2.66 * 4600 / 12, rel=1e-15)
    assert group("--rebase", "2020-07=A second team")["known"] == 7
    assert group("--every", "row")["known"] == group("--like-the-reference")["known"] == 13
    ran = run("control-chart", path, "--baseline", "5")
    assert (ran.code, is_sentence(ran.err)) == (2, True)
    for wrong in ("2020-07", "soon=why", "=why"):
        ran = run("control-chart", path, "--rebase", wrong)
        assert ran.code == 2 and f"Found the rebase “{wrong}”" in ran.err


def test_limits_by_denominator(tmp_path: Path) -> None:
    rows = "".join(f"2021-{at:02},{10 if at % 2 else 90},{25 if at % 2 else 100}\n" for at in range(1, 13))
    path = made(tmp_path, "date,numerator,denominator\n" + rows)
    (series,) = run("control-chart", path, "--limits", "by-denominator", "--format", "json").json["series"]
    assert [each["value"] for each in series["points"][:2]] == [40.0, 90.0]
    assert [each["lower"] for each in series["points"][:2]] == pytest.approx([56.0, 68.0])


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    ran = run("control-chart", tmp_path / "none.csv")
    assert (ran.code, ran.err.strip().endswith("is not there. Check the name.")) == (2, True)


def trend(reading: Desk, *arguments: str) -> Ran:
    return reading.run("trend", CONTRACT, *arguments, person="r.levene")


def test_a_contract_s_indicators_are_a_line_each_and_one_has_its_figures(reading: Desk) -> None:
    ran = trend(reading)
    assert ran.code == 0, ran.err
    assert ran.out.splitlines()[0] == "Barnet with Cambridge Education: control charts up to March 2018"
    assert "MS1: Actions" in ran.out
    assert "OP2: Proposed: a chart that begins anew at 2017-04." in ran.out
    one = trend(reading, "OP5").out
    assert "Worse than usual: seven or more below the mean" in one
    assert "8 in a row below the mean are more than usual variation." in one


def test_trend_as_json_and_with_its_options(reading: Desk) -> None:
    told = trend(reading, "OP5", "--month", "2017-02", "--format", "json").json
    assert (told["contract"], told["month"], told["trends"][0]["points"][-1]["at"]) == (CONTRACT, "2017-02", "2017-02")
    rebased = trend(reading, "SP1", "--rebase", "2017-04=A second team", "--format", "json").json["trends"][0]
    assert [each["first"] for each in rebased["groups"]] == ["2016-04", "2017-04"]
    counted = trend(reading, "SP1", "--limits", "by-denominator", "--format", "json").json["trends"][0]
    assert len({each["upper"] for each in counted["points"]}) > 5


def test_trend_says_what_cannot_be(reading: Desk) -> None:
    for ran, said in (
        (trend(reading, "ZZ9"), "Found “ZZ9”."),
        (trend(reading, "--rebase", "2017-04=why"), "Name the indicator whose chart begins anew."),
        (reading.run("trend", CONTRACT, person="nobody"), "Nobody is known here by that id."),
    ):
        assert (ran.code, ran.out) == (2, "")
        assert said in ran.err and is_sentence(ran.err)
