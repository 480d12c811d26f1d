"""The sample's meetings, actions and decisions fit its contract and each other."""

from datetime import date

from contracts import months
from contracts.terms.deadlines import due_at
from sample_data.made_actions import ACTIONS
from sample_data.made_decisions import DECISIONS
from sample_data.matters import every_record, meeting_days
from sample_data.returns import sample_contract

DAYS = list(meeting_days())


def test_the_board_meets_once_a_month_on_wednesdays() -> None:
    assert len({(day.year, day.month) for day in DAYS}) == len(DAYS) == 24
    assert {day.weekday() for day in DAYS} == {2}
    assert {date(2016, 11, 16), date(2016, 12, 14), date(2018, 4, 18)} <= set(DAYS)


def test_a_decision_is_answered_at_the_meeting_that_takes_its_month() -> None:
    due = sample_contract().contract.returns.due
    for each in DECISIONS:
        if each.meeting:
            month = months.parse(each.month)
            returned = due_at(month, int(due.working_days), due.by).date()
            assert date.fromisoformat(each.meeting) == next(day for day in DAYS if day > returned), each.asked
            assert each.recorded <= each.meeting


def test_everything_is_about_an_indicator_of_the_contract() -> None:
    known = {each.id for each in sample_contract().contract.indicators} | {None}
    assert {each.indicator for each in (*ACTIONS, *DECISIONS)} <= known


def test_records_come_in_order_and_at_moments_of_their_own() -> None:
    moments = [each.at for each in every_record()]
    assert moments == sorted(set(moments))
