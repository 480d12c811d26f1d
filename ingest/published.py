"""Figures that the Department for Education publishes, from its CSV files: a row a place, a time and a breakdown.

The layout is that of the department's open data standards: ``time_period`` (2017, or 201617 for a year that spans two),
``time_identifier`` (such as “Academic year”), ``geographic_level`` (“National”, “Regional”, “Local authority”),
``region_name``, ``la_name``, columns by which figures are broken down, and a column for each figure. Where there is no
figure a symbol stands (``SYMBOLS``), and is never taken for nought.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

import polars as pl

from ingest.numbers import read_number
from ingest.published_refused import (
    MixedYears,
    NoSuchPlace,
    NoSuchValue,
    NotAFigure,
    NotAPeriod,
    TwoRows,
    WithoutColumns,
)
from ingest.reading.files import read_file

Level = Literal["national", "regional", "authority", "neighbour"]

SYMBOLS: Final[Mapping[str, str]] = {
    "z": "not applicable",
    "x": "not available",
    "c": "confidential",
    "low": "rounds to nought, and is not nought",
    "k": "rounds to nought, and is not nought",
    "u": "of low reliability",
    ":": "not available",
    "~": "rounds to nought, and is not nought",
    "": "left blank",
}
"""What stands where there is no figure, in small letters, and what it means; the last four are older ways."""

_NATIONAL, _REGIONAL, _LOCAL = "national", "regional", "local authority"
_PLACES: Final = ("time_period", "time_identifier", "geographic_level", "region_name", "la_name")
_SHARED: Final = ("country_code", "country_name", "region_code", "old_la_code", "new_la_code")


@dataclass(frozen=True)
class Wanted:
    """What is taken from a file: one column, of an authority, its region, the country and some neighbours.

    ``where`` chooses among breakdowns: the value that a column must have.
    """

    column: str
    authority: str
    neighbours: Sequence[str] = ()
    where: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Published:
    """A figure of a place and a time, or in its stead the symbol for why there is none."""

    level: Level
    place: str
    time_identifier: str
    time_period: str
    value: Decimal | None
    symbol: str | None


def published_figures(content: bytes, name: str, wanted: Wanted) -> tuple[Published, ...]:
    """Return the figures that are wanted, by place and then by time, oldest first.

    Raises:
        Refusal: the file cannot be read at all.
        WithoutColumns, NoSuchValue, NoSuchPlace, TwoRows, MixedYears, NotAPeriod, NotAFigure: as they say.
    """
    rows = _rows(content, name, wanted)
    chosen = _where(rows, name, wanted.where or {})
    own = _of_authority(chosen, name, wanted.authority)
    region = next((each for each in own["region_name"].to_list() if each), None)
    places: list[tuple[Level, str, pl.DataFrame]] = [("authority", wanted.authority, own)]
    places += [("neighbour", each, _of_authority(chosen, name, each)) for each in dict.fromkeys(wanted.neighbours)]
    level = pl.col("geographic_level").str.to_lowercase()
    if region is not None:
        places.append(("regional", region, chosen.filter(level == _REGIONAL, pl.col("region_name") == region)))
    places.append(("national", "England", chosen.filter(level == _NATIONAL)))
    found = [(kind, place, of.sort("time_period")) for kind, place, of in places]
    _check_times(name, pl.concat([of for *_, of in found]))
    for _, place, of in found:
        _check_once(name, place, of)
    return tuple(
        figure for kind, place, of in found for figure in _figures(name, wanted.column.casefold(), kind, place, of)
    )


def _rows(content: bytes, name: str, wanted: Wanted) -> pl.DataFrame:
    """Return the rows under the names of their columns in small letters, texts stripped, with their row in the file."""
    cells = read_file(content, name).sheets[0].cells
    letters = [letter for letter in cells.columns if letter != "row"]
    heads = cells.head(1)
    named = {str(heads[letter][0] or "").strip().casefold(): letter for letter in letters} if cells.height else {}
    named.pop("", None)
    needed = [*_PLACES, wanted.column.casefold(), *(each.casefold() for each in wanted.where or {})]
    missing = [each for each in dict.fromkeys(needed) if each not in named]
    if missing:
        raise WithoutColumns(name, missing, list(named))
    texts = (pl.col(letter).fill_null("").str.strip_chars().alias(column) for column, letter in named.items())
    return cells.slice(1).select(pl.col("row").alias("row in the file"), *texts)


def _where(rows: pl.DataFrame, name: str, where: Mapping[str, str]) -> pl.DataFrame:
    for column, value in where.items():
        kept = rows.filter(pl.col(column.casefold()).str.to_lowercase() == value.strip().lower())
        if not kept.height:
            raise NoSuchValue(name, column, value, rows[column.casefold()].unique(maintain_order=True).to_list())
        rows = kept
    return rows


def _of_authority(rows: pl.DataFrame, name: str, place: str) -> pl.DataFrame:
    local = rows.filter(pl.col("geographic_level").str.to_lowercase() == _LOCAL)
    found = local.filter(pl.col("la_name").str.to_lowercase() == place.strip().lower())
    if not found.height:
        raise NoSuchPlace(name, place, local["la_name"].unique(maintain_order=True).to_list())
    return found


def _check_times(name: str, rows: pl.DataFrame) -> None:
    kinds = sorted(rows["time_identifier"].unique().to_list())
    if len(kinds) > 1:
        raise MixedYears(name, kinds)
    lengths = {len(each) for each in rows["time_period"].to_list()}
    for each, row in rows.select("time_period", "row in the file").rows():
        spans_two = len(each) == 6 and each.isdigit() and (int(each[2:4]) + 1) % 100 == int(each[4:])
        if not (spans_two or (len(each) == 4 and each.isdigit())):
            raise NotAPeriod(name, row, each)
    if len(lengths) > 1:
        raise MixedYears(name, sorted(rows["time_period"].unique().to_list()))


def _check_once(name: str, place: str, rows: pl.DataFrame) -> None:
    """Refuse two rows for one place and time: a breakdown has to be chosen."""
    twice = [period for period, times in Counter(rows["time_period"].to_list()).items() if times > 1]
    if not twice:
        return
    same = rows.filter(pl.col("time_period") == twice[0])
    apart = {
        column: same[column].unique(maintain_order=True).to_list()
        for column in same.columns
        if column not in (*_PLACES, *_SHARED, "row in the file") and same[column].n_unique() > 1
    }
    broken_down = {
        column: values for column, values in apart.items() if all(read_number(each) is None for each in values)
    }
    raise TwoRows(name, place, twice[0], same["row in the file"].to_list(), broken_down)


def _figures(name: str, column: str, level: Level, place: str, rows: pl.DataFrame) -> Iterator[Published]:
    for row in rows.iter_rows(named=True):
        text = row[column]
        symbol = text.casefold() if text.casefold() in SYMBOLS else None
        value = None if symbol is not None else read_number(text)
        if value is None and symbol is None:
            raise NotAFigure(name, row["row in the file"], column, text, SYMBOLS)
        yield Published(level, place, row["time_identifier"], row["time_period"], value, symbol)
