from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.reading.formats import display_of
from ingest.reading.letters import letter_of, number_of
from ingest.reading.values import date_text, iso_text, number_text, percent_text, unescaped


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("0.30000000000000004", "0.3"),  # 0.1 + 0.2 as binary numbers add it
        ("1071.0", "1071"),
        ("007", "7"),
        ("-0", "0"),
        ("1E+21", "1000000000000000000000"),
        ("1.5E-7", "0.00000015"),
        ("0.33333333333333331", "0.333333333333333"),
        ("12345678901234567", "12345678901234600"),  # 15 digits hold, the rest is not known
        ("-1071.50", "-1071.5"),
        ("1_000", "1_000"),  # a number to Python alone
        ("nan", "nan"),
        ("n/a", "n/a"),
    ],
)
def test_a_number_is_the_decimal_of_its_15_digits(raw: str, shown: str) -> None:
    assert number_text(raw) == shown


@given(st.integers(-(10**15) + 1, 10**15 - 1), st.integers(0, 12))
def test_what_was_typed_comes_back(digits: int, places: int) -> None:
    typed = Decimal(digits).scaleb(-places)
    assert Decimal(number_text(repr(float(typed)))) == typed


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("0.953", "95.3%"),
        ("0.95299999999999996", "95.3%"),
        ("1", "100%"),
        ("0.5", "50%"),
        ("0.05", "5%"),
        ("0.005", "0.5%"),
        ("0.0012", "0.12%"),
        ("-0.25", "-25%"),
        ("0", "0%"),
        ("1.0250", "102.5%"),
        ("1E-7", "0.00001%"),
    ],
)
def test_a_percentage_is_a_hundredfold_with_its_sign(raw: str, shown: str) -> None:
    assert percent_text(raw) == shown


@given(st.decimals(-9, 9, places=9))
def test_a_percentage_is_exact(share: Decimal) -> None:
    assert Decimal(percent_text(format(share, "f")).removesuffix("%")) == share * 100


@pytest.mark.parametrize(
    ("raw", "from_1904", "shown"),
    [
        ("42704", False, "2016-11-30"),
        ("41242", True, "2016-11-30"),  # the 1904 system is 1462 days behind
        ("42704.695833333331", False, "2016-11-30 16:42:00"),
        ("42704.999999999", False, "2016-12-01"),  # a rounding error before midnight
        ("59", False, "1900-02-28"),
        ("60", False, "1900-02-29"),  # a day only spreadsheets know
        ("61", False, "1900-03-01"),
        ("0", True, "1904-01-01"),
        ("2958465", False, "9999-12-31"),
        ("2958466", False, "2958466"),
        ("-1", False, "-1"),
    ],
)
def test_serial_numbers_are_days(raw: str, from_1904: bool, shown: str) -> None:
    assert date_text(raw, "date", from_1904) == shown


@given(st.dates(date(1900, 3, 1)), st.integers(0, 86_399))
def test_every_second_since_1900_comes_back(day: date, second: int) -> None:
    moment = datetime(day.year, day.month, day.day) + timedelta(seconds=second)  # noqa: DTZ001 - a wall clock
    serial = (day - date(1899, 12, 30)).days + second / 86_400
    expected = f"{moment:%H:%M:%S}" if second else ""
    assert date_text(repr(serial), "date", from_1904=False) == f"{day.isoformat()} {expected}".strip()


def test_times_and_elapsed_hours() -> None:
    assert date_text("0.5", "time", from_1904=False) == "12:00:00"
    assert date_text("1.5", "time", from_1904=False) == "36:00:00"
    assert iso_text("2016-11-30T00:00:00.000") == "2016-11-30"
    assert iso_text("2016-11-30T16:42:00Z") == "2016-11-30 16:42:00"


@pytest.mark.parametrize(
    ("number", "code", "display"),
    [
        (0, None, None),
        (9, None, "percent"),
        (14, None, "date"),
        (20, None, "time"),
        (164, "0.0%", "percent"),
        (164, "#,##0;[Red]-0%", None),
        (164, '0.0" % of pupils"', None),
        (164, "0\\%", None),
        (164, "dd/mm/yyyy", "date"),
        (164, "mmm yy", "date"),
        (164, "[$-809]d mmmm yyyy;@", "date"),
        (164, "[h]:mm", "time"),
        (164, "mm:ss", "time"),
        (164, "h:mm AM/PM", "time"),
        (164, "[$£-809]#,##0.00;[Red]-[$£-809]#,##0.00", None),
        (164, "General", None),
        (164, '0 "days"', None),
        (164, "0.00E+00", None),
        (14, "0.0", None),  # the workbook's own code for the number goes first
    ],
)
def test_formats_say_how_a_number_is_shown(number: int, code: str | None, display: str | None) -> None:
    assert display_of(number, code) == display


def test_escapes_of_control_characters() -> None:
    assert unescaped("line_x000D_\n") == "line\r\n"
    assert unescaped("_x005F_x000D_") == "_x000D_"  # what was typed looked like an escape
    assert unescaped("_xD83D__xDE00_") == "\N{GRINNING FACE}"
    assert unescaped("_x0000_") == "_x0000_"


@given(st.integers(1, 16_384))
def test_letters_count_columns(number: int) -> None:
    assert number_of(letter_of(number)) == number
    assert (letter_of(1), letter_of(26), letter_of(27), letter_of(702)) == ("A", "Z", "AA", "ZZ")
