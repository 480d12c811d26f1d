"""Months as whole numbers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts import months
from contracts.months import Month

MONTHS = st.integers(min_value=1900 * 12, max_value=2200 * 12 + 11).map(Month)


def test_a_month_is_written_and_said() -> None:
    november = months.parse("2016-11")
    assert (months.label(november), months.spoken(november), months.short(november)) == (
        "2016-11",
        "November 2016",
        "Nov 2016",
    )


@given(MONTHS)
def test_what_is_written_is_read_again(month: Month) -> None:
    assert months.parse(months.label(month)) == month


@given(MONTHS)
def test_months_follow_each_other_without_gap(month: Month) -> None:
    assert (months.first_day(Month(month + 1)) - months.last_day(month)).days == 1
    assert months.of_day(months.first_day(month)) == months.of_day(months.last_day(month)) == month


def test_the_end_of_february_and_of_the_year() -> None:
    assert months.last_day(months.parse("2016-02")) == date(2016, 2, 29)
    assert months.last_day(months.parse("2100-02")) == date(2100, 2, 28)
    assert months.label(Month(months.parse("2016-12") + 1)) == "2017-01"


@pytest.mark.parametrize(
    "text", ["2016-13", "2016-00", "16-11", "2016-1", "2016-11-01", "2016/11", "November 2016", ""]
)
def test_anything_else_is_no_month(text: str) -> None:
    with pytest.raises(months.NotAMonth, match="such as 2016-11"):
        months.parse(text)


@pytest.mark.parametrize("text", ["1899-12", "0001-01", "2201-01", "9999-12"])
def test_a_month_far_away_is_refused_with_the_months_there_are(text: str) -> None:
    with pytest.raises(months.NoSuchMonth) as refused:
        months.parse(text)
    assert str(refused.value) == f"Found “{text}”. Expected a month from 1900-01 to 2200-12. Correct the year."


def test_the_first_and_the_last_month_are_read_and_leave_room_in_the_calendar() -> None:
    assert [months.label(months.parse(text)) for text in ("1900-01", "2200-12")] == ["1900-01", "2200-12"]
    assert months.last_day(Month(months.LAST + 12 * 100)) == date(2300, 12, 31)


def test_a_long_text_is_not_repeated_whole() -> None:
    with pytest.raises(months.NotAMonth) as refused:
        months.parse("9" * 5000)
    assert len(str(refused.value)) < 200
