"""A file of series, without a contract: a row a step, with the columns ``date`` and ``value`` and others as needed."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Final

import polars as pl

from contracts import months
from contracts.errors import ReckonerError
from ingest.days import read_day
from ingest.numbers import MARKS, read_number
from ingest.reading.files import read_file

_NEEDED: Final = ("date", "value")
_TEXTS: Final = ("series", "better")
_NUMBERS: Final = ("value", "target", "numerator", "denominator")
_KNOWN: Final = ("date", *_NUMBERS, *_TEXTS)
_SHOWN: Final = 5
_DIRECTIONS: Final = ("higher", "lower", "within range")


class WithoutItsColumns(ReckonerError):
    """A file whose first row names no date or no value."""

    def __init__(self, name: str, missing: list[str]) -> None:
        super().__init__(
            f"“{name}” has no column {' and no column '.join(f'“{each}”' for each in missing)}. Its first row names "
            "the columns: date and value (or numerator and denominator), and if need be series, target and better."
        )


class CellsNotUnderstood(ReckonerError):
    """Cells that are no date, no number or no direction."""

    def __init__(self, name: str, found: list[str]) -> None:
        more = f" And {len(found) - _SHOWN} more." if len(found) > _SHOWN else ""
        super().__init__(f"“{name}” cannot be charted. {' '.join(found[:_SHOWN])}{more}")


class NoRows(ReckonerError):
    """A file with names of columns and nothing below."""

    def __init__(self, name: str) -> None:
        super().__init__(f"“{name}” has no row below its first. Each row is a date and its figure.")


def read_series(path: Path) -> pl.DataFrame:
    """Read the first sheet of a file as rows that control charts can be made of.

    Dates are days (``2021-04-30``, ``30/04/2021``) or months (``2021-04``); a figure may be blank or a mark such as
    ``..`` where it is missing. A file without series is one series, named after the file.

    Raises:
        Refusal: the file cannot be read at all.
        WithoutItsColumns, NoRows, CellsNotUnderstood: as they say.
    """
    cells = read_file(path, path.name).sheets[0].cells
    heads, below = cells.head(1), cells.slice(1)
    letters = {str(heads[letter][0] or "").strip().casefold(): letter for letter in cells.columns if letter != "row"}
    counted = {"numerator", "denominator"} <= letters.keys()
    missing = [each for each in _NEEDED if each not in letters and not (each == "value" and counted)]
    if missing:
        raise WithoutItsColumns(path.name, missing)
    if not below.height:
        raise NoRows(path.name)
    return _read(below, {name: letters[name] for name in _KNOWN if name in letters}, path)


def _read(below: pl.DataFrame, letters: dict[str, str], path: Path) -> pl.DataFrame:
    columns: dict[str, pl.Series] = {}
    wrong: list[str] = []
    for name, letter in letters.items():
        texts = below[letter].str.strip_chars()
        reader, expected, kind = _reader(name)
        distinct = texts.drop_nulls().unique(maintain_order=True).to_list()
        known = {text: _tried(reader, text) for text in distinct}
        unread = [text for text, value in known.items() if value is _NOT_READ]
        wrong += [f"Cell {letter}{_row(below, texts, text)}: found “{text[:30]}”; {expected}." for text in unread]
        usable = {text: None if value is _NOT_READ else value for text, value in known.items()}
        columns[name] = texts.replace_strict(usable, default=None, return_dtype=kind).alias(name)
    if wrong:
        raise CellsNotUnderstood(path.name, wrong)
    named = pl.DataFrame(columns)
    series = pl.col("series").fill_null(path.stem) if "series" in named.columns else pl.lit(path.stem).alias("series")
    return named.with_columns(series)


_NOT_READ: Final = object()


def _tried(reader: Callable[[str], object], text: str) -> object:
    try:
        return reader(text)
    except (ValueError, ReckonerError):
        return _NOT_READ


def _row(below: pl.DataFrame, texts: pl.Series, text: str) -> int:
    return int(below.filter(texts == text)["row"][0])


def _reader(name: str) -> tuple[Callable[[str], object], str, pl.DataType]:
    if name == "date":
        return _day, "expected a day such as 2021-04-30, or a month such as 2021-04", pl.Date()
    if name == "better":
        return _direction, f"expected {', '.join(_DIRECTIONS)}", pl.String()
    if name == "series":
        return str, "expected a name", pl.String()
    return _number, "expected a number such as 94.5, or nothing where there is none", pl.Float64()


def _day(text: str) -> date | None:
    with suppress(months.NotAMonth):
        return months.first_day(months.parse(text))
    if not text:
        return None
    day = read_day(text).day
    if day is None:
        raise ValueError(text)
    return day


def _direction(text: str) -> str | None:
    if text and text.casefold() not in _DIRECTIONS:
        raise ValueError(text)
    return text.casefold() or None


def _number(text: str) -> float | None:
    """Read a figure; what is no usable number but reads as one, such as ``inf``, is the chart's to turn down."""
    if not text or text.casefold() in MARKS:
        return None
    exact = read_number(text)
    return float(text) if exact is None else float(exact)


def rebases_from(given: list[str]) -> Iterator[tuple[date, str]]:
    """Read rebases written ``2017-04=A second team``: from when, and why.

    Raises:
        RebaseNotUnderstood: no day or month, or no reason.
    """
    for each in given:
        written, _, reason = each.partition("=")
        try:
            day = _day(written.strip())
        except ValueError as error:
            raise RebaseNotUnderstood(each) from error
        if day is None or not reason.strip():
            raise RebaseNotUnderstood(each)
        yield day, reason.strip()


class RebaseNotUnderstood(ReckonerError):
    """A rebase without its day or without its reason."""

    def __init__(self, found: str) -> None:
        super().__init__(
            f"Found the rebase “{found}”. It is written as month, = and the reason: 2017-04=A second team."
        )
