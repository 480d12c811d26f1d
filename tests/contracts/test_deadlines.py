"""Due moments, against calendars that anybody can look up."""

from datetime import date, datetime, time
from itertools import islice

import pytest

from contracts import months
from contracts.terms.deadlines import due_at, working_days_after


@pytest.mark.parametrize(
    ("after", "days"),
    [
        # Good Friday was 14 April 2017, Easter Monday 17 April.
        ("2017-04-12", ["2017-04-13", "2017-04-18", "2017-04-19"]),
        # Christmas Day 2016 was a Sunday: 26 December and, in its place, 27 December were holidays; so was 2 January.
        ("2016-12-22", ["2016-12-23", "2016-12-28", "2016-12-29", "2016-12-30", "2017-01-03"]),
        # The early May holiday of 2020 was moved to Friday 8 May.
        ("2020-05-03", ["2020-05-04", "2020-05-05", "2020-05-06", "2020-05-07", "2020-05-11"]),
        # The Platinum Jubilee, and the spring holiday moved to it.
        ("2022-05-31", ["2022-06-01", "2022-06-06"]),
        # The State Funeral of 2022 and the Coronation of 2023.
        ("2022-09-16", ["2022-09-20"]),
        ("2023-05-05", ["2023-05-09"]),
        # England has no holiday on 2 January, St Patrick's Day or St Andrew's Day.
        ("2018-01-01", ["2018-01-02"]),
        ("2017-03-16", ["2017-03-17"]),
        ("2016-11-29", ["2016-11-30"]),
        # The late August holiday.
        ("2016-08-26", ["2016-08-30"]),
    ],
)
def test_working_days_leave_out_weekends_and_bank_holidays_of_england(after: str, days: list[str]) -> None:
    found = islice(working_days_after(date.fromisoformat(after)), len(days))
    assert [day.isoformat() for day in found] == days


@pytest.mark.parametrize(
    ("month", "working_days", "by", "due"),
    [
        ("2016-11", 5, "17:00", "2016-12-07T17:00"),  # winter: London is on UTC
        ("2016-06", 5, "17:00", "2016-07-07T16:00"),  # summer time: an hour earlier in UTC
        ("2017-02", 18, "17:00", "2017-03-24T17:00"),  # the last working day before summer time begins
        ("2017-02", 19, "17:00", "2017-03-27T16:00"),  # and the first after it
        ("2016-10", 1, "00:30", "2016-11-01T00:30"),
        ("2017-05", 1, "00:30", "2017-05-31T23:30"),  # 1 June 00:30 in London is still 31 May in UTC
        ("2016-12", 1, "17:00", "2017-01-03T17:00"),  # working day 1 is the first after the month ends
        ("2016-04", 1, "17:00", "2016-05-03T16:00"),  # 1 May 2016 was a Sunday, 2 May a holiday
    ],
)
def test_a_due_moment_is_londons(month: str, working_days: int, by: str, due: str) -> None:
    found = due_at(months.parse(month), working_days, time.fromisoformat(by))
    assert found == datetime.fromisoformat(due)
    assert found.tzinfo is None
