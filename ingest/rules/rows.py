"""Rules on the rows of any dataset: row keys, and dates against each other and against the month."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

import polars as pl

from contracts.months import Month, last_day
from contracts.texts import LONGEST_NAME
from ingest.datasets import Dataset, Field
from ingest.findings import Hit
from ingest.particulars import holds_particulars
from ingest.rules.lines import written
from ingest.wording import quoted

_SINGLY: Final = 20


@dataclass(frozen=True)
class Typed:
    """A dataset's rows in their types, with "sheet_row", and where they stand: sheet, and column letter by field."""

    dataset: Dataset
    sheet: str
    letters: Mapping[str, str]
    rows: pl.DataFrame


def row_rules(table: Typed, month: Month) -> Iterator[Hit]:
    """Run every rule on rows."""
    yield from duplicates(table)
    yield from below_nil(table)
    yield from later_than_the_month(table, month)
    if table.dataset.about_people:
        yield from _order(table, "E01", "clock_start", "plan_issued")
        yield from _order(table, "E03", "exception_from", "exception_to")


def duplicates(table: Typed) -> Iterator[Hit]:
    """K01: two rows with the same key. Keys of cases are not repeated; the cells are."""
    key = list(table.dataset.key)
    whole = table.rows.select("sheet_row", *key).drop_nulls(key)
    keys = whole.select(pl.struct(key) if len(key) > 1 else pl.col(key)).to_series()
    # Keys that only ascend are told apart at a glance; otherwise as many hashes as rows means as many keys.
    if (len(key) == 1 and (keys > keys.shift(1)).all()) or keys.hash().n_unique() == whole.height:
        return
    twice = whole.filter(pl.struct(key).is_duplicated()).group_by(key, maintain_order=True).agg("sheet_row")
    for *names, rows in twice.head(1000).rows():
        found = "the same key" if table.dataset.about_people else ", ".join(map(quoted, names))
        yield Hit("K01", table.sheet, found, table.letters[key[0]], rows, {"row": table.dataset.row})


def below_nil(table: Typed) -> Iterator[Hit]:
    """V13 and V14: numbers below 0 where there can be none, or hardly any."""
    for field in table.dataset.stored:
        name = str(field.name)
        if field.below_nil is None or name not in table.letters:
            continue
        wrong = table.rows.filter(pl.col(name) < 0).select(name, "sheet_row", *table.dataset.key)
        letter = table.letters[name]
        if wrong.height > _SINGLY:
            # Such a column is one cause, as where costs are written as what is taken off: one reason answers it.
            found = f"numbers below 0, such as {_below_nil(field, wrong[0, 0])}"
            yield Hit(field.below_nil, table.sheet, found, letter, wrong["sheet_row"].to_list(), row_key=field.heading)
            continue
        for value, row, *names in wrong.rows():
            key = f"{field.heading} of {_row(names, row)}"
            yield Hit(field.below_nil, table.sheet, _below_nil(field, value), letter, [row], row_key=key)


def _below_nil(field: Field, value: Decimal) -> str:
    return written(Fraction(value), "money" if field.kind == "money" else None)


def _row(names: list[str | None], row: int) -> str:
    """Name a row by its key, so that a reason stays with it; by its number where the key cannot be repeated."""
    named = ", ".join(name or "" for name in names)
    return f"row {row}" if len(named) > LONGEST_NAME or holds_particulars(named) else named


def later_than_the_month(table: Typed, month: Month) -> Iterator[Hit]:
    """E02: a date after the month's last day, but for those that may lie later."""
    last = last_day(month)
    names = [str(field.name) for field in table.dataset.stored if field.kind == "date" and not field.may_be_later]
    if not names:
        return
    latest = table.rows.select(pl.col(names).max()).row(0, named=True)
    for name in names:
        if latest[name] is not None and latest[name] > last:
            found = table.rows.filter(pl.col(name) > last).select(name, "sheet_row")
            for day, rows in found.group_by(name, maintain_order=True).agg("sheet_row").rows():
                told = {"last": f"{last:%d/%m/%Y}"}
                yield Hit("E02", table.sheet, f"{day:%d/%m/%Y}", table.letters[name], rows, told)


def _order(table: Typed, code: str, first: str, second: str) -> Iterator[Hit]:
    """A second date that lies before the first."""
    wrong = table.rows.filter(pl.col(second) < pl.col(first)).select(first, second, "sheet_row")
    for before, after, row in wrong.rows():
        found = f"{after:%d/%m/%Y}, and a start on {before:%d/%m/%Y}"
        yield Hit(code, table.sheet, found, table.letters[second], [row])
