"""Open cases by days to their limit: held against the sample's own cases, and against sums done by hand."""

import csv
import io
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest

from contracts import months
from contracts.months import Month
from sample_data.cases import in_return
from statements.breaches.documents import Breaches
from statements.breaches.futures import needed
from statements.breaches.leaving import as_csv
from statements.breaches.open_cases import Open, Pace, left
from statements.breaches.operations import NoCases, NotFromCases, _groups
from statements.operations import OPERATIONS
from statements.rows.entering import Place
from statements.rows.sheet import SheetRow
from store.policy import Action, Decision
from store.session import Store
from tests.demonstration import CONTRACT

MARCH = months.parse("2018-03")
SEES, SEES_NOT = (Decision(allowed, "Because.", Action.VIEW_CASES, CONTRACT) for allowed in (True, False))


def asked(store: Store, person: str = "a.clarke", **said: Any) -> Breaches:
    operation = OPERATIONS["breaches"]
    request = operation.request.model_validate({"contract": CONTRACT, "month": "2018-03", **said})
    return Breaches.model_validate(operation.run(store, person, request))


def made(*days_open: int, ahead: int = 0, month: Month = MARCH) -> Open:
    """Cases that have been open for so many days on the month's last day, the most urgent first."""
    last = months.last_day(month)
    rows = [_row(place, last - timedelta(days=days)) for place, days in enumerate(sorted(days_open, reverse=True))]
    return Open(month, tuple(rows), 0, Pace(ahead, 0, 0))


def _row(place: int, start: date) -> SheetRow:
    return SheetRow(Place("ehc_assessments", 1, place), MARCH, f"C-{place}", {"clock_start": start}, (), "f.xlsx", "S")


def test_the_cases_are_those_of_the_sample_in_order_of_their_limit(store: Store) -> None:
    last = date(2018, 3, 31)
    counted = [each for each in in_return(MARCH) if each.case_type == "new" and each.exception is None]
    still = [each for each in counted if each.issued is None]
    told = asked(store)
    assert told.total == len(still)
    days = {each.key: 140 - (last - each.clock_start).days for each in still}
    urgent = {key: left_ for key, left_ in days.items() if left_ <= 30}
    assert {each.case: each.days_left for each in told.cases} == urgent
    assert [each.days_left for each in told.cases] == sorted(urgent.values())
    assert (told.overdue, told.due) == (sum(each <= 0 for each in days.values()), len(told.cases) - (told.overdue or 0))
    assert sum(group.cases for group in told.groups) == told.total
    assert all(each.limit_day - last == timedelta(days=each.days_left) for each in told.cases)


def test_what_april_comes_to_goes_through_the_chain(store: Store) -> None:
    told = asked(store)
    # In March 46 of 50 were in time: 24 ahead of their month, and 22 of the 28 whose limit lay in March.
    # April: 24 ahead, 19 due of which 22/28 make 14, 5 overdue: 38, 24 and 43 of 48.
    assert [each.measure for each in told.futures] == ["79.2% (38 of 48)", "50.0% (24 of 48)", "89.6% (43 of 48)"]
    # Green amber is up to 5 points below 90%, red amber up to 15; red costs most, and what fails again costs more.
    assert [each.status for each in told.futures] == ["red amber", "red", "green amber"]
    deducted = [each.deducted or 0 for each in told.futures]
    assert deducted[2] <= deducted[0] <= deducted[1]
    # Without the 5 overdue: 38 of 43.
    assert told.if_overdue_stay == "88.4% (38 of 43)"
    assert told.target == "90%"
    # 90% of 48 is 43.2: 44 are needed, 24 of them ahead, so 20 of the 19 due.
    assert told.needed is None
    assert told.break_even.startswith("Even with every case due issued in time the target is missed")
    assert "(24)" in told.assumes


def test_how_many_have_to_be_in_time() -> None:
    # Two overdue, eight due, ten ahead: twenty plans, of which 90% are 18, ten of them ahead: all eight.
    cases = made(150, 141, *range(110, 118), *range(90, 100), ahead=10)
    assert (len(cases.overdue), len(cases.due), len(cases.ahead)) == (2, 8, 10)
    assert needed(cases, Fraction(90)) == 8
    assert needed(cases, Fraction(80)) == 6
    assert needed(cases, Fraction(40)) == 0
    assert needed(cases, Fraction(100)) == 10
    assert needed(cases, None) is None
    for target in range(101):
        least = needed(cases, Fraction(target))
        assert least is not None
        assert (10 + least) * 100 >= target * 20
        assert least == 0 or (10 + least - 1) * 100 < target * 20


def test_day_140_is_in_time_and_a_case_open_at_its_end_is_not() -> None:
    last = months.last_day(MARCH)
    cases = made(141, 140, 139, 110, 109)
    assert [left(row, last) for row in cases.rows] == [-1, 0, 1, 30, 31]
    # April has 30 days: a limit 30 days off is its last day.
    assert [len(each) for each in (cases.overdue, cases.due_today, cases.due)] == [1, 1, 2]
    assert len(made(111, 110, month=months.parse("2018-04")).due) == 2
    assert [left(row, date(2018, 4, 30)) for row in made(109, 108, month=months.parse("2018-04")).rows] == [31, 32]


def test_a_board_member_is_told_counts_and_never_a_case(store: Store) -> None:
    told = asked(store, "r.levene")
    assert told.cases == ()
    assert "Each case tells of a single child." in told.withheld
    assert all(group.cases >= 5 for group in told.groups)
    assert sum(group.cases for group in told.groups) == told.total
    assert b"C-" not in as_csv(told)


def test_small_groups_are_put_together_for_those_who_see_no_cases() -> None:
    cases = made(170, 150, 145, *range(110, 118), *range(50, 80))
    assert [each.cases for each in _groups(cases, SEES)] == [1, 2, 8, 30]
    # One and two are three children, so the eight join them.
    assert sorted(each.cases for each in _groups(cases, SEES_NOT)) == [11, 30]


def test_of_a_month_whose_next_return_has_come_nothing_is_supposed(store: Store) -> None:
    told = asked(store, month="2016-11")
    assert told.futures == ()
    assert told.assumes == "The return for December 2016 has come: what became of these cases is in its figure."
    earlier = asked(store, month="2016-11", as_known_on="2016-12-20T00:00:00Z")
    assert len(earlier.futures) == 3
    assert earlier.cases == told.cases


def test_what_cannot_be_told_says_so(store: Store) -> None:
    with pytest.raises(NotFromCases, match=r"Found “OP2”.*: SP1"):
        asked(store, indicator="OP2")
    with pytest.raises(NoCases, match="April 2018"):
        asked(store, month="2018-04")


def test_a_file_is_taken_as_text_where_it_is_opened(store: Store) -> None:
    told = asked(store)
    acting = told.model_copy(update={"cases": (told.cases[0].model_copy(update={"case": "=1+1"}), *told.cases[1:])})
    rows = list(csv.reader(io.StringIO(as_csv(acting).decode("utf-8-sig"))))
    assert rows[0][2] == "Case"
    assert rows[1][2] == "'=1+1"
    assert len(rows) == len(told.cases) + 1
    # An overdue case's negative days are a number, not a formula.
    assert rows[1][5].lstrip("'-").isdigit()
    assert not rows[1][5].startswith("'")
