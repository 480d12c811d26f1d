"""What reading a file yields: sheets of text that know their addresses."""

from dataclasses import dataclass
from typing import Literal

import polars as pl

MARKS_SCHEMA = pl.Schema({"row": pl.Int32, "column": pl.String, "mark": pl.String})


@dataclass(frozen=True)
class Sheet:
    """One sheet as text.

    ``cells``: "row" (Int32, the sheet's own row number, increasing; blank rows are left out), then one String column
    per letter from "A" to the last one used; null where nothing stands. ``marks``: "row" (Int32), "column" and "mark"
    (String), at most one per cell: formula, error, merged (covered by a merged range), or uncached formula (the file
    holds no result, the text is null).
    """

    name: str
    hidden: bool
    cells: pl.DataFrame
    marks: pl.DataFrame


@dataclass(frozen=True)
class ReadFile:
    """A file that was read: its kind, its sheets in order, and what was left aside, in plain words."""

    kind: Literal["xlsx", "csv"]
    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...]
