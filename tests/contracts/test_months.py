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
