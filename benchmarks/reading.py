"""What reading a return costs, beside the bare engine that reads the same bytes into something less."""

import io
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import xlsxwriter
from python_calamine import CalamineWorkbook

from ingest.reading.files import read_file

_ROUNDS = 3


def measure() -> list[tuple[str, float, float]]:
    """(name, our seconds, the bare engine's seconds), each the best of three rounds, taken in turns.

    A workbook of 100,000 x 6 cells stands beside calamine, which keeps neither formats nor errors; a CSV of
    a million records beside polars with every column as text.
    """
    with tempfile.TemporaryDirectory() as folder:
        workbook, text = Path(folder, "return.xlsx"), Path(folder, "return.csv")
        workbook.write_bytes(_workbook(100_000))
        text.write_text("\n".join(_records(1_000_000)))
        return [
            ("XLSX, 100,000 x 6", *_best(lambda: read_file(workbook, workbook.name), lambda: _calamine(workbook))),
            ("CSV, 1,000,000 x 6", *_best(lambda: read_file(text, text.name), lambda: _polars(text))),
        ]


def _best(ours: Callable[[], object], bare: Callable[[], object]) -> tuple[float, float]:
    rounds = [(_seconds(ours), _seconds(bare)) for _ in range(_ROUNDS)]
    return min(mine for mine, _ in rounds), min(theirs for _, theirs in rounds)


def _seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def _calamine(path: Path) -> object:
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def _polars(path: Path) -> object:
    return pl.read_csv(path, has_header=False, infer_schema=False)


def _workbook(rows: int) -> bytes:
    chance = random.Random(27)
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"constant_memory": False}) as book:
        sheet = book.add_worksheet("EHC assessments")
        day, share = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"num_format": "0.0%"})
        for row in range(rows):
            sheet.write_string(row, 0, f"case-{row}")
            sheet.write_string(row, 1, chance.choice(("North", "South", "East")))
            sheet.write_number(row, 2, chance.random() * 1000)
            sheet.write_number(row, 3, chance.randint(0, 100_000))
            sheet.write_number(row, 4, chance.random(), share)
            sheet.write_datetime(row, 5, date(2016, 1, 1) + timedelta(days=chance.randint(0, 900)), day)
    return held.getvalue()


def _records(rows: int) -> Iterator[str]:
    chance = random.Random(27)
    yield "key,area,numerator,denominator,stated,day"
    for row in range(rows):
        yield f"case-{row},North,{chance.random() * 1000:.3f},{chance.randint(0, 100_000)},95.3%,30/11/2016"
