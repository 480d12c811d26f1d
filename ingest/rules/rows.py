"""Rules on the rows of any dataset: row keys, and dates against each other and against the month."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from contracts.months import Month, last_day
from ingest.datasets import Dataset
from ingest.findings import Hit
from ingest.wording import quoted


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
