"""Rules on how a file is laid out: hidden sheets, formulas, merged cells, what was left aside, the template."""

from collections.abc import Iterator, Mapping
from datetime import date

import polars as pl

from contracts.contract import Contract
from contracts.months import spoken
from ingest.datasets import DATASETS, Dataset
from ingest.findings import Hit
from ingest.reading.sheets import ReadFile, Sheet
from ingest.recognise import Cover, Recognised
from ingest.refused import ended
from ingest.wording import quoted

_MARKS = {
    "formula": ("L05", "formulas"),
    "uncached formula": ("L06", "formulas without a result"),
    "merged": ("L13", "merged cells"),
}


def file_rules(
    read: ReadFile, recognised: Recognised, contract: Contract, version: str | None, today: date
) -> Iterator[Hit]:
    """Run the rules on the file as a whole; ``version`` is the template version of the contract now."""
    yield from (Hit("L04", sheet.name, f"{quoted(sheet.name)}, hidden") for sheet in read.sheets if sheet.hidden)
    yield from (Hit("L10", sheet.name, quoted(sheet.name)) for sheet in recognised.others if not sheet.hidden)
    yield from (Hit("L07", None, note) for note in read.notes)
    yield from _template(recognised.cover, version)
    yield from _month(recognised.cover, today)
    if read.kind == "xlsx":
        yield from _absent(recognised, contract)


def _month(cover: Cover, today: date) -> Iterator[Hit]:
    if not ended(cover.month, today):
        found = f"{spoken(cover.month)}, on {today:%d/%m/%Y}"
        yield Hit("L09", None, found, row_key=f"sent on {today.isoformat()}")


def _absent(recognised: Recognised, contract: Contract) -> Iterator[Hit]:
    held = {part.dataset.id for part in recognised.parts}
    for name in contract.returns.datasets:
        if name not in held:
            sheet = DATASETS[name].sheet
            yield Hit("L11", None, f"no sheet “{sheet}”", told={"sheet": sheet})


def _template(cover: Cover, version: str | None) -> Iterator[Hit]:
    if version is not None and cover.template_version != version:
        found = quoted(cover.template_version) if cover.template_version else "no template version"
        yield Hit("L08", None, found, told={"version": version})


def longer_records(sheet: Sheet, last_heading: int, records: pl.Series, dataset: Dataset) -> Iterator[Hit]:
    """L14: records of a CSV with values beyond the last heading, as where an amount such as 1,071 fell into two.

    ``records``: the sheet's rows that are read. Beside the rows of a workbook people write notes.
    """
    headings = sheet.cells.filter(pl.col("row") == last_heading).row(0)[1:]
    beyond = sheet.cells.columns[1:][max(place for place, text in enumerate(headings, 1) if text) :]
    if not beyond:
        return
    filled = sheet.cells.filter(pl.any_horizontal(pl.col(beyond).is_not_null()))["row"]
    longer = filled.filter(filled.is_in(records.implode())).to_list()
    if longer:
        yield Hit("L14", sheet.name, "values beyond the last heading", rows=longer, row_key=f"{dataset.id} beyond")


def marked_cells(sheet: Sheet, letters: Mapping[str, str], first: int, last: int) -> Iterator[Hit]:
    """Hits for marked cells of the columns that are read, in rows ``first`` to ``last``."""
    marks = sheet.marks.filter(pl.col("row").is_between(first, last), pl.col("column").is_in(list(letters.values())))
    for mark, column, rows in marks.group_by("mark", "column", maintain_order=True).agg("row").rows():
        if mark in _MARKS:
            code, found = _MARKS[mark]
            yield Hit(code, sheet.name, found, column, sorted(rows))
