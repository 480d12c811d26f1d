"""The workbook that a provider fills in: made for one contract version and month."""

import io
from collections.abc import Iterator
from datetime import datetime
from typing import Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from contracts.contract import Contract
from contracts.indicators import FromIndicators, Indicator
from contracts.months import Month, first_day, label, spoken
from ingest.datasets import COVER, DATASETS, NOTES, Dataset, Field
from ingest.known import version_of
from ingest.rules.lines import example, is_due

_ROW_OF_HEADINGS: Final = 2  # the third row, counted from 0
_ROWS_TO_FILL: Final = 5000
_WIDTH: Final = 18
_FORMATS: Final[dict[str, str]] = {"money": "£#,##0.00", "date": "dd/mm/yyyy", "whole": "0", "number": "0.0"}
_ADVICE: Final = (
    "Fill in the white cells of each sheet; leave the headings as they are.",
    "Leave a cell blank where there is no figure, and say why under “Reason if not reported”. A blank is never a zero.",
    "Write dates as day/month/year, percentages with their sign (95.3%), amounts in pounds and pence.",
    "Use pseudonymous keys for cases. Names, dates of birth, addresses and pupil numbers are refused.",
)


class _Book:
    """A workbook in the making, with the formats of its cells."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.title = book.add_format({"bold": True, "font_size": 13})
        self.heading = book.add_format({"bold": True, "bg_color": "#E6EBF0", "bottom": 1, "text_wrap": True})
        self.fixed = book.add_format({"text_wrap": True, "valign": "top"})
        self.text = book.add_format({"locked": False, "num_format": "@"})
        self._open: dict[str, Format] = {}

    def open_cell(self, pattern: str) -> Format:
        """Return the format of cells that are filled in and shown in a way."""
        return self._open.setdefault(pattern, self.book.add_format({"locked": False, "num_format": pattern}))


def write_template(contract: Contract, digest: str, month: Month) -> bytes:
    """Write the template of a contract version for a month, as XLSX.

    The cover names contract, month and template version (the first 12 characters of ``digest``); a name within the
    workbook repeats the version where nobody overwrites it. Indicators due that month stand in their rows already.
    The same arguments give the same bytes.
    """
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.set_properties({"title": f"Return for {spoken(month)}", "created": _moment(month)})
        book.set_custom_property("Reckoner template", f"{contract.id} {version_of(digest)}")
        made = _Book(book)
        _cover(made, contract, version_of(digest), month)
        for name in contract.returns.datasets:
            _sheet(made, DATASETS[name], contract, month)
        _explanations(made, contract, month)
    return target.getvalue()


def _moment(month: Month) -> datetime:
    """A fixed moment for the file's own date, so that the same template is the same bytes."""
    day = first_day(month)
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 -- the library takes a moment without a zone


def _cover(made: _Book, contract: Contract, version: str, month: Month) -> None:
    sheet = made.book.add_worksheet(COVER)
    labels = (("Contract", contract.id), ("Period", label(month)), ("Template version", version))
    for row, (name, value) in enumerate(labels):
        sheet.write_string(row, 0, name, made.heading)
        sheet.write_string(row, 1, value, made.fixed)
    sheet.write_string(4, 0, f"{contract.contract.title}: return for {spoken(month)}", made.title)
    sheet.set_column(0, 0, _WIDTH)
    sheet.set_column(1, 1, 2 * _WIDTH)
    sheet.protect()


def asked_for(dataset: Dataset, contract: Contract) -> list[Field]:
    """Return the columns of a dataset that the template of a contract has; a stage only where one is priced."""
    staged = any(indicator.stages for indicator in contract.indicators)
    return [field for field in dataset.fields if field.in_template and (staged or field.name != "stage")]


def _sheet(made: _Book, dataset: Dataset, contract: Contract, month: Month) -> None:
    sheet = made.book.add_worksheet(dataset.sheet)
    fields = asked_for(dataset, contract)
    sheet.write_string(0, 0, f"{dataset.sheet} for {spoken(month)}, {contract.contract.title}", made.title)
    for column, field in enumerate(fields):
        sheet.write_string(_ROW_OF_HEADINGS, column, field.heading, made.heading)
        sheet.set_column(column, column, _WIDTH, _format(made, field))
        _drop_down(sheet, column, field)
    if dataset.id == "indicators":
        due = [indicator for indicator in contract.indicators if is_due(indicator, month)]
        for row, indicator in enumerate(due, _ROW_OF_HEADINGS + 1):
            _indicator(made, sheet, fields, row, indicator)
    sheet.freeze_panes(_ROW_OF_HEADINGS + 1, 1)
    sheet.protect("", {"insert_rows": True, "delete_rows": True, "sort": True, "format_columns": True})


def _format(made: _Book, field: Field) -> Format:
    if field.kind in ("figure", "stated value"):
        return made.open_cell("General")
    return made.open_cell(_FORMATS[field.kind]) if field.kind in _FORMATS else made.text


def _drop_down(sheet: Worksheet, column: int, field: Field) -> None:
    choices = ["yes", "no"] if field.kind == "yes or no" else list(field.choices)
    if choices:
        first = _ROW_OF_HEADINGS + 1
        error = f"Choose one of: {', '.join(choices)}."
        rule = {"validate": "list", "source": choices, "error_title": field.heading, "error_message": error[:255]}
        sheet.data_validation(first, column, first + _ROWS_TO_FILL, column, rule)


def _indicator(made: _Book, sheet: Worksheet, fields: list[Field], row: int, indicator: Indicator) -> None:
    """Write an indicator's row: its name fixed, its value shown in its unit, and cells that do not apply locked."""
    patterns = {"percent": "0.0%", "money": "£#,##0.00"}
    for column, field in enumerate(fields):
        if field.heading in ("Indicator", "Title"):
            sheet.write_string(
                row, column, indicator.id if field.heading == "Indicator" else indicator.title, made.fixed
            )
        elif field.name == "stated_value":
            sheet.write_blank(row, column, None, made.open_cell(patterns.get(indicator.unit, "General")))
        elif (field.name == "denominator" and indicator.measure.of is None) or (
            field.name == "stage" and indicator.stages is None
        ):
            sheet.write_blank(row, column, None, made.heading)


def _explanations(made: _Book, contract: Contract, month: Month) -> None:
    sheet = made.book.add_worksheet(NOTES)
    for row, text in enumerate((*_ADVICE, "", *_measures(contract, month))):
        sheet.write_string(row, 0, text, made.fixed)
    sheet.set_column(0, 0, 110)
    sheet.protect()


def _staged(indicator: Indicator) -> str:
    if indicator.stages is None:
        return ""
    return f" Stage: how far the figure has come; the {indicator.stages.priced} one is priced."


def _measures(contract: Contract, month: Month) -> Iterator[str]:
    for indicator in contract.indicators:
        if is_due(indicator, month):
            measure = indicator.measure
            if isinstance(measure, FromIndicators):
                of = f" Denominator: {measure.of}." if measure.of else ""
                what = f"Numerator: {measure.counts}.{of}{_staged(indicator)}"
            else:
                what = (
                    f"Worked out from the sheet “{DATASETS[measure.from_].sheet}”; a figure here is compared with it."
                )
            yield f"{indicator.id}, {indicator.title}: {what} Value as stated: {example(indicator.unit)}."
