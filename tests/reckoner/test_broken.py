"""Every broken file of the sample: the code and a message by check and by load, and nothing changed but a receipt."""

from pathlib import Path

import pytest

from sample_data import broken
from statements.files import FileReport
from tests.demonstration import copied
from tests.reckoner.running import APRIL, Desk
from tests.reckoner.test_tour import reports

WRONG = [each for each in broken.BROKEN if each.file not in ("already-loaded.xlsx", "suppressed.xlsx")]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("broken")
    broken.write(folder)
    return folder


@pytest.fixture(scope="module")
def desk(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """One desk for all: what is turned down leaves a receipt and nothing else."""
    return Desk(copied(demonstration, tmp_path_factory.mktemp("desk") / "store"))


@pytest.mark.parametrize("file", WRONG, ids=lambda each: each.file)
def test_turned_down_with_its_code(desk: Desk, made: Path, file: broken.Broken) -> None:
    before = desk.state()
    told = ("--month", APRIL) if file.code == "R08" else ()
    ran = desk.run("check", made / file.file, *told, "--format", "json")
    checked = FileReport.model_validate_json(ran.out)
    assert (ran.code, ran.err) == (1, "")
    assert file.code in {each.code for each in checked.findings}
    assert all(each.found and each.expected and each.remedy for each in checked.findings)
    assert desk.state() == before

    ran = desk.run("load", made / file.file, *told, "--format", "json")
    (loaded,) = reports(ran)
    assert (ran.code, loaded.findings) == (1, checked.findings)
    after = desk.state()
    assert (after.version, after.receipts) == (before.version + 1, before.receipts + 1)
    assert (after.submissions, after.rows, after.originals) == (before.submissions, before.rows, before.originals)


@pytest.mark.parametrize("file", WRONG[::5], ids=lambda each: each.file)
def test_what_is_printed(desk: Desk, made: Path, file: broken.Broken) -> None:
    told = ("--month", APRIL) if file.code == "R08" else ()
    ran = desk.run("check", made / file.file, *told)
    assert ran.code == 1
    assert file.code in ran.out
    assert "check it again." in ran.out
    assert "Traceback" not in ran.out + ran.err


def test_the_same_bytes_as_a_month_before(desk: Desk, made: Path) -> None:
    before = desk.state()
    for command in ("check", "load"):
        ran = desk.run(command, made / "already-loaded.xlsx")
        assert ran.code == 0
        assert "already loaded. The same file is submission 36; nothing was changed." in " ".join(ran.out.split())
    assert desk.state() == before


def test_suppressed_figures_are_no_zeros(desk: Desk, made: Path) -> None:
    checked = FileReport.model_validate_json(desk.run("check", made / "suppressed.xlsx", "--format", "json").out)
    assert "V10" in {each.code for each in checked.findings}
