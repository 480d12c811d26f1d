"""Recognise a return: which contract, which month, which template; where it is not ours, say so and stop."""

import re
from dataclasses import dataclass
from datetime import date

from contracts import months
from contracts.contract import Contract
from contracts.months import Month
from ingest.datasets import COVER, DATASETS, NOTES, Dataset
from ingest.marking.marks import FINDINGS_TITLE
from ingest.reading.sheets import ReadFile, Sheet
from ingest.refused import (
    AfterTheContract,
    AnotherContract,
    AnotherMonth,
    BeforeTheContract,
    ClosedContract,
    MonthNotBegun,
    NoCover,
    NotAPeriod,
    UnknownLayout,
)
from ingest.wording import key_of, quoted

_ROWS_OF_COVER = 15
_LABELS = {
    "contract": "contract",
    "period": "period",
    "month": "period",
    "templateversion": "template",
    "dataset": "dataset",
}
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})(?:-\d{1,2})?")
_MONTH_FIRST = re.compile(r"(?:\d{1,2}/)?(\d{1,2})/(\d{4})")
_NAMED = re.compile(r"([A-Za-z]{3,9})[ -](\d{4})")


@dataclass(frozen=True)
class Cover:
    """What a return says about itself; ``template_version`` is None where it is blank."""

    contract: str
    month: Month
    template_version: str | None


@dataclass(frozen=True)
class Part:
    """A dataset of the return and the sheet it stands on."""

    dataset: Dataset
    sheet: Sheet


@dataclass(frozen=True)
class Recognised:
    """A return that is ours: its cover, the datasets of the contract that it holds, and sheets that are not read."""

    cover: Cover
    parts: tuple[Part, ...]
    others: tuple[Sheet, ...]


def read_cover(read: ReadFile) -> Cover:
    """Read what the cover says.

    Raises:
        NoCover: there is none, or it lacks the contract or the period.
        NotAPeriod: the period is no month.
    """
    said = _said(_cover_sheet(read))
    for label in ("contract", "period"):
        if not said.get(label):
            raise NoCover(f"no value beside “{label.capitalize()}”")
    return Cover(said["contract"], _month(said["period"]), said.get("template") or None)


def recognise(
    read: ReadFile,
    contract: Contract,
    *,
    expected_month: Month | None = None,
    today: date,
    closed_on: date | None = None,
) -> Recognised:
    """Recognise a return of a contract.

    Args:
        read: the file.
        contract: the contract it should be a return of.
        expected_month: the month it was sent for, if the sender named one.
        today: the day on which it is checked.
        closed_on: the day from which the contract takes no returns.

    Raises:
        Refusal: one, for the first thing that makes it no return of this contract and month.
    """
    cover = read_cover(read)
    if cover.contract != contract.id:
        raise AnotherContract(cover.contract, contract.id)
    if closed_on is not None and closed_on <= today:
        raise ClosedContract(contract.id, closed_on)
    _refuse_month(cover.month, contract, expected_month, today)
    parts, others = parts_of(read, contract)
    return Recognised(cover, parts, others)


def _refuse_month(month: Month, contract: Contract, expected: Month | None, today: date) -> None:
    if month < contract.first_month:
        raise BeforeTheContract(month, contract.contract.first_day)
    if month > contract.last_month:
        raise AfterTheContract(month, contract.contract.last_day)
    if months.first_day(month) > today:
        raise MonthNotBegun(month, today)
    if expected is not None and month != expected:
        raise AnotherMonth(month, expected)


def _cover_sheet(read: ReadFile) -> Sheet:
    if read.kind == "csv":
        return read.sheets[0]
    for sheet in read.sheets:
        if key_of(sheet.name) == key_of(COVER):
            return sheet
    raise NoCover(f"no sheet “{COVER}”")


def _said(sheet: Sheet) -> dict[str, str]:
    """Read labels and the value to the right of each; the first of a label counts."""
    said: dict[str, str] = {}
    for row in sheet.cells.drop("row").head(_ROWS_OF_COVER).rows():
        texts = [text.strip() for text in row if text and text.strip()]
        label = _LABELS.get(key_of(texts[0])) if texts else None
        if label and label not in said and len(texts) > 1:
            said[label] = texts[1]
    return said


def _month(text: str) -> Month:
    """Read a month as spreadsheets turn 2016-11 about: 2016-11-01, 11/2016, November 2016, Nov-2016."""
    year, number = 0, 0
    if match := _YEAR_FIRST.fullmatch(text.removesuffix(" 00:00:00")):
        year, number = int(match[1]), int(match[2])
    elif match := _MONTH_FIRST.fullmatch(text):
        year, number = int(match[2]), int(match[1])
    elif match := _NAMED.fullmatch(text):
        name = match[1].casefold()
        named = [place for place, full in enumerate(months.NAMES, 1) if name in (full.casefold(), full[:3].casefold())]
        year, number = int(match[2]), named[0] if named else 0
    month = Month(year * 12 + number - 1)
    if not (1 <= number <= 12 and months.FIRST <= month <= months.LAST):
        raise NotAPeriod(text)
    return month


def parts_of(read: ReadFile, contract: Contract) -> tuple[tuple[Part, ...], tuple[Sheet, ...]]:
    """Return the datasets that a file holds, in their usual order, and the sheets that are no part of a return.

    Raises:
        UnknownLayout: it holds none of the contract's datasets.
    """
    wanted = {key_of(DATASETS[dataset].sheet): DATASETS[dataset] for dataset in contract.returns.datasets}
    if read.kind == "csv":
        return (_csv_part(read.sheets[0], wanted),), ()
    found: dict[str, Part] = {}
    others = []
    for sheet in read.sheets:
        key = key_of(sheet.name)
        if key in wanted and key not in found:
            found[key] = Part(wanted[key], sheet)
        elif key not in (key_of(COVER), key_of(NOTES)) and not lists_findings(sheet):
            others.append(sheet)
    if not found:
        raise UnknownLayout("none of the sheets of this contract's return")
    ordered = sorted(found.values(), key=lambda part: list(DATASETS).index(part.dataset.id))
    return tuple(ordered), tuple(others)


def lists_findings(sheet: Sheet) -> bool:
    """Say whether a sheet is the list of a marked copy, which its sender corrected and handed in again."""
    first = sheet.cells.head(1)
    return first.height == 1 and first["row"][0] == 1 and first.row(0)[1:2] == (FINDINGS_TITLE,)


def _csv_part(sheet: Sheet, wanted: dict[str, Dataset]) -> Part:
    named = _said(sheet).get("dataset")
    if not named:
        raise UnknownLayout("no value beside “Dataset” in its first records")
    by_id = {key_of(dataset.id): dataset for dataset in wanted.values()}
    dataset = wanted.get(key_of(named)) or by_id.get(key_of(named))
    if dataset is None:
        raise UnknownLayout(f"the dataset {quoted(named)}, which this contract does not ask for")
    return Part(dataset, sheet)
