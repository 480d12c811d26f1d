"""How a file is laid out: what is mentioned, what needs a reason, what blocks."""

import io
from collections.abc import Callable
from datetime import date

import pytest
import xlsxwriter
from openpyxl import Workbook, load_workbook

from ingest.checking import CheckedReturn
from ingest.findings import cells
from ingest.history import History
from ingest.rules.catalogue import RULES
from tests.ingest.making import CONTRACT, FAULTLESS, FINANCE, TRADED, VERSION, checked, codes, csv_file, workbook


def edited(change: Callable[[Workbook], object]) -> CheckedReturn:
    """A faultless workbook as it is after somebody changed it in a spreadsheet program."""
    book = load_workbook(io.BytesIO(workbook()))
    change(book)
    target = io.BytesIO()
    book.save(target)
    return checked(target.getvalue())


def said(checked_return: CheckedReturn) -> list[tuple[str, str, str | None, str | None]]:
    return [(each.code, each.severity, each.sheet, each.cell) for each in checked_return.findings]


def test_a_faultless_workbook_and_faultless_csv_files() -> None:
    assert checked(workbook()).findings == ()
    for dataset, rows in FAULTLESS.items():
        assert checked(csv_file(dataset, rows), name="return.csv").findings == ()


def test_csv_files_give_the_same_rows_as_the_workbook() -> None:
    whole = checked(workbook())
    for dataset, rows in FAULTLESS.items():
        apart = checked(csv_file(dataset, rows), name="return.csv")
        assert apart.rows[dataset].drop("sheet_row").equals(whole.rows[dataset].drop("sheet_row"))
        assert set(apart.holdings) <= set(whole.holdings)


def test_hidden_sheets_and_sheets_of_others() -> None:
    def hide(book: Workbook) -> None:
        book["Finance lines"].sheet_state = "hidden"
        book.create_sheet("Working").append(["anything"])

    assert said(edited(hide)) == [
        ("L04", "information", "Finance lines", None), ("L10", "information", "Working", None)
    ]  # fmt: skip


def with_formula(result: object) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        page = book.add_worksheet("Return")
        for row, pair in enumerate((("Contract", CONTRACT.id), ("Period", "2016-11"), ("Template version", VERSION))):
            page.write_row(row, 0, pair)
        page = book.add_worksheet("Finance lines")
        for row, texts in enumerate(FINANCE):
            page.write_row(row, 0, texts)
        for row in (1, 2):
            page.write_formula(row, 1, "=SUM(1,2)", None, result)
    return target.getvalue()


def test_formulas_are_read_by_their_result() -> None:
    checked_return = checked(with_formula(3))
    mentioned = [each for each in checked_return.findings if each.code != "L11"]
    assert [(each.code, each.severity, each.cell) for each in mentioned] == [("L05", "information", "B2:B3")]
    assert [int(each) for each in checked_return.rows["finance_lines"]["budget"]] == [3, 3]


def test_a_formula_without_its_result_blocks() -> None:
    def forget(book: Workbook) -> None:
        book["Finance lines"]["B4"] = "=1+1"

    assert [each[:2] for each in said(edited(forget))] == [("V01", "blocking"), ("L06", "blocking")]


def test_merged_cells_among_the_rows() -> None:
    def merge(book: Workbook) -> None:
        book["SEN transport"].merge_cells("H4:H5")

    assert said(edited(merge)) == [("L13", "information", "SEN transport", "H5")]


def test_merged_title_cells_say_nothing() -> None:
    assert edited(lambda book: book["Finance lines"].merge_cells("A1:D1")).findings == ()


@pytest.mark.parametrize("version", ["", "0123456789ab"])
def test_another_version_of_the_template(version: str) -> None:
    checked_return = checked(csv_file("finance_lines", FINANCE, version=version), name="return.csv")
    assert [(each.code, each.severity) for each in checked_return.findings] == [("L08", "information")]
    alone = checked(csv_file("finance_lines", FINANCE, version=version), History(), name="return.csv")
    assert alone.findings == ()


@pytest.mark.parametrize(("today", "expected"), [(date(2016, 11, 30), ["L09"]), (date(2016, 12, 1), [])])
def test_a_month_that_is_not_over(today: date, expected: list[str]) -> None:
    content = csv_file("finance_lines", FINANCE)
    assert codes(checked(content, name="return.csv", today=today).findings) == expected


def test_a_workbook_without_some_datasets() -> None:
    findings = checked(workbook({"finance_lines": FINANCE})).findings
    assert codes(findings) == ["L11"] * 4
    assert {each.severity for each in findings} == {"information"}


def test_where_cells_are() -> None:
    assert cells("G", [7]) == "G7"
    assert cells("G", [9, 7, 8]) == "G7:G9"
    assert cells("G", [7, 9, 10, 20]) == "G7, G9:G10, G20"
    assert cells("G", range(2, 40, 2)) == "G2, G4, G6, G8, G10, G12 and 13 more"
    assert cells(None, [7, 8]) == "row 7:8"
    assert (cells("G", []), cells(None, [])) == ("column G", None)


def test_the_table_of_rules_is_complete() -> None:
    for code, rule in RULES.items():
        assert code == rule.code
        assert all((rule.looks_for.endswith("."), rule.expected, rule.remedy.endswith(".")))


def test_an_amount_that_a_comma_took_apart() -> None:
    """£1,071.00 without quotation marks is read as 1 and 071.00, and what follows it a column further on."""
    whole = csv_file("traded_services", [*TRADED[:2], ["Clerking", "school", "1071.00", "45.50", "40", "3", "9"]])
    apart = whole.replace(b"1071.00", b"1,071.00")
    assert said(checked(whole, name="x.csv")) == []
    (finding,) = checked(apart, name="x.csv").findings
    assert (finding.code, finding.severity, finding.cell) == ("L14", "reason", "row 8")
    assert finding.key == "L14 traded_services beyond"


def test_separators_behind_a_record_and_notes_below_the_records_are_no_values() -> None:
    content = csv_file("finance_lines", [*FINANCE, [], ["Note: a, b", "", "", "", "", "x"]])
    assert "L14" not in codes(checked(content, name="x.csv").findings)
    assert checked(content.replace(b"1010.00", b"1010.00,,,"), name="x.csv").asking == ()


def test_notes_beside_the_rows_of_a_workbook_are_passed_over() -> None:
    rows = [FINANCE[0], [*FINANCE[1], "see the letter"], *FINANCE[2:]]
    assert checked(workbook({**FAULTLESS, "finance_lines": rows})).findings == ()
