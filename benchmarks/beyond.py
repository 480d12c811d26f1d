"""Bands to money (steps 6 to 12) on DuckDB and on Spark, from the same Parquet files: ``python -m benchmarks.beyond``.

Needs ``reckoner[spark]`` and Java. Each argument is a number of indicator-months; the portfolio is that of
`benchmarks.mechanism`. Spark runs on this machine, or on the cluster that its surroundings name.
"""

import json
import sys
import tempfile
import time
from pathlib import Path

import duckdb
from pyspark.sql import SparkSession

from benchmarks.mechanism import PORTFOLIO, STEPS, make_portfolio
from metrics import chain, engine
from reckoner.on_spark import work_out
from statements.export import STEPS as STEPS_FILE

_OF_A_CONTRACT = 20 * 72


def main(sizes: list[int]) -> None:
    """Print a row for each size: seconds on DuckDB, on Spark, and how long Spark took to start."""
    print("| indicator-months | DuckDB, s | Spark, s | its start, s |\n|---|---|---|---|")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            _export(Path(folder), size // _OF_A_CONTRACT)
            here = _on_duckdb(Path(folder))
            started, there = _on_spark(folder)
            print(f"| {size:,} | {here:.1f} | {there:.1f} | {started:.1f} |", flush=True)


def _export(folder: Path, contracts: int) -> None:
    with duckdb.connect(str(folder / "portfolio.duckdb")) as connection:
        make_portfolio(connection, contracts)
        for table in PORTFOLIO:
            connection.execute(f"copy {table} to '{folder / table}.parquet'")
    steps = [{"relation": chain.relation_of(step), "sql": chain.sql_of(step)} for step in STEPS]
    (folder / STEPS_FILE).write_text(json.dumps({"tables": list(PORTFOLIO), "steps": steps}), encoding="utf-8")


def _on_duckdb(folder: Path) -> float:
    began = time.perf_counter()
    with duckdb.connect(str(folder / "here.duckdb")) as connection:
        connection.execute("set preserve_insertion_order = false")
        connection.execute(engine.DIV)
        connection.execute(engine.HALF_UP)
        for table in PORTFOLIO:
            connection.execute(f"create view {table} as from '{folder / table}.parquet'")
        for step in STEPS:
            connection.execute(f"create table {chain.relation_of(step)} as {chain.sql_of(step)}")
    return time.perf_counter() - began


def _on_spark(folder: str) -> tuple[float, float]:
    began = time.perf_counter()
    spark = SparkSession.builder.appName("reckoner").getOrCreate()
    started = time.perf_counter()
    work_out(spark, folder, f"{folder}/there")
    ended = time.perf_counter()
    spark.stop()
    return started - began, ended - started


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [360_000, 3_600_000])
