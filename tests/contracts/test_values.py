"""How the words of a contract file are read: exactly, or not at all."""

from collections.abc import Callable
from datetime import date, time
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts import months, values
from contracts.months import Month


@pytest.mark.parametrize(
    ("text", "pence"),
    [
        ("£1,071.00", 107_100),
        ("£0.01", 1),
        ("£0", 0),
        ("£10,800,000.00", 1_080_000_000),
        ("-£0.50", -50),
        ("\u2212£0.50", -50),
        (" £5 ", 500),
    ],
)
def test_money_is_whole_pence(text: str, pence: int) -> None:
    assert values.read_money(text) == pence


@pytest.mark.parametrize(
    "text", ["1,071.00", "£1071,00", "£10,71.00", "£1.0", "£1.005", "£", "£-1.00", "£1e3", "£\u0661"]
)
def test_what_is_not_written_like_money_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="pounds and pence"):
        values.read_money(text)


@given(st.integers(min_value=0, max_value=10**12))
def test_any_amount_is_read_to_the_penny(pence: int) -> None:
    assert values.read_money(f"£{pence // 100:,}.{pence % 100:02}") == pence


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("95", Fraction(95)),
        ("97.25", Fraction(389, 4)),
        ("-5", Fraction(-5)),
        ("\u22125", Fraction(-5)),
        ("0.1", Fraction(1, 10)),
        ("95%", Fraction(95)),
        ("1,234.5", Fraction(2469, 2)),
    ],
)
def test_a_number_is_exact(text: str, number: Fraction) -> None:
    assert values.read_number(text) == number


@pytest.mark.parametrize("text", ["", "ninety", "1e3", ".5", "5.", "1,23", "1/3", "nan", "0x10", "--5"])
def test_what_is_not_written_like_a_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="a number"):
        values.read_number(text)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**9), max_value=10**9))
def test_every_decimal_keeps_all_its_places(number: Any) -> None:
    assert values.read_number(f"{number:f}") == Fraction(number)


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (values.read_whole, "12", 12),
        (values.read_day, "2016-02-29", date(2016, 2, 29)),
        (values.read_month, "2016-11", Month(2016 * 12 + 10)),
        (values.read_charge_start, "2016-11", date(2016, 11, 1)),
        (values.read_charge_start, "2016-11-16", date(2016, 11, 16)),
        (values.read_time, "17:00", time(17)),
        (values.read_time, "00:00", time(0)),
        (values.read_yes_no, "yes", True),
        (values.read_yes_no, "no", False),
        (values.read_month_name, "January", 0),
        (values.read_month_name, "December", 11),
    ],
)
def test_other_words(read: Callable[[Any], Any], text: str, value: object) -> None:
    assert read(text) == value


@pytest.mark.parametrize(
    ("read", "text", "expected"),
    [
        (values.read_whole, "-1", "a whole number"),
        (values.read_whole, "1.5", "a whole number"),
        (values.read_day, "2015-02-29", "a day that the calendar has"),
        (values.read_day, "29 February 2016", "a day, such as"),
        (values.read_day, "20160229", "a day, such as"),
        (values.read_month, "2016-13", "a month"),
        (values.read_month, "2016-1", "a month"),
        (values.read_month, "2016-00", "a month"),
        (values.read_time, "5pm", "a time of day"),
        (values.read_time, "24:00", "a time of day"),
        (values.read_yes_no, "true", "yes or no"),
        (values.read_yes_no, "Yes", "yes or no"),
        (values.read_month_name, "april", "the name of a month"),
        (values.read_money, ["£1"], "a single value"),
        (values.read_annual_prices, "£1", "a map from the day or month"),
    ],
)
def test_anything_else_is_refused(read: Callable[[Any], Any], text: Any, expected: str) -> None:
    with pytest.raises(ValueError, match=expected):
        read(text)


def test_a_term_without_dates_holds_from_the_start() -> None:
    schedule = values.dated(values.read_number)("95")
    assert values.in_force(schedule, Month(1)) == 95
    assert values.in_force(schedule, months.parse("2199-12")) == 95


def test_a_dated_term_holds_from_its_month_until_the_next() -> None:
    schedule = values.dated(values.read_number)({"2016-09": "90", "2016-04": "75"})
    held = {
        text: values.in_force(schedule, months.parse(text)) for text in ("2016-03", "2016-04", "2016-08", "2016-09")
    }
    assert held == {"2016-03": None, "2016-04": 75, "2016-08": 75, "2016-09": 90}


def test_one_start_cannot_have_two_values() -> None:
    with pytest.raises(ValueError, match="one entry for each start"):
        values.read_annual_prices({"2016-04": "£1", "2016-04-01": "£2"})


def test_a_schedule_has_at_least_one_entry() -> None:
    with pytest.raises(ValueError, match="at least one entry"):
        values.dated(values.read_number)({})


@pytest.mark.parametrize("sign", ["", "-", "\u2212"])
def test_an_amount_has_a_largest_one(sign: str) -> None:
    assert abs(values.read_money(f"{sign}£99,999,999,999.99")) == values.LARGEST_AMOUNT
    assert values.read_money(f"{sign}£{'0' * 5000}.01") in (1, -1)
    for text in ("£100,000,000,000.00", "£99999999999999999999.00", f"£{'9' * 5000}"):
        with pytest.raises(ValueError, match=r"^an amount of at most £99,999,999,999\.99$"):
            values.read_money(sign + text)


@pytest.mark.parametrize(
    ("text", "inside"), [("1899-12-31", False), ("1900-01-01", True), ("2200-12-31", True), ("2201-01-01", False)]
)
def test_days_and_months_lie_in_the_years_that_are_read(text: str, inside: bool) -> None:
    for read, written in ((values.read_day, text), (values.read_month, text[:7])):
        if inside:
            assert read(written)
            continue
        with pytest.raises(ValueError, match=r"from 1900-01(-01)? to 2200-12(-31)?$"):
            read(written)
