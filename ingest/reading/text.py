"""CSV files: every field as text, at the address it would have if a spreadsheet opened the file.

The fast way reads with polars and holds for files whose quotation marks stand where the format wants them, one record
a line. Everything else (line breaks inside quotes, records wider than the first ones, stray quotation marks) is read
record by record with Python's reader, which understands them as a spreadsheet does.
"""

import csv
import io
from collections.abc import Iterator
from itertools import chain, islice, zip_longest

import polars as pl

from ingest.reading.encoding import utf8
from ingest.reading.letters import letter_of
from ingest.reading.limits import Limits
from ingest.reading.refusals import (
    EmptyFile,
    TextTooLong,
    TooManyCells,
    TooManyColumns,
    TooManyRows,
    UnclosedQuotation,
)
from ingest.reading.separator import Parted, parted
from ingest.reading.sheets import MARKS_SCHEMA, Sheet

_BATCH = 50_000
_LAST = "\x00"


def read_text(data: bytes, name: str, limits: Limits) -> Sheet:
    """One sheet called ``name``; a row number is the record's number in the file, blank lines counted.

    Raises:
        NotText, EmptyFile, TooManyRows, TooManyColumns, TooManyCells, TextTooLong, UnclosedQuotation: nothing is read.
    """
    source = parted(utf8(data))
    cells = _read_evenly(source, name, limits)
    if cells is None:
        cells = _read_by_record(source, name, limits)
    cells = _without_blanks(cells)
    if cells.is_empty():
        raise EmptyFile
    _refuse_long(name, cells, limits.characters)
    return Sheet(name, hidden=False, cells=cells, marks=pl.DataFrame(schema=MARKS_SCHEMA))


def _read_evenly(source: Parted, name: str, limits: Limits) -> pl.DataFrame | None:
    """The records by polars, or None where it would not read them as a spreadsheet does."""
    quoted = b'"' in source.text
    if quoted and not _quoted_by_the_book(source):
        return None
    most = min(limits.rows, limits.cells // source.width) if source.width <= limits.columns else 0
    try:
        cells = _by_polars(source, quoted, most + 1)
    except (pl.exceptions.ComputeError, pl.exceptions.SchemaError):
        # A record has more fields than any that was seen at the beginning.
        return None
    if cells.height > most:
        # Only now it pays to count the lines, which takes as long as a tenth of the reading.
        _refuse_beyond(name, source.text.count(b"\n"), source.width, limits)
    if quoted:
        cells = cells.with_columns(pl.when(pl.all() != "").then(pl.all()))
    return cells.select(pl.int_range(1, pl.len() + 1, dtype=pl.Int32).alias("row"), pl.all())


def _by_polars(source: Parted, quoted: bool, most: int) -> pl.DataFrame:
    return pl.read_csv(
        source.text,
        has_header=False,
        # Without it the reader would take the width from the first line, where a title may stand.
        schema=dict.fromkeys(map(letter_of, range(1, source.width + 1)), pl.String),
        missing_columns="insert",
        separator=source.separator,
        quote_char='"' if quoted else None,
        n_rows=most,
    )


def _quoted_by_the_book(source: Parted) -> bool:
    """Whether every line with quotation marks is one whole record, written as RFC 4180 wants it."""
    if b"\x01" in source.text:
        return False
    lines = pl.read_csv(b"line\n" + source.text, separator="\x01", quote_char=None, infer_schema=False).to_series()
    field = rf'(?:[^"{source.separator}]*|"(?:[^"]|"")*")'
    quoted = lines.filter(lines.str.contains('"', literal=True))
    return bool(quoted.str.contains(f"^{field}(?:{source.separator}{field})*$").all())


def _read_by_record(source: Parted, name: str, limits: Limits) -> pl.DataFrame:
    records = _records(source)
    frames: list[pl.DataFrame] = []
    height = width = 0
    while batch := list(islice(records, _BATCH)):
        height, width = height + len(batch), max(width, *map(len, batch))
        _refuse_beyond(name, height, width, limits)
        columns = {letter_of(index): column for index, column in enumerate(zip_longest(*batch), 1)}
        rows = pl.int_range(height - len(batch) + 1, height + 1, dtype=pl.Int32, eager=True).alias("row")
        frames.append(pl.DataFrame([rows, *(pl.Series(key, texts, pl.String) for key, texts in columns.items())]))
    texts = pl.all().exclude("row")
    return pl.concat(frames, how="diagonal").with_columns(pl.when(texts != "").then(texts))


def _records(source: Parted) -> Iterator[list[str]]:
    # A last line that no text can hold comes out as a record of its own, unless an open quotation swallows it.
    lines = chain(io.StringIO(source.text.decode(), newline=""), (_LAST,))
    count = 0
    try:
        for count, record in enumerate(csv.reader(lines, delimiter=source.separator), 1):  # noqa: B007 - see below
            if record == [_LAST]:
                return
            yield record
    except csv.Error:
        # Only a field beyond any spreadsheet's size does this: the rest of the file fell into a quotation.
        raise UnclosedQuotation(count + 1) from None
    raise UnclosedQuotation(count)


def _refuse_beyond(name: str, height: int, width: int, limits: Limits) -> None:
    if height > limits.rows:
        raise TooManyRows(name, limits.rows)
    if width > limits.columns:
        raise TooManyColumns(name, limits.columns)
    if height * width > limits.cells:
        raise TooManyCells(limits.cells)


def _refuse_long(name: str, cells: pl.DataFrame, most: int) -> None:
    letters = cells.columns[1:]
    # Bytes are known without a look at the text, and no text has fewer of them than characters.
    longest = cells.select(pl.col(letters).str.len_bytes().max()).row(0)
    for letter in (letter for letter, size in zip(letters, longest, strict=True) if (size or 0) > most):
        long = cells.filter(pl.col(letter).str.len_chars() > most)
        if not long.is_empty():
            raise TextTooLong(name, f"{letter}{long['row'][0]}", len(long[letter][0]), most)


def _without_blanks(cells: pl.DataFrame) -> pl.DataFrame:
    """Leave out blank rows, and the blank columns after the last one used."""
    letters = cells.columns[1:]
    while letters and cells[letters[-1]].null_count() == cells.height:
        letters.pop()
    cells = cells.select("row", *letters)
    if not letters or cells[letters[0]].null_count() == 0:
        return cells if letters else cells.clear()
    return cells.filter(~pl.all_horizontal(pl.col(letters).is_null()))
