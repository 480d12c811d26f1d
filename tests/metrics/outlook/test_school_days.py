"""School days of a month: against published terms, and against the law’s 190 days."""

from datetime import date

import pytest

from contracts import months
from contracts.months import Month
from metrics.outlook.school_days import is_school_day, school_days


@pytest.mark.parametrize("year", range(2016, 2031))
def test_a_school_year_has_about_190_days(year: int) -> None:
    first = months.parse(f"{year}-09")
    assert 186 <= sum(school_days(Month(first + place)) for place in range(12)) <= 195


def test_august_has_none() -> None:
    assert {school_days(months.parse(f"{year}-08")) for year in range(2016, 2031)} == {0}


def test_easter_moves_between_march_and_april() -> None:
    # Easter was on 16 April 2017 and on 1 April 2018.
    assert [school_days(months.parse(each)) for each in ("2017-03", "2018-03")] == [23, 21]
    assert [school_days(months.parse(each)) for each in ("2017-04", "2018-04")] == [9, 11]


@pytest.mark.parametrize(
    "closed",
    [
        date(2017, 1, 2), date(2017, 2, 13), date(2017, 4, 3), date(2017, 4, 17), date(2017, 5, 1), date(2017, 5, 29),
        date(2017, 7, 24), date(2017, 10, 23), date(2017, 12, 25), date(2018, 3, 30), date(2018, 4, 13),
    ],
)  # fmt: skip
def test_holidays(closed: date) -> None:
    assert not is_school_day(closed)


@pytest.mark.parametrize("opened", [date(2017, 1, 4), date(2017, 4, 18), date(2017, 9, 4), date(2018, 4, 16)])
def test_the_days_after_them(opened: date) -> None:
    assert is_school_day(opened)
