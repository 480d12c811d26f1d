"""The chain on Spark: ``python -m reckoner.on_spark EXPORT OUT``, or this file given to ``spark-submit``.

EXPORT is what ``reckoner export`` wrote, OUT where every relation of the chain is left as Parquet; both may be any
place that Spark reads and writes. The steps run with the text that they have on DuckDB, and the workers need nothing
of Reckoner. Needs ``reckoner[spark]`` and Java.
"""

import argparse
import json
from typing import Any

from pyspark.sql import DataFrame, SparkSession

from metrics.recursion import spelled_out

HALF_UP = (
    "create or replace temporary function half_up(n decimal(38, 0), d decimal(38, 0)) returns bigint "
    "return case when n < 0 then -1 else 1 end * div(2 * abs(n) + d, 2 * d)"
)
"""The one rounding, as in `metrics.engine`; whole-number division is Spark's own."""

_SETTINGS = {
    # A number that is too large stops the run; without this Spark would go on with nothing in its place.
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
}


def work_out(spark: SparkSession, exported: str, out: str) -> None:
    """Work an exported run out and leave each relation in the folder of its name.

    Turns, and relations that a later one of the same name follows, are left in the folder ``working``.

    Raises:
        pyspark.errors.PySparkException: EXPORT cannot be read, or OUT holds something already.
    """
    for setting, value in _SETTINGS.items():
        spark.conf.set(setting, value)
    spark.sql(HALF_UP)
    run = _run(spark, exported)
    for table in run["tables"]:
        spark.read.parquet(f"{exported}/{table}.parquet").createOrReplaceTempView(table)
    final = {step["relation"]: place for place, step in enumerate(run["steps"])}
    for place, step in enumerate(run["steps"]):
        relation, working = step["relation"], f"{out}/working/{place:03}"

        def keep(name: str, sql: str, folder: str = working) -> bool:
            return not _kept(spark, name, sql, f"{folder}_{name}").isEmpty()

        sql = spelled_out(relation, step["sql"], keep)
        _kept(spark, relation, sql, f"{out}/{relation}" if final[relation] == place else f"{working}_{relation}")


def _run(spark: SparkSession, exported: str) -> dict[str, Any]:
    text = spark.read.text(f"{exported}/steps.json", wholetext=True).first()
    found: dict[str, Any] = json.loads(text[0]) if text else {}
    return found


def _kept(spark: SparkSession, name: str, sql: str, path: str) -> DataFrame:
    """Write what a query returns, so that no later step works it out again, and read it under a name."""
    frame = spark.sql(sql)
    frame.write.parquet(path)
    written = spark.read.schema(frame.schema).parquet(path)
    written.createOrReplaceTempView(name)
    return written


def main() -> None:
    """Work an export out on the Spark that the surroundings name; without any, on this machine."""
    parser = argparse.ArgumentParser(description="Work the statements of an export out on Spark.")
    parser.add_argument("export", help="what reckoner export wrote")
    parser.add_argument("out", help="where the relations go; it must not exist yet")
    asked = parser.parse_args()
    spark = SparkSession.builder.appName("reckoner").getOrCreate()
    try:
        work_out(spark, asked.export, asked.out)
    finally:
        spark.stop()


if __name__ == "__main__":
    main()
