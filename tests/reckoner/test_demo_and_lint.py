"""``demo``: makes its store once and leaves alone what is not its own. ``lint``: every fault with line and remedy."""

from pathlib import Path

from contracts import loading
from reckoner.lint import LintReport
from sample_data.made_devon import DEVON
from sample_data.returns import CONTRACT as CONTRACT_FILE
from store.clock import SET_CLOCK, stands_still_at
from tests.demonstration import LEFT_OVER
from tests.reckoner.running import Desk, is_sentence, run


def test_a_fresh_demonstration_takes_the_place_of_an_unfinished_one(demonstration: Path) -> None:
    assert not (demonstration / LEFT_OVER).exists()
    assert (demonstration / "returns" / "manifest.json").stat().st_size > 1000


def test_it_holds_two_years(reading: Desk) -> None:
    state = reading.state()
    assert {month for _, month, _ in state.submissions} == {
        f"{year}-{month:02}" for year in (2016, 2017, 2018) for month in range(1, 13)
        if "2016-04" <= f"{year}-{month:02}" <= "2018-03"
    }  # fmt: skip
    assert state.originals == {file_hash for _, _, file_hash in state.submissions}


def test_what_is_there_already_stays(desk: Desk) -> None:
    before = desk.state()
    ran = run("demo", "--store", desk.folder)
    assert ran.code == 0
    assert "is there already (--fresh makes it anew)" in " ".join(ran.out.split())
    assert desk.state() == before


def test_a_folder_that_is_no_demonstration_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "accounts.xlsx").write_text("Somebody's work.", encoding="utf-8")
    for more in ([], ["--fresh"]):
        ran = run("demo", "--store", tmp_path, *more)
        assert (ran.code, ran.out) == (2, "")
        assert "is no demonstration, so it is left alone" in ran.err
        assert is_sentence(ran.err)
    assert [path.name for path in tmp_path.iterdir()] == ["accounts.xlsx"]


def test_a_store_of_ones_own_is_left_alone(tmp_path: Path) -> None:
    assert run("set-up", "x.y", "--name", "X. Y", "--organisation", "Council", "--store", tmp_path / "own").code == 0
    assert not (tmp_path / "own" / SET_CLOCK).exists()
    assert run("demo", "--fresh", "--store", tmp_path / "own").code == 2
    assert (tmp_path / "own" / "reckoner.duckdb").is_file()


def test_another_arrangement_has_a_store_and_a_clock_of_its_own(tmp_path: Path) -> None:
    ran = run("demo", "--store", tmp_path / "devon", "--arrangement", "devon")
    assert (ran.code, ran.err) == (0, "")
    assert "9 files loaded" in " ".join(ran.out.split())
    assert stands_still_at(tmp_path / "devon") == DEVON.stands_at
    asked = ("statement", "devon-special-and-alternative-education", "2026-09", "--store", tmp_path / "devon")
    assert "£62,429.50" in run(*asked, "--as", "a.clarke").out


def test_a_file_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    ran = run("demo", "--store", tmp_path / "file")
    assert ran.code == 2
    assert is_sentence(ran.err)


def test_lint_of_the_sample_contract() -> None:
    ran = run("lint", CONTRACT_FILE)
    assert (ran.code, ran.err) == (0, "")
    assert "no faults and 2 warnings; it can be used." in ran.out
    report = LintReport.model_validate_json(run("lint", CONTRACT_FILE, "--format", "json").out)
    assert report.usable
    assert {(each.code, each.severity) for each in report.faults} == {("W05", "warning")}


def test_from_where_the_linter_warns_can_be_said() -> None:
    # A red conversion month costs 4 points more than a red amber one: 0.2% of the month's charge.
    counted = [run("lint", CONTRACT_FILE, "--cliff", cliff).out.count("W02") for cliff in ("0.1", "10")]
    assert counted[0] > 0
    assert counted[1] == 0
    # Half of 30% of £30,000.00 is £4,500.00, 0.5% of £900,000.00; £5,000.00 for the milestone is 0.56%.
    assert run("lint", CONTRACT_FILE, "--cliff", "0.5").out.count("W02") == 1
    assert run("lint", CONTRACT_FILE, "--missing-file", "1").out.count("W06") == 1
    wrong = run("lint", CONTRACT_FILE, "--cliff", "steep")
    assert (wrong.code, "steep" in wrong.err) == (2, True)


def test_lint_of_a_broken_contract(tmp_path: Path) -> None:
    text = CONTRACT_FILE.read_text(encoding="utf-8")
    broken = tmp_path / "broken.yaml"
    broken.write_text(text.replace("payable: twelfths", "payable: thirteenths"), encoding="utf-8")
    line = 1 + text[: text.index("payable: twelfths")].count("\n")
    ran = run("lint", broken)
    assert ran.code == 1
    assert f"line {line}, charge.payable" in ran.out
    assert "thirteenths" in ran.out
    assert ran.out.rstrip().endswith("it cannot be used.")
    report = LintReport.model_validate_json(run("lint", broken, "--format", "json").out)
    assert not report.usable
    assert {each.line for each in report.faults} == {line}
    assert all(each.remedy for each in report.faults)


def test_lint_of_a_file_that_is_not_utf_8_names_its_line(tmp_path: Path) -> None:
    text = CONTRACT_FILE.read_text(encoding="utf-8")
    broken = tmp_path / "broken.yaml"
    broken.write_bytes(text.encode("utf-16"))
    report = LintReport.model_validate_json(run("lint", broken, "--format", "json").out)
    assert [(fault.code, fault.line) for fault in report.faults] == [("C01", 1)]
    first_pound = 1 + text[: text.index("£")].count("\n")
    broken.write_bytes(text.replace("“", '"').replace("”", '"').encode("cp1252", "replace"))
    ran = run("lint", broken)
    assert ran.code == 1
    assert ran.out.startswith(f"C01 line {first_pound}: found a character that is not UTF-8")


def test_lint_of_a_file_that_is_not_there(tmp_path: Path) -> None:
    ran = run("lint", tmp_path / "nowhere.yaml")
    assert ran.code == 2
    assert is_sentence(ran.err)


def test_a_broken_contract_is_not_recorded(desk: Desk, tmp_path: Path) -> None:
    before = desk.state()
    broken = tmp_path / "broken.yaml"
    text = CONTRACT_FILE.read_text(encoding="utf-8")
    broken.write_text(text.replace("payable: twelfths", "payable: thirteenths"), encoding="utf-8")
    ran = desk.run("record", broken)
    assert ran.code == 2
    assert "charge.payable" in ran.err
    assert desk.state() == before


def test_the_same_contract_again_is_no_new_version(desk: Desk) -> None:
    digest = loading.load_file(CONTRACT_FILE).digest
    ran = desk.run("record", CONTRACT_FILE)
    assert ran.out.strip() == f"barnet-cambridge-education, version 1, SHA-256 {digest}"


def test_a_contract_saved_on_windows_is_no_new_version(desk: Desk, tmp_path: Path) -> None:
    saved = tmp_path / "saved.yaml"
    text = CONTRACT_FILE.read_text(encoding="utf-8")
    saved.write_bytes(text.replace("\n", "\r\n").encode("utf-8-sig"))
    assert desk.run("record", saved).out == desk.run("record", CONTRACT_FILE).out
