"""What a return would change: its rows beside those that count now, dataset by dataset."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from ingest.checking import CheckedReturn
from ingest.datasets import DATASETS, Dataset


@dataclass(frozen=True)
class Change:
    """One field of one row that differs. ``key`` is the row's key (a case's too: show it in the working view only)."""

    key: tuple[str, ...]
    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class DatasetPreview:
    """How many rows of a dataset are new, changed, unchanged, removed and rejected, and what differs.

    ``removed`` rows count now and are not in the file; ``rejected`` ones have a blocking finding. A rejected row is
    never counted as removed or changed.
    """

    dataset: str
    new: int
    changed: int
    unchanged: int
    removed: int
    rejected: int
    changes: tuple[Change, ...]


def preview(checked: CheckedReturn, current: Mapping[str, pl.DataFrame]) -> tuple[DatasetPreview, ...]:
    """Hold a checked return against the rows that count now for the same month.

    ``current``: by dataset, frames with the columns of the store's tables; none where nothing was accepted yet.
    """
    return tuple(
        _dataset(dataset, checked.rows[dataset.id], current.get(dataset.id), checked)
        for dataset in DATASETS.values()
        if dataset.id in checked.rows
    )


def _dataset(
    dataset: Dataset, rows: pl.DataFrame, current: pl.DataFrame | None, checked: CheckedReturn
) -> DatasetPreview:
    rejected = checked.rejected[dataset.id]
    if current is None:
        return DatasetPreview(dataset.id, rows.height, 0, 0, 0, rejected.height, ())
    key = list(dataset.key)
    both = rows.join(current, on=key, how="inner", suffix=" before", maintain_order="left")
    fields = [str(field.name) for field in dataset.stored if field.name not in dataset.key]
    differs = [pl.col(field).ne_missing(pl.col(f"{field} before")) for field in fields]
    differing = both.filter(pl.any_horizontal(differs))
    gone = current.join(rows, on=key, how="anti").join(rejected, on=key, how="anti")
    return DatasetPreview(
        dataset.id,
        new=rows.height - both.height,
        changed=differing.height,
        unchanged=both.height - differing.height,
        removed=gone.height,
        rejected=rejected.height,
        changes=tuple(_changes(differing, key, fields)),
    )


def _changes(differing: pl.DataFrame, key: list[str], fields: list[str]) -> Iterator[Change]:
    for row in differing.iter_rows(named=True):
        for field in fields:
            before, after = row[f"{field} before"], row[field]
            if before != after:
                yield Change(tuple(row[name] for name in key), field, before, after)
