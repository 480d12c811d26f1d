"""Notes on a chart from the page: who is offered the form, what is then drawn, and what is refused."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.installation import Installation, serving
from store.opener import open_store
from store.session import Store
from tests.dashboard.made import parsed, text
from tests.dashboard.test_indicator import opened
from tests.demonstration import copied, made_once

NOW = datetime(2018, 5, 4, 8, 15, tzinfo=UTC)


@pytest.fixture
def own(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Iterator[Store]:
    with open_store(copied(made_once(tmp_path_factory), tmp_path / "store"), clock=lambda: NOW) as store:
        yield store


def page_of(store: Store, person: str) -> AppTest:
    return opened(store, month="2018-03", person=person, indicator="OP2")


def read(page: AppTest) -> str:
    return text(parsed("".join(each.proto.body for each in page.main.get("html"))))


def pressed(store: Store, page: AppTest, label: str) -> AppTest:
    (button,) = [each for each in page.main.button if each.label == label]
    with serving(Installation(store, demo=True)):
        button.click().run()
    assert not page.exception
    return page


def box(page: AppTest, label: str) -> object:
    (found,) = [each for each in page.main.text_input if each.label == label]
    return found


def test_an_officer_notes_an_event_begins_a_chart_anew_and_withdraws(own: Store) -> None:
    page = page_of(own, "a.clarke")
    assert "Noted on the chart" not in read(page)
    box(page, "What happened, in a few words").set_value("Reviews moved to schools")  # type: ignore[attr-defined]
    pressed(own, page, "Note the event")
    assert [each.value for each in page.main.success] == ["The event stands on the chart."]
    assert "March 2018. Reviews moved to schools. Noted by A. Clarke on 4 May 2018." in read(page)
    (month,) = [each for each in page.main.selectbox if each.label.startswith("Month from which")]
    # What the program proposes is offered first.
    assert month.options[0] == "April 2017 (proposed)"
    box(page, "Why").set_value("The definition changed.")  # type: ignore[attr-defined]
    pressed(own, page, "Begin the chart anew")
    assert "April 2017. The chart begins anew: The definition changed." in read(page)
    assert "Proposed: a chart that begins anew" not in read(page)
    box(page, "Why it is withdrawn").set_value("It hid a decline.")  # type: ignore[attr-defined]
    pressed(own, page, "Withdraw the note")
    # Notes are offered by their month: the rebase of April 2017 comes first.
    assert "The definition changed." not in read(page)
    assert "Proposed: a chart that begins anew" in read(page)


def test_an_empty_note_is_refused_and_nothing_is_drawn(own: Store) -> None:
    page = page_of(own, "a.clarke")
    version = own.version
    pressed(own, page, "Begin the chart anew")
    assert [each.value for each in page.main.error] == [
        "The reason is empty. Write it in a sentence. Nothing was recorded."
    ]
    assert own.version == version


@pytest.mark.parametrize("person", ["r.levene", "j.osei", "t.nowak", "m.iqbal"])
def test_others_read_and_are_offered_no_form(demonstrated: Store, person: str) -> None:
    page = opened(demonstrated, month="2018-03", person=person, indicator="SP1")
    assert "July 2016. Second casework team. Noted by A. Clarke on 12 August 2016." in read(page)
    assert not [each for each in page.main.expander if "Note an event" in each.label]


def test_open_cases_are_listed_for_those_alone_who_may_see_them(demonstrated: Store) -> None:
    officer, member = (
        opened(demonstrated, month="2018-03", person=each, indicator="SP1") for each in ("a.clarke", "r.levene")
    )
    assert "Open cases that will breach" in read(officer)
    assert "Case by case, the most urgent first" in read(officer)
    assert len(officer.main.get("download_button")) == 1
    assert "184 open cases count in this indicator: 5 are overdue, 19 reach their limit in April 2018." in read(member)
    assert "Not shown. Each case tells of a single child." in read(member)
    assert "Case by case" not in read(member)
    assert not member.main.get("download_button")
