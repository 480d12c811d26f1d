"""`reckoner export`: what the statements are worked out from, which comes to the same when it is worked out again."""

from pathlib import Path

import polars as pl
import pytest

from metrics import chain
from metrics.engine import open_engine
from statements.export import steps_of
from tests.demonstration import CONTRACT
from tests.reckoner.running import Desk, is_sentence

NOVEMBER_2016 = 2016 * 12 + 10


@pytest.fixture(scope="module")
def export(reading: Desk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export") / "written"
    ran = reading.run("export", folder, CONTRACT)
    assert (ran.code, ran.err) == (0, "")
    assert "1 contract " in ran.out
    return folder


def test_an_export_alone_comes_to_the_statements_net(export: Path) -> None:
    with open_engine() as connection:
        for file in export.glob("*.parquet"):
            connection.register(file.stem, pl.read_parquet(file))
        for relation, sql in steps_of(export):
            connection.execute(f"create or replace temp table {relation} as {sql}")
        net = chain.relation(connection, "net")
    assert net.filter(scenario=0, month=NOVEMBER_2016)["net"].to_list() == [884_643_75]


def test_an_export_says_which_contract_and_indicators_its_numbers_are(export: Path) -> None:
    assert pl.read_parquet(export / "contracts.parquet")["id"].to_list() == [CONTRACT]
    indicators = pl.read_parquet(export / "indicators.parquet")
    assert indicators["indicator"].to_list() == list(range(1, indicators.height + 1))
    stated = pl.read_parquet(export / "stated.parquet")
    assert set(stated["indicator"]) <= set(indicators["indicator"])


def test_an_export_names_no_pupil(export: Path) -> None:
    records = [file for file in export.glob("*.parquet") if "case" in file.stem]
    assert records
    columns = {name for file in records for name in pl.read_parquet_schema(file)}
    assert not [name for name in columns if "reference" in name or "pupil" in name]


def test_an_export_is_not_written_among_other_files(reading: Desk, tmp_path: Path) -> None:
    (tmp_path / "minutes.txt").write_text("of the last meeting", encoding="utf-8")
    ran = reading.run("export", tmp_path, CONTRACT)
    assert ran.code == 2
    assert is_sentence(ran.err)
    assert sorted(tmp_path.iterdir()) == [tmp_path / "minutes.txt"]


def test_a_board_member_who_may_see_no_cases_exports_nothing(reading: Desk, tmp_path: Path) -> None:
    ran = reading.run("export", tmp_path / "out", CONTRACT, "--as", "r.levene")
    assert ran.code == 2
    assert "Looking at single cases" in ran.err
    assert not (tmp_path / "out").exists()
