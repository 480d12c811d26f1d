"""What Reckoner says of the broken files, the tour and every return, from the files themselves."""

import hashlib
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from contracts import months
from ingest.checking import CheckedReturn, check
from ingest.history import History
from ingest.reading.files import read_file
from ingest.reading.refusals import Refusal
from sample_data import broken
from sample_data.returns import sample_contract

CONTRACT = sample_contract()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("broken")
    broken.write(folder)
    return folder


def checked(path: Path, period: str, today: date, current: dict[str, pl.DataFrame] | None = None) -> CheckedReturn:
    history = History(current=current or {}, template_version=CONTRACT.digest[:12])
    return check(read_file(path, path.name), CONTRACT.contract, history, months.parse(period), today=today)


def codes(path: Path) -> set[str]:
    try:
        found = checked(path, "2018-04", date(2018, 5, 9)).findings
    except Refusal as refusal:
        return {refusal.code}
    return {finding.code for finding in found}


@pytest.mark.parametrize(
    "file", [each for each in broken.BROKEN if each.file != "already-loaded.xlsx"], ids=lambda each: each.file
)
def test_each_file_gets_the_code_of_its_fault(made: Path, file: broken.Broken) -> None:
    assert file.code in codes(made / file.file)


def test_already_loaded_is_march_2018_to_the_byte(made: Path, folder: Path) -> None:
    assert (made / "already-loaded.xlsx").read_bytes() == (folder / "barnet-return-2018-03.xlsx").read_bytes()


def test_the_table_in_the_folder_is_the_table_of_the_files() -> None:
    kept = Path(broken.__file__).parent / "broken" / "README.md"
    assert kept.read_text(encoding="utf-8") == broken.table()


def test_broken_files_are_the_same_in_every_run(made: Path, tmp_path: Path) -> None:
    broken.write(tmp_path)
    for path in made.iterdir():
        assert (
            hashlib.sha256(path.read_bytes()).digest() == hashlib.sha256((tmp_path / path.name).read_bytes()).digest()
        )


def test_a_forged_size_stands_in_the_archive(made: Path) -> None:
    with zipfile.ZipFile(made / "bomb-forged.xlsx") as archive:
        assert archive.getinfo("xl/worksheets/sheet2.xml").file_size == 1_000


def test_every_return_has_the_outcome_that_the_manifest_expects(folder: Path, manifest: dict[str, Any]) -> None:
    current: dict[str, dict[str, pl.DataFrame]] = {}
    for entry in manifest["files"]:
        known = current.setdefault(entry["period"], {})
        today = datetime.fromisoformat(entry["received_at"]).date()
        result = checked(folder / entry["file"], entry["period"], today, known)
        assert ("rejected" if result.blocking else "accepted") == entry["outcome"], entry["file"]
        assert "*" in entry["reasons"] or not result.asking or result.blocking
        if not result.blocking:
            known.update(result.rows)


def test_reasons_that_are_listed_answer_findings_that_are_made(folder: Path, manifest: dict[str, Any]) -> None:
    named = [(entry, key) for entry in manifest["files"] for key in entry["reasons"] if key != "*"]
    november = [key for entry, key in named if entry["period"] == "2016-11"]
    asking = checked(folder / "barnet-return-2016-11.xlsx", "2016-11", date(2016, 12, 6)).asking
    assert set(november) <= {finding.key for finding in asking}
    asking = checked(folder / "barnet-return-2017-01.xlsx", "2017-01", date(2017, 2, 6)).asking
    assert "I11 SP1" in {finding.key for finding in asking}


def test_the_tour_finds_its_faults_and_then_none(folder: Path, manifest: dict[str, Any]) -> None:
    first, second = (checked(folder / entry["file"], "2018-04", date(2018, 5, 9)) for entry in manifest["tour"])
    assert sorted({finding.code for finding in first.findings}) == manifest["tour"][0]["findings"]
    assert first.blocking
    assert second.findings == ()
