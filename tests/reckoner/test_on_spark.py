"""The same SQL on Spark, in worker processes of its own, comes to the same pence: ``make spark``.

Skipped where pyspark or Java is not there: both are needed by nobody else.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from metrics import chain
from metrics.engine import open_engine
from sample_data.arrangements import ARRANGEMENTS
from statements.export import steps_of, write_run
from tests.cases.example import FOLDER, files, read_example
from tests.demonstration import CONTRACT
from tests.metrics.combined import Parts, examples, made_up, together
from tests.metrics.test_recursion import EXAMPLES as TURN_BY_TURN
from tests.reckoner.running import run

pytestmark = [
    pytest.mark.skipif(importlib.util.find_spec("pyspark") is None, reason="reckoner[spark] is not installed"),
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java, which is not installed"),
]

# Two worker processes beside the driver. Rows are few, so compiling a plan would take longer than running it.
SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.driver.memory": "1g",
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}
MASTER = "local-cluster[2,1,1024]"


def on_spark(export: Path, out: Path) -> None:
    """Work an export out by the documented command."""
    settings = " ".join(f"--conf {name}={value}" for name, value in SETTINGS.items())
    told = {"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_SUBMIT_ARGS": f"--master {MASTER} {settings} pyspark-shell"}
    command = [sys.executable, "-m", "reckoner.on_spark", str(export), str(out)]
    ran = subprocess.run(command, env=os.environ | told, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr[-3000:]


def differing(export: Path, out: Path) -> list[str]:
    """Return every relation that Spark left otherwise than DuckDB, worked out from the same export."""
    with open_engine() as connection:
        for file in export.glob("*.parquet"):
            connection.register(file.stem, pl.read_parquet(file))
        steps = steps_of(export)
        for relation, sql in steps:
            connection.execute(f"create or replace temp table {relation} as {sql}")
        here = {relation: chain.relation(connection, relation) for relation, _ in steps}
    return [name for name, frame in here.items() if not _same(frame, pl.read_parquet(out / name / "*.parquet"))]


def _same(here: pl.DataFrame, there: pl.DataFrame) -> bool:
    # The two engines have different kinds of whole number; their text is the same.
    as_text = [frame.select(pl.col(name).cast(pl.String) for name in here.columns).rows() for frame in (here, there)]
    return here.columns == there.columns and sorted(map(repr, as_text[0])) == sorted(map(repr, as_text[1]))


def portfolio() -> list[Parts]:
    """Every step, and as many contracts as take Spark no job of their own.

    A cap that is gone through month by month takes one for each month and cap: two examples have such caps.
    """
    worked = [example for example in map(read_example, files(FOLDER)) if not example.refused]
    others = examples(example.name for example in worked if example.name not in TURN_BY_TURN)
    return examples(TURN_BY_TURN) + [part for part in others + made_up(range(77_000, 77_060)) if not _walks(part)]


def _walks(part: Parts) -> bool:
    return part[0].tables["term_cap"]["walk_last"].is_not_null().any()


def test_worked_examples_and_a_made_up_portfolio_come_to_the_same_pence(tmp_path: Path) -> None:
    assert write_run(tmp_path / "export", *together(portfolio())) > len(chain.STEPS)
    on_spark(tmp_path / "export", tmp_path / "out")
    assert differing(tmp_path / "export", tmp_path / "out") == []


SAMPLES = {"barnet": CONTRACT} | {each.name: each.file.removesuffix(".yaml") for each in ARRANGEMENTS}
"""Every arrangement that a demonstration shows, with the id of its contract."""


@pytest.mark.parametrize(("name", "contract"), SAMPLES.items())
def test_a_sample_contract_comes_to_the_same_pence(tmp_path: Path, name: str, contract: str) -> None:
    assert run("demo", "--store", tmp_path / "store", "--arrangement", name).code == 0
    assert run("export", tmp_path / "export", contract, "--as", "a.clarke", "--store", tmp_path / "store").code == 0
    on_spark(tmp_path / "export", tmp_path / "out")
    assert differing(tmp_path / "export", tmp_path / "out") == []
    net = pl.read_parquet(tmp_path / "out" / "net" / "*.parquet").filter(scenario=0)
    assert net.height > 0
    if contract == CONTRACT:
        # November 2016 as on its statement: months are counted from January of the year 0.
        assert net.filter(month=2016 * 12 + 10)["net"].to_list() == [884_643_75]
