"""Reading a workbook apart from this process, so that whatever it costs or breaks stays outside.

The child needs the standard library alone: its few modules load in some 40 ms, where a data library would take 300.
"""

import json
from collections.abc import Iterator
from typing import Any

import polars as pl

from ingest.following import Follow, unfollowed
from ingest.reading.confined import run
from ingest.reading.letters import letter_of
from ingest.reading.limits import Limits
from ingest.reading.refusals import revived
from ingest.reading.sheets import MARKS_SCHEMA, ReadFile, Sheet

_PARTING = "\x00"


def read_workbook_apart(data: bytes, limits: Limits, follow: Follow = unfollowed) -> ReadFile:
    """The sheets of a workbook, read in a child process; ``follow`` is told if it has to wait for its turn.

    Raises:
        Refusal: whatever the child refuses, and TookTooLong or TookTooMuchMemory where it was stopped.
    """
    output = run("ingest.reading.child", data, limits, follow=follow)
    start = 8 + int.from_bytes(output[:8], "big")
    heading = json.loads(bytes(output[8:start]))
    if "code" in heading:
        raise revived(heading["code"], heading["found"])
    return ReadFile("xlsx", tuple(_sheets(heading["sheets"], output[start:])), tuple(heading["notes"]))


def _sheets(headings: list[dict[str, Any]], blobs: memoryview) -> Iterator[Sheet]:
    at = 0
    for heading in headings:
        parts: list[memoryview] = []
        for size in heading["sizes"]:
            parts.append(blobs[at : at + size])
            at += size
        rows, mark_rows, letters, words, *columns = parts
        marks = _marks(mark_rows, letters, words)
        texts = [_texts(column).alias(letter_of(index)) for index, column in enumerate(columns, 1)]
        cells = pl.DataFrame([_numbers(rows).alias("row"), *texts])
        yield Sheet(heading["name"], heading["hidden"], _uncovered(cells, marks), marks)


def _marks(rows: memoryview, letters: memoryview, words: memoryview) -> pl.DataFrame:
    if not rows:
        return pl.DataFrame(schema=MARKS_SCHEMA)
    marks = pl.DataFrame([_numbers(rows), _texts(letters), _texts(words)], schema=MARKS_SCHEMA)
    # What covers a cell is said last and counts: nobody sees a formula below a merged range.
    return marks.unique(["row", "column"], keep="last", maintain_order=True).sort("row", maintain_order=True)


def _numbers(blob: memoryview) -> pl.Series:
    return pl.Series(blob.cast("i"), dtype=pl.Int32)


def _texts(blob: memoryview) -> pl.Series:
    texts = pl.Series([str(blob, "utf-8")]).str.split(_PARTING).explode()
    return texts.set(texts == "", None)


def _uncovered(cells: pl.DataFrame, marks: pl.DataFrame) -> pl.DataFrame:
    """Cells without the content that lies under merged ranges, which a person at the spreadsheet does not see."""
    covered = marks.filter(mark="merged").group_by("column").agg("row")
    return cells.with_columns(
        pl.when(pl.col("row").is_in(rows).not_()).then(pl.col(letter)).alias(letter)
        for letter, rows in covered.iter_rows()
        if letter in cells.columns
    )
