"""What stands below the headings: rows of records, and at the end totals and notes that are not records."""

import re
from typing import Final

import polars as pl

from ingest.datasets import Dataset
from ingest.findings import Hit
from ingest.reading.sheets import Sheet
from ingest.wording import quoted

_TAIL: Final = 60
_LONG: Final = 60
_TOTAL_WORDS: Final = r"\s*(?:grand |overall |sub-?\s?)?totals?(?:\s*:|\s*\([^)]*\)|\s+(?:for|of|all)\b.*)?\s*"
TOTAL: Final = f"^(?i){_TOTAL_WORDS}$"
"""What reads as a total, as a pattern of the engine's."""
_TOTAL = re.compile(_TOTAL_WORDS, re.IGNORECASE)
_NOTE = re.compile(r"\s*(?:notes?\b|source\b|n\.?b\.?\b|key\b|\*|†|‡|[\[(]?\d+[\]).:]\s|[¹²³])", re.IGNORECASE)


def records(sheet: Sheet, last_heading: int) -> tuple[pl.DataFrame, list[Hit]]:
    """Return the rows of records below the headings (columns as in ``Sheet.cells``), and what was left out."""
    start = int((sheet.cells["row"] <= last_heading).sum())
    below = sheet.cells.slice(start)
    totals, notes = _trailing(below, last_heading)
    kept = below.head(below.height - len(totals) - len(notes))
    hits = []
    if totals:
        hits.append(Hit("L01", sheet.name, "totals", rows=totals))
    if notes:
        hits.append(Hit("L02", sheet.name, "notes", rows=notes))
    return kept, hits


def totals_among(texts: pl.DataFrame, sheet: str, dataset: Dataset, letter: str) -> list[Hit]:
    """Return a hit for each row whose first key field reads as a total. ``texts`` has "sheet_row" and the fields."""
    key = dataset.key[0]
    found = texts.filter(pl.col(key).str.contains(TOTAL)).select("sheet_row", key).head(_TAIL)
    return [
        Hit(
            "L03",
            sheet,
            quoted(text, about_people=dataset.about_people),
            letter,
            [row],
            {"row": dataset.row},
            f"{dataset.id} row {row}",
        )
        for row, text in found.rows()
    ]


def _trailing(below: pl.DataFrame, last_heading: int) -> tuple[list[int], list[int]]:
    """Row numbers of the totals and notes at the end. A lone text counts as a note if it looks like one or is apart."""
    totals: list[int] = []
    notes: list[int] = []
    lone: list[int] = []
    rows = below.tail(_TAIL).rows()
    after = 0
    for row in reversed(rows):
        number, *texts = row
        filled = [text for text in texts if text and text.strip()]
        if lone and after - number > 1:
            notes.extend(lone)
            lone.clear()
        if filled and _TOTAL.fullmatch(filled[0]):
            totals.append(number)
        elif not filled or _NOTE.match(filled[0]) or (len(filled) == 1 and len(filled[0]) > _LONG):
            notes.append(number)
        elif len(filled) == 1 and " " in filled[0].strip():
            lone.append(number)
        else:
            break
        after = number
    if lone and len(rows) == len(totals) + len(notes) + len(lone) and after - last_heading > 1:
        notes.extend(lone)
        lone.clear()
    # A lone text right below the rows may be a record that lacks the rest: it stays, and so does what is above it.
    stays = max(lone, default=0)
    return sorted(row for row in totals if row > stays), sorted(row for row in notes if row > stays)
