"""The template: filled in without a mistake it is accepted without a word."""

import io
import zipfile
from datetime import date

from openpyxl import Workbook, load_workbook

from contracts.months import parse
from ingest.reading.files import read_file
from ingest.recognise import read_cover
from ingest.template import write_template
from tests.ingest.making import (
    CASES,
    CONTRACT,
    FINANCE,
    LOADED,
    NOVEMBER,
    TRADED,
    TRANSPORT,
    VERSION,
    Rows,
    checked,
    codes,
)

TEMPLATE = write_template(CONTRACT, LOADED.digest, NOVEMBER)


def put(book: Workbook, sheet: str, rows: Rows) -> None:
    """Type rows below the headings, numbers and dates as a spreadsheet keeps them."""
    for row, texts in enumerate(rows, 4):
        for column, text in enumerate(texts, 1):
            book[sheet].cell(row, column).value = typed(text)


def typed(text: str) -> float | date | str | None:
    if not text:
        return None
    if text[:2] == "20" and text.count("-") == 2:
        return date.fromisoformat(text)
    plain = text.replace("£", "").replace(",", "").replace("(5.25)", "-5.25")
    return float(plain) if plain.replace(".", "").removeprefix("-").isdigit() else text


def filled() -> Workbook:
    book = load_workbook(io.BytesIO(TEMPLATE))
    sheet = book["Indicators"]
    figures = {"A1": (47, 50, 0.94), "A2": (4, None, 4), "A5": (1071, None, 1071), "A6": (8.5, None, 0.085),
               "C1": (2, 3, 2 / 3), "T1": (80, 100, 0.8)}  # fmt: skip
    for row in range(4, 4 + len(figures)):
        numerator, denominator, stated = figures[str(sheet.cell(row, 1).value)]
        sheet.cell(row, 3).value, sheet.cell(row, 4).value, sheet.cell(row, 5).value = numerator, denominator, stated
    for name, rows in (
        ("EHC assessments", CASES),
        ("Traded services", TRADED),
        ("SEN transport", TRANSPORT),
        ("Finance lines", FINANCE),
    ):
        put(book, name, rows[1:])
    return book


def saved(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_filled_in_it_is_faultless() -> None:
    checked_return = checked(saved(filled()))
    assert checked_return.findings == ()
    assert {name: rows.height for name, rows in checked_return.rows.items()} == {
        "indicators": 6, "ehc_assessments": 6, "traded_services": 3, "sen_transport": 2, "finance_lines": 2
    }  # fmt: skip


def test_it_says_what_it_is_of() -> None:
    cover = read_cover(read_file(TEMPLATE, "template.xlsx"))
    assert (cover.contract, cover.month, cover.template_version) == (CONTRACT.id, NOVEMBER, VERSION)


def test_the_indicators_due_stand_in_it() -> None:
    def listed(month: str) -> list[object]:
        sheet = load_workbook(io.BytesIO(write_template(CONTRACT, LOADED.digest, parse(month))))["Indicators"]
        return [sheet.cell(row, 1).value for row in range(4, sheet.max_row + 1)]

    assert listed("2016-11") == ["A1", "A2", "A5", "A6", "C1", "T1"]
    assert listed("2016-12") == ["A1", "A2", "A4", "A5", "A6", "C1", "T1"]
    assert listed("2017-01") == ["A1", "A2", "A3", "A5", "A6", "C1", "T1"]


def test_left_blank_it_asks_for_every_figure() -> None:
    asked = checked(TEMPLATE)
    # Where no rows came, C1 and T1 have a denominator of 0 that nobody declared.
    assert codes(asked.blocking) == ["I07", "I07"]
    assert sorted(codes(asked.asking)) == ["I04"] * 4 + ["L12"] * 4


def test_headings_are_protected_and_rows_are_not() -> None:
    book = load_workbook(io.BytesIO(TEMPLATE))
    sheet = book["SEN transport"]
    assert sheet.protection.sheet
    assert sheet["C3"].protection.locked
    assert not sheet.column_dimensions["D"].protection.locked
    (rule,) = sheet.data_validations.dataValidation
    assert rule.formula1 == '"taxi,minibus,coach,passenger transport service,parental mileage"'


def test_the_same_template_twice_is_the_same_bytes() -> None:
    assert write_template(CONTRACT, LOADED.digest, NOVEMBER) == TEMPLATE


def test_the_version_mark_is_not_only_on_the_cover() -> None:
    with zipfile.ZipFile(io.BytesIO(TEMPLATE)) as parts:
        assert f"{CONTRACT.id} {VERSION}" in parts.read("docProps/custom.xml").decode()
