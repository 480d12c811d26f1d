"""Texts become numbers, dates and words, or a finding; nothing is guessed and nothing is lost."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.days import DayRead, read_day
from ingest.numbers import read_number, rounded
from tests.ingest.making import CASES, FINANCE, TRADED, TRANSPORT, checked_csv, codes, found, with_cell


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("£1,071", "1071"), ("(1,071)", "-1071"), ("1071.00", "1071.00"), ("-5", "-5"), ("−5", "-5"), ("£-5", "-5"),
        ("-£5.50", "-5.50"), ("(£1,071.25)", "-1071.25"), (".5", "0.5"), ("5.", "5"), ("1,234,567", "1234567"),
        ("+5", "5"),
    ],
)  # fmt: skip
def test_amounts_as_people_write_them(text: str, number: str) -> None:
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text", ["", ".", "£", "1,07", "1,0711", "1.071,00", "(5", "5)", "(-5)", "--5", "1e3", "5k", "tbc"]
)
def test_what_is_no_number(text: str) -> None:
    assert read_number(text) is None


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12))
def test_every_amount_comes_back_from_every_way_of_writing_it(amount: Decimal) -> None:
    plain, pounds = f"{amount:.2f}", f"£{abs(amount):,.2f}"
    for text in (
        plain,
        f"{amount:,.2f}",
        f"-{pounds}" if amount < 0 else pounds,
        f"({pounds})" if amount < 0 else pounds,
    ):
        assert read_number(text) == amount


@pytest.mark.parametrize(
    ("number", "kept"), [("0.005", "0.01"), ("0.015", "0.02"), ("-0.005", "-0.01"), ("0.0049", "0.00")]
)
def test_halves_are_rounded_away_from_zero(number: str, kept: str) -> None:
    assert rounded(Decimal(number), 2) == Decimal(kept)


@pytest.mark.parametrize(
    "text",
    ["2016-11-30", "30/11/2016", "30-11-2016", "30.11.2016", "2016/11/30", "30 Nov 2016", "30 November 2016",
     "30th November 2016", "30-Nov-2016", "2016-11-30 00:00:00", "2016-11-30T00:00:00Z"],
)  # fmt: skip
def test_dates_as_people_write_them(text: str) -> None:
    assert read_day(text) == DayRead(date(2016, 11, 30))


def test_day_before_month_where_both_would_do() -> None:
    assert read_day("04/05/2016").day == date(2016, 5, 4)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31/11/2016", "V03"), ("30/02/2016", "V03"), ("2015-02-29", "V03"), ("1900-02-29", "V03"),
        ("11/30/2016", "V04"),
        ("12/31/2016", "V04"), ("13/31/2016", "V03"), ("0216-11-30", "V03"), ("30/11/16", "V03"), ("November", "V03"),
        ("00/11/2016", "V03"), ("32873", "V03"), ("58440", "V03"),
    ],
)  # fmt: skip
def test_dates_that_are_none(text: str, code: str) -> None:
    assert read_day(text) == DayRead(None, code)


@pytest.mark.parametrize(("text", "day"), [("42704", date(2016, 11, 30)), ("32874", date(1990, 1, 1))])
def test_a_spreadsheets_day_number(text: str, day: date) -> None:
    assert read_day(text) == DayRead(day, "V11")


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_comes_back(day: date) -> None:
    for text in (day.isoformat(), f"{day:%d/%m/%Y}", f"{day.day} {day:%B} {day.year}"):
        assert read_day(text).day == day


@pytest.mark.parametrize(
    ("heading", "text", "code"),
    [
        ("Income", "tbc", "V02"), ("Income", "95%", "V02"), ("Income", "1e5", "V02"), ("Income", "#DIV/0!", "V07"),
        ("Income", "#N/A", "V07"), ("Income", "x", "V01"), ("Income", "", "V01"), ("Income", "1.005", "V09"),
        ("Income", "1" * 17, "V12"), ("Buyers", "2.5", "V08"), ("Buyers", "-1", "V08"), ("Buyers", "..", "V10"),
        ("Buyers", "3000000000", "V12"), ("Budget", "c", "V10"), ("Budget", "n/a", "V10"), ("Service", "", "V01"),
        ("Service", "n/a", "V01"), ("Service", "#REF!", "V07"),
    ],
)  # fmt: skip
def test_cells_that_something_is_said_about(heading: str, text: str, code: str) -> None:
    findings = found("traded_services", with_cell(TRADED, 1, heading, text))
    assert codes(findings) == [code]
    letter = "ABCDEFG"[TRADED[0].index(heading)]
    assert findings[0].cell == f"{letter}7"


@pytest.mark.parametrize(
    ("heading", "text"),
    [("Income", "1" * 16), ("Buyers", "12.0"), ("Buyers", "1,000"), ("Buyers", "0"), ("Budget", ""), ("Income", " 5 ")],
)
def test_cells_that_nothing_is_said_about(heading: str, text: str) -> None:
    assert found("traded_services", with_cell(TRADED, 1, heading, text)) == []


def test_a_mark_is_never_zero_and_rounding_is_said() -> None:
    rows = with_cell(with_cell(TRADED, 1, "Budget", "x"), 2, "Income", "30.005")
    kept = checked_csv("traded_services", rows).rows["traded_services"]
    assert kept["budget"].to_list()[:2] == [None, Decimal("40.00")]
    assert kept["income"].to_list() == [Decimal("50.00"), Decimal("30.01"), Decimal("-5.25")]


def test_choices_in_any_spelling() -> None:
    rows = with_cell(TRANSPORT, 1, "Mode", "Passenger  Transport Service")
    assert (
        checked_csv("sen_transport", rows).rows["sen_transport"]["mode"].to_list()[0] == "passenger transport service"
    )
    assert codes(found("sen_transport", with_cell(TRANSPORT, 1, "Mode", "hovercraft"))) == ["V06"]


def test_an_exception_that_is_none() -> None:
    rows = with_cell(CASES, 1, "Exception", "n/a")
    assert checked_csv("ehc_assessments", rows).rows["ehc_assessments"]["exception_code"].to_list()[0] is None


@pytest.mark.parametrize("text", ["Jane Smith", "Smith", "A123456789012", "07700 900123", "N3 1AB", "see Jane"])
def test_a_case_sheets_words_are_not_repeated(text: str) -> None:
    for heading in ("Clock start", "Case type"):
        (finding,) = [
            each for each in found("ehc_assessments", with_cell(CASES, 6, heading, text)) if each.code != "V10"
        ]
        assert finding.found == "text that is not repeated here"


@pytest.mark.parametrize("text", ["31/11/2016", "11/30/2016", "tbc", "31 Novem 2016"])
def test_a_case_sheets_wrong_dates_are_repeated(text: str) -> None:
    (finding,) = found("ehc_assessments", with_cell(CASES, 6, "Clock start", text))
    assert finding.found == f"“{text}”"


def test_many_cells_with_one_cause_are_one_finding() -> None:
    rows = [FINANCE[0], *([f"Line {number}", "tbc", "1", "1"] for number in range(14))]
    (finding,) = found("finance_lines", rows)
    assert (finding.cell, finding.found) == ("B7:B20", "“tbc” in 14 cells")


def test_many_cells_with_many_causes_are_one_finding_too() -> None:
    rows = [FINANCE[0], *([f"Line {number}", f"about {number}", "1", "1"] for number in range(300))]
    (finding,) = found("finance_lines", rows)
    assert finding.cell == "B7:B306"
    assert finding.found.startswith("300 cells, such as “about 0”, “about 1”, “about 2”")


@given(st.lists(st.one_of(st.just(""), st.decimals(-1000, 1000, places=2).map(str)), min_size=1, max_size=30))
def test_a_column_is_read_as_each_of_its_cells_would_be(texts: list[str]) -> None:
    rows = [FINANCE[0], *([f"Line {place}", text, "1", "1"] for place, text in enumerate(texts))]
    checked = checked_csv("finance_lines", rows)
    assert checked.rows["finance_lines"]["budget"].to_list() == [Decimal(text) for text in texts if text]
    assert checked.rejected["finance_lines"].height == texts.count("")


def test_days_apart_are_exact() -> None:
    assert date(2016, 11, 7) - date(2016, 6, 20) == timedelta(days=140)
