"""Headings are found wherever they stand, and mean what they mean however they are written."""

import pytest

from ingest.history import History
from tests.ingest.making import (
    CASES,
    FINANCE,
    INDICATORS,
    TRADED,
    VERSION,
    Rows,
    checked,
    checked_csv,
    codes,
    found,
    with_cell,
    workbook,
)


def headed(rows: Rows, *headings: str) -> Rows:
    return [list(headings), *rows[1:]]


def test_title_rows_above() -> None:
    rows = [["Return of the finance team"], ["Figures in pounds, budget as agreed"], [], *FINANCE]
    assert found("finance_lines", rows) == []


@pytest.mark.parametrize(
    "heading", ["Budget1", "Budget (1)", "Budget [2]", "Budget¹", "BUDGET *", " budget ", "Budget (£)"]
)
def test_footnotes_brackets_and_capitals(heading: str) -> None:
    assert found("finance_lines", headed(FINANCE, "Line", heading, "Actual to  date", "Forecast")) == []


def test_two_rows_of_headings() -> None:
    top = [*CASES[0][:9], "Exception", "Exception", ""]
    bottom = ["", "", "", "", "", "", "", "", "", "", "from", "to"]
    checked_return = checked_csv("ehc_assessments", [top, bottom, *CASES[1:]])
    assert checked_return.findings == ()
    letters = {column.field: column.column_letter for column in checked_return.columns}
    assert (letters["exception_code"], letters["exception_from"], letters["exception_to"]) == ("J", "K", "L")


def test_the_names_of_sen2_are_known_and_week_20_is_worked_out() -> None:
    names = {"Clock start": "ReceivedDate", "Plan issued": "StartDate", "Decision to assess": "RequestOutcomeDate"}
    rows = [[*(names.get(heading, heading) for heading in CASES[0]), "Week20"], *([*row, "1"] for row in CASES[1:])]
    findings = found("ehc_assessments", rows)
    assert [(each.code, each.severity, each.cell) for each in findings] == [("H05", "information", "M6")]


def test_columns_in_another_order() -> None:
    turned = [list(reversed(row)) for row in FINANCE]
    assert (
        checked_csv("finance_lines", turned)
        .rows["finance_lines"]
        .equals(checked_csv("finance_lines", FINANCE).rows["finance_lines"])
    )


def test_a_missing_required_heading_blocks() -> None:
    (finding,) = found("finance_lines", [row[:3] for row in FINANCE])
    assert (finding.code, finding.severity, finding.expected) == ("H01", "blocking", "a column headed “Forecast”")
    assert checked_csv("finance_lines", [row[:3] for row in FINANCE]).holdings == ()


def test_a_missing_column_that_is_not_required_does_not() -> None:
    assert found("traded_services", [row[:4] for row in TRADED]) == []


def test_an_unknown_column_is_only_mentioned() -> None:
    (finding,) = found("finance_lines", [[*FINANCE[0], "Colour"], *([*row, "red"] for row in FINANCE[1:])])
    assert (finding.code, finding.severity, finding.cell) == ("H02", "information", "E6")


def test_two_columns_for_one_field_block() -> None:
    (finding,) = found("finance_lines", [[*FINANCE[0], "Budget 2"], *([*row, "1"] for row in FINANCE[1:])])
    assert (finding.code, finding.severity) == ("H04", "blocking")


def test_a_close_heading_is_proposed_and_once_confirmed_remembered() -> None:
    rows = headed(FINANCE, "Line", "Budget", "Actual to date", "Forecasted")
    checked_return = checked_csv("finance_lines", rows)
    (finding,) = checked_return.findings
    assert (finding.code, finding.severity, finding.expected) == ("H03", "reason", "“Forecast”")
    assert finding.key == "H03 finance_lines: Forecasted"
    (proposal,) = checked_return.proposals
    assert (proposal.field, proposal.key) == ("forecast", finding.key)
    known = History(template_version=VERSION, aliases={("finance_lines", "Forecasted"): "forecast"})
    assert found("finance_lines", rows, known) == []


def test_a_remembered_heading_that_is_not_close() -> None:
    rows = headed(FINANCE, "Line", "Budget", "Spend", "Forecast")
    known = History(template_version=VERSION, aliases={("finance_lines", "Spend"): "actual_to_date"})
    assert codes(found("finance_lines", rows)) == ["H01", "H02"]
    assert found("finance_lines", rows, known) == []


def test_a_sheet_without_headings() -> None:
    (finding,) = checked(workbook({"finance_lines": FINANCE[1:]})).blocking
    assert (finding.code, finding.sheet) == ("H06", "Finance lines")


def test_totals_and_notes_below_are_left_out() -> None:
    rows = [*FINANCE, ["Total", "1200", "700", "1210"], [], ["Note: provisional"], ["Premises exclude rent"]]
    checked_return = checked_csv("finance_lines", rows)
    assert [(each.code, each.cell) for each in checked_return.findings] == [("L01", "row 9"), ("L02", "row 11:12")]
    assert checked_return.rows["finance_lines"].height == 2


@pytest.mark.parametrize("name", ["Grand total", "TOTALS", "Total:", "Total (all lines)", "Sub-total"])
def test_what_reads_as_a_total(name: str) -> None:
    assert codes(found("finance_lines", [*FINANCE, [name, "1", "1", "1"]])) == ["L01"]


@pytest.mark.parametrize("name", ["Total transport", "Totally local", "Subtotalling"])
def test_what_does_not(name: str) -> None:
    assert found("finance_lines", [*FINANCE, [name, "1", "1", "1"]]) == []


def test_an_indicator_with_total_in_its_title_is_kept() -> None:
    rows = [*INDICATORS[:2], *INDICATORS[3:], ["A2", "Total complaints", "4", "", "4", "", "", "", ""]]
    checked_return = checked_csv("indicators", rows)
    assert checked_return.findings == ()
    assert checked_return.rows["indicators"].height == 6


def test_a_total_among_the_rows_needs_a_reason() -> None:
    (finding,) = found("finance_lines", [FINANCE[0], FINANCE[1], ["Sub-total", "1", "1", "1"], FINANCE[2]])
    assert (finding.code, finding.severity, finding.cell) == ("L03", "reason", "A8")


def test_a_lone_name_right_below_the_rows_is_a_record_that_lacks_the_rest() -> None:
    findings = found("finance_lines", [*FINANCE, ["Rates and rents"]])
    assert codes(findings) == ["V01", "V01", "V01"]
    assert codes(found("finance_lines", [*FINANCE, [], ["Rates and rents"]])) == ["L02"]


def test_no_rows_need_a_reason() -> None:
    (finding,) = found("finance_lines", FINANCE[:1])
    assert (finding.code, finding.severity, finding.key) == ("L12", "reason", "L12 finance_lines")


def test_rows_in_any_order_say_the_same() -> None:
    rows = with_cell(INDICATORS, 1, "Numerator", "60")
    turned = [rows[0], *reversed(rows[1:])]
    one, other = checked_csv("indicators", rows), checked_csv("indicators", turned)
    assert {(each.code, each.found, each.row_key) for each in one.findings} == {
        (each.code, each.found, each.row_key) for each in other.findings
    }
    sorted_rows = [each.rows["indicators"].drop("sheet_row").sort("indicator") for each in (one, other)]
    assert sorted_rows[0].equals(sorted_rows[1])
