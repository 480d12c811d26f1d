"""Meetings, actions and decisions on the pages: who may record them, what is refused, and what the board then reads."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import data, meetings
from dashboard.installation import Installation, serving
from statements.operations import OPERATIONS
from store.opener import open_store
from store.session import Store
from tests.dashboard.made import parsed, text
from tests.dashboard.small_store import CONTRACT, NOVEMBER, NOW, fill_return, fill_without_return, filled
from tests.dashboard.test_app import visited
from tests.dashboard.test_indicator import opened

ID = CONTRACT.contract.id
INDICATOR = CONTRACT.contract.indicators[0].id


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with filled(tmp_path / "store") as opened_store:
        yield opened_store


def recorded(store: Store, name: str, **said: Any) -> None:
    operation = OPERATIONS[name]
    operation.run(store, "a.clarke", operation.request.model_validate({"contract": ID, **said}))


def action(store: Store, what: str = "Two locums start.", due: str = "2017-01-09") -> None:
    recorded(store, "action", what=what, owner="Head of SEND", due=due, indicator=INDICATOR)


def read(page: AppTest) -> str:
    return text(parsed("".join(each.proto.body for each in page.main.get("html"))))


def page_of(store: Store, person: str) -> AppTest:
    return opened(store, month="2016-11", person=person, indicator=INDICATOR)


def pressed(store: Store, page: AppTest, label: str) -> AppTest:
    (button,) = [each for each in page.main.button if each.label == label]
    with serving(Installation(store, demo=True)):
        button.click().run()
    assert not page.exception
    return page


def test_an_officer_records_an_action_and_the_page_has_it_at_once(store: Store) -> None:
    page = page_of(store, "a.clarke")
    assert "No action is recorded for this indicator." in read(page)
    page.main.text_input[0].set_value("Two locums start.")
    pressed(store, page, "Record the action")
    assert [each.value for each in page.main.success] == ["The action is recorded."]
    (told,) = meetings.matters(store, ID).actions
    assert (told.what, told.due, told.indicator) == ("Two locums start.", date(2017, 1, 5), INDICATOR)
    assert "1. Two locums start." in read(page)
    assert page.main.text_input[0].value == ""


def test_what_is_refused_is_said_and_the_boxes_stay_filled(store: Store) -> None:
    page = page_of(store, "a.clarke")
    page.main.text_input[1].set_value("Head of Nothing")
    pressed(store, page, "Record the action")
    assert [each.value for each in page.main.error] == [
        "What is to be done is empty. Write it in a sentence. Nothing was recorded."
    ]
    assert page.main.text_input[1].value == "Head of Nothing"
    assert meetings.matters(store, ID).actions == ()


def test_an_officer_marks_an_action_as_done(store: Store) -> None:
    action(store)
    page = page_of(store, "a.clarke")
    with serving(Installation(store, demo=True)):
        page.main.radio[0].set_value("done").run()
    pressed(store, page, "Record it")
    (told,) = meetings.matters(store, ID).actions
    assert (told.state, told.ended) == ("done", NOW.date())
    assert "Done8 December 2016" in read(page)


def test_an_officer_asks_for_a_decision_with_the_month_in_view(store: Store) -> None:
    page = page_of(store, "a.clarke")
    (box,) = [each for each in page.main.text_input if each.label.startswith("What is asked with the results of Nov")]
    box.set_value("Agree the plan.")
    pressed(store, page, "Ask for the decision")
    (told,) = meetings.matters(store, ID).decisions
    assert (told.asked, told.month, told.state) == ("Agree the plan.", "2016-11", "asked")
    assert "1. Agree the plan." in read(page)


def test_a_provider_reports_progress_and_nothing_else(store: Store) -> None:
    action(store)
    page = page_of(store, "p.rao")
    assert [each.label for each in page.main.button] == ["Record it"]
    assert page.main.radio[0].options == ["Progress"]
    page.main.text_input[0].set_value("One was found.")
    pressed(store, page, "Record it")
    assert "8 December 2016, P. Rao: One was found." in read(page)


def test_a_board_member_reads_and_records_nothing(store: Store) -> None:
    action(store)
    page = page_of(store, "b.lowe")
    assert "1. Two locums start." in read(page)
    assert not page.main.button
    assert not page.main.text_input


def test_the_board_reads_what_is_done_and_what_is_asked(store: Store) -> None:
    action(store, due="2016-12-08")
    recorded(store, "decision", month="2016-11", asked="Agree the plan.", indicator=INDICATOR)
    recorded(store, "meeting", day="2016-12-14", state="planned")
    page = visited(store, month="2016-11", person="b.lowe")
    assert "meeting planned for 14 December 2016" in page.main.markdown[0].value
    said = read(page)
    assert "Two locums start. Head of SEND, due 8 December 2016." in said
    assert "Decision asked Agree the plan." in said


def test_without_a_meeting_the_page_says_so(store: Store) -> None:
    said = read(visited(store, month="2016-11", person="b.lowe"))
    assert "What changed since October" in said
    assert "No earlier meeting is on record" in said


def test_a_meeting_before_the_contract_was_known_is_said(store: Store) -> None:
    recorded(store, "meeting", day="2016-11-16", state="held")
    assert "At the meeting of 16 November 2016 nothing was known here yet" in read(visited(store, month="2016-11"))


def test_since_the_last_meeting_is_what_became_known_since(tmp_path: Path) -> None:
    moment = [datetime(2016, 11, 14, 9, 0, tzinfo=UTC)]
    with open_store(tmp_path / "store", lambda: moment[0]) as store:
        fill_without_return(store)
        recorded(store, "action", what="Old.", owner="Head of SEND", due="2016-11-30")
        moment[0] = datetime(2016, 11, 16, 18, 0, tzinfo=UTC)
        recorded(store, "meeting", day="2016-11-16", state="held")
        moment[0] = NOW
        fill_return(store)
        recorded(store, "follow-up", action=1, kind="done", day="2016-12-01")
        said = read(visited(store, month="2016-11", person="b.lowe"))
        assert "What changed since the last meeting, 16 November 2016" in said
        assert "November 2016 is new: " in said
        assert "Done: Old." in said
        # Once the next meeting was held, the month stands as its own meeting had it.
        moment[0] = datetime(2016, 12, 14, 18, 0, tzinfo=UTC)
        recorded(store, "meeting", day="2016-12-14", state="held")
        recorded(store, "decision", month="2016-11", asked="Agree the plan.")
        moment[0] = datetime(2017, 1, 19, 9, 0, tzinfo=UTC)
        recorded(store, "answer", decision=1, answer="Agreed.", meeting="2016-12-14", minute="4.1")
        action(store, "Later.", "2017-02-01")
        assert "Later." in read(visited(store, month="2016-11"))
        recorded(store, "meeting", day="2017-01-18", state="held")
        past = read(visited(store, month="2016-11"))
        assert "Actions as they stood at the meeting of 14 December 2016." in past
        assert "Later." not in past
        assert "Decided on 14 December 2016 Agreed. (minute 4.1)" in past


def test_a_rerun_reads_nothing_again(store: Store) -> None:
    action(store)
    view = data.in_view(store, ID, NOVEMBER)
    first = meetings.followed(store, view)
    assert meetings.matters(store, ID) is meetings.matters(store, ID)
    assert meetings.followed(store, view).matters is first.matters
    action(store, "Another.")
    assert len(meetings.matters(store, ID).actions) == 2
