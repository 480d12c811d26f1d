"""What checking costs: a million-row return read and checked, beside the bare reading of its text."""

import io
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl

from contracts.contract import Contract
from contracts.loading import load_file
from ingest.checking import check
from ingest.history import History
from ingest.reading.files import read_file

ROWS = 1_000_000
CONTRACT = Path(__file__).parents[1] / "sample_data" / "contracts" / "barnet-cambridge-education.yaml"
TODAY = date(2016, 12, 7)
_TURNS = 7


def transport() -> pl.DataFrame:
    """Routes as they are sent: 8 columns, all written plainly."""
    number = pl.int_range(ROWS)
    return pl.select(
        number.map_elements(lambda each: f"R-{each:07}", return_dtype=pl.String).alias("Route"),
        pl.format("Operator {}", number % 200).alias("Provider"),
        pl.lit("minibus").alias("Mode"),
        (number % 9 + 1).cast(pl.String).alias("Pupils"),
        (number % 20 + 1).cast(pl.String).alias("Days"),
        pl.format("{}.5", number % 1000).alias("Miles"),
        pl.format("{}.25", number % 5000).alias("Cost"),
        pl.format("{}.00", number % 5000).alias("Budget"),
    )


def cases() -> pl.DataFrame:
    """Cases as they are sent: 12 columns, dates in ISO form."""
    number = pl.int_range(ROWS)
    start = pl.date(2016, 1, 4) + pl.duration(days=number % 180)
    return pl.select(
        number.map_elements(lambda each: f"EHC-{each:07}", return_dtype=pl.String).alias("Case"),
        pl.lit("new").alias("Case type"),
        pl.lit("ASD").alias("Need"),
        pl.lit("primary").alias("Phase"),
        pl.lit("North").alias("Area"),
        start.dt.to_string("%Y-%m-%d").alias("Clock start"),
        (start + pl.duration(days=40)).dt.to_string("%Y-%m-%d").alias("Decision to assess"),
        (start + pl.duration(days=100)).dt.to_string("%Y-%m-%d").alias("Assessment outcome"),
        (start + pl.duration(days=135)).dt.to_string("%Y-%m-%d").alias("Plan issued"),
        pl.lit(None, pl.String).alias("Exception"),
        pl.lit(None, pl.String).alias("Exception from"),
        pl.lit(None, pl.String).alias("Exception to"),
    )


def as_csv(dataset: str, rows: pl.DataFrame, contract: Contract) -> bytes:
    """A CSV return of November 2016."""
    cover = f"Contract,{contract.id}\nPeriod,2016-11\nDataset,{dataset}\nTemplate version,\n\n"
    target = io.BytesIO()
    rows.write_csv(target)
    return cover.encode() + target.getvalue()


def measure() -> list[tuple[str, float, float]]:
    """Return for each return what was measured, its seconds, and the seconds of bare polars reading the text."""
    contract = load_file(CONTRACT).contract
    results: list[tuple[str, float, float]] = []
    for dataset, rows in (("SEN transport", transport()), ("EHC assessments", cases())):
        content = as_csv(dataset, rows, contract)
        body = content.partition(b"\n\n")[2]
        bare, read, both = _seconds(
            lambda body=body: pl.read_csv(body, infer_schema=False),  # type: ignore[misc]
            lambda content=content: read_file(content, "return.csv"),  # type: ignore[misc]
            lambda content=content: _check(content, contract),  # type: ignore[misc]
        )
        results.append((f"{dataset}, {ROWS:,} rows: read", read, bare))
        results.append((f"{dataset}, {ROWS:,} rows: read and check", both, bare))
    return results


def _check(content: bytes, contract: Contract) -> None:
    checked = check(read_file(content, "return.csv"), contract, History(), today=TODAY)
    assert not checked.blocking
    assert sum(rows.height for rows in checked.rows.values()) == ROWS


def _seconds(*works: Callable[[], object]) -> list[float]:
    """The fastest of a few turns of each, turn by turn, so that a busy machine slows all of them alike."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(_TURNS):
        for work, seconds in zip(works, taken, strict=True):
            start = time.perf_counter()
            work()
            seconds.append(time.perf_counter() - start)
    return [min(seconds) for seconds in taken]


if __name__ == "__main__":
    for what, seconds, bare in measure():
        print(f"{what}: {seconds:.2f} s, {seconds / bare:.1f} times the bare reading ({bare:.2f} s)")
